"""Files that are small and unpack, nest or repeat themselves into much, each read in a program of its own that is measured."""

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from struct import pack
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import docx

from corpus.errors import CorpusError
from corpus.readers import read, read_own
from tests.faults.outcome import Outcome, lost
from tests.faults.small import ROOT

SECONDS, MEMORY = 6.0, 700  # of processor time, and megabytes above what the program needs itself
ENTITIES = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + each)} '{('&' + chr(97 + each) + ';') * 10}'>" for each in range(12)
) + "]>"  # fmt: skip
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
PAGES = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def word_file(name: str, content: str | bytes) -> bytes:
    """A Word document in which one file has that content."""
    whole, made = BytesIO(), BytesIO()
    docx.Document().save(whole)
    with ZipFile(whole) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for each in {*old.namelist(), name}:
            new.writestr(each, content if each == name else old.read(each))
    return made.getvalue()


def lying(content: bytes, name: bytes = b"word/document.xml") -> bytes:
    """The same, with a list of contents that says that the file is small."""
    entry = content.rindex(name) - 46
    return content[: entry + 24] + pack("<I", 1000) + content[entry + 28 :]


def pdf(*objects: bytes) -> bytes:
    """A whole PDF of these objects."""
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(made)
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)  # fmt: skip


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(content), more) + content + b"\nendstream"


def packed(content: bytes, times: int = 1) -> bytes:
    """A page whose content is packed."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return pdf(*PAGES, stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times)), FONT)


def forms(levels: int = 8) -> bytes:
    """A form that draws a form ten times, and so on."""
    made = [
        stream(
            b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + each)
        )
        for each in range(levels)
    ]
    last = stream(b"BT /F 9 Tf (w) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    return pdf(*PAGES, stream(b"/X Do " * 10), FONT, *made, last)


BOMBS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "an archive of 300 MB": lambda: ("x.nl.docx", word_file("word/document.xml", BODY % ("a " * 150_000_000))),
    "one that says it is small": lambda: ("x.nl.docx", lying(word_file("word/document.xml", BODY % ("a " * 150_000_000)))),
    "an archive of pictures": lambda: ("x.nl.docx", word_file("word/media/a.png", bytes(400_000_000))),
    "entities in an archive": lambda: ("x.nl.docx", word_file("word/document.xml", ENTITIES + BODY % "&m;")),
    "entities in XML": lambda: ("x.nl.xml", f"{ENTITIES}<toestand>&m;</toestand>".encode()),
    "one long entity": lambda: ("x.nl.xml", f"<!DOCTYPE a [<!ENTITY a '{'a' * 100_000}'>]><toestand>{'&a;' * 50_000}</toestand>".encode()),
    "an entity of another file": lambda: ("x.nl.xml", b"<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><toestand>&a;</toestand>"),
    "XML two million deep": lambda: ("x.nl.xml", b"<toestand>" + b"<a>" * 2_000_000),
    "a million attributes": lambda: ("x.nl.xml", b"<toestand " + b" ".join(b"a%d='x'" % each for each in range(1_000_000)) + b"/>"),
    "a page two million deep": lambda: ("x.nl.html", b"<html><body>" + b"<div>" * 2_000_000 + b"x"),
    "two million words in bold": lambda: ("own.html", b"<html><body>" + b"<b>x</b>" * 2_000_000),
    "half a million brackets": lambda: ("x.nl.md", b"# a\n" + b"[" * 500_000),
    "rows of stars": lambda: ("x.nl.md", b"# a\n\n" + (b"**a " * 4_900 + b"\n") * 100),
    "comments without an end": lambda: ("x.nl.md", b"# a\n\n" + (b"<!--" * 4_900 + b"\n") * 100),
    "JSON a million deep": lambda: ("x.nl.jsonl", b"[" * 1_000_000),
    "a PDF of a gigabyte": lambda: ("x.nl.pdf", packed(bytes(1_000_000_000))),
    "one packed twice": lambda: ("x.nl.pdf", packed(b" " * 1_000_000_000, 2)),
    "a million pages": lambda: ("x.nl.pdf", pdf(PAGES[0], b"<</Type/Pages/Count 1000000/Kids[" + b"3 0 R " * 1_000_000 + b"]>>", PAGES[2])),
    "pages that hold themselves": lambda: ("x.nl.pdf", pdf(PAGES[0], b"<</Type/Pages/Kids[2 0 R]/Count 1>>")),
    "forms that draw forms": lambda: ("x.nl.pdf", forms()),
}  # fmt: skip


def bombs(data: Path) -> Outcome:
    """Each is made, and read by a program that says how long it took and how much memory."""
    data.mkdir(parents=True)
    losses, rows = [], ["| file | bytes | seconds | MB | what was said |", "|---|---|---|---|---|"]
    for fault, make in BOMBS.items():
        name, content = make()
        (data / name).write_bytes(content)
        said = _measured(data / name)
        losses += [f"{fault}: {each}" for each in _losses(said)]
        rows.append(f"| {fault} | {len(content):,} | {said.get('seconds', 0):.1f} | {said.get('megabytes', 0):.0f} | {said.get('said', '')} |")  # fmt: skip
    happened = f"each was refused in a sentence, or read, within {SECONDS:g} seconds and {MEMORY} MB"
    return Outcome(
        "files made to explode", ", ".join(BOMBS), happened, lost(*losses), len(BOMBS), detail="\n".join(rows)
    )


def _measured(file: Path) -> dict[str, float | str]:
    """Nothing where the program did not live to tell."""
    command = [sys.executable, "-m", "tests.faults.bombs", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    return json.loads(ended.stdout) if ended.returncode == 0 else {}  # type: ignore[no-any-return]


def _losses(said: dict[str, float | str]) -> list[str]:
    if not said:
        return ["the program that read it was ended"]
    late, large = float(said["seconds"]) > SECONDS, float(said["megabytes"]) > MEMORY
    return ["it took too long"] * late + ["it took too much memory"] * large


def main(arguments: Sequence[str]) -> int:
    """Reads one file; what it cost stands on standard output. Memory that was taken for reading the file is not counted."""
    import resource

    (path,) = map(Path, arguments)
    content, began, before = path.read_bytes(), process_time(), _most_memory()
    try:
        said = f"{len((read_own if path.name.startswith('own') else read)(path.name, content, 'nl'))} parts"
    except CorpusError as error:
        said = str(error).partition(": ")[2].partition(";")[0]
    apart = resource.getrusage(resource.RUSAGE_CHILDREN)  # of what was opened apart
    seconds = process_time() - began + apart.ru_utime + apart.ru_stime
    print(json.dumps({"seconds": seconds, "megabytes": _most_memory() - before, "said": said}))
    return 0


def _most_memory() -> float:
    """That this program ever had, in megabytes. (What `resource` says begins with what its parent had.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    os.nice(5)
    sys.exit(main(sys.argv[1:]))
