"""How each publisher is asked for a text. The form of the address in the catalogue says which of them it is.

…/{identifier}               Cellar, the store of the Publications Office: content negotiation over type and language
…/{identifier}/manifest.xml  the Basiswettenbestand: a list of all versions of an act, from which one is chosen
…/{identifier}.xml           officielebekendmakingen.nl: Staatsblad, Staatscourant, Kamerstukken; a PDF where there is no XML
without {identifier}         one document, of open.overheid.nl or rijksoverheid.nl
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import CorpusError
from corpus.fetching.asking import TYPES, Asked, Download, NoDownload, Why
from corpus.fetching.downloads import Downloads
from corpus.fetching.text_files import Wanted
from corpus.readers.elements import Element, parse_xml

LANGUAGE_CODES = {"nl": "nld", "en": "eng"}  # the Publications Office knows only three letters
MANIFEST = "/manifest.xml"
SAFE = re.compile(r"\w[\w.-]*")  # a step of an address that a manifest names
Versions = Callable[[str, str], tuple[str, str]]
"""(file name, address) -> the ETag and the Last-Modified of what is here of it; empty where it is not, or damaged."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A document, and the address that it came from."""

    origin: str
    download: Download


def ask(downloads: Downloads, wanted: Wanted, folder: Path, versions: Versions) -> Answer | NoDownload:
    """The text in the best form that its publisher has. What has come of it waits in a hidden file of the folder."""
    asked = _asked(downloads, wanted, folder)
    if isinstance(asked, NoDownload):
        return asked
    ending = NoDownload(Why.MISSING, "Its publisher has no form of it that can be read here.")
    for each in asked:
        here = (versions(f"{wanted.name}.{form}", each.address) for form in each.forms)
        etag, modified = next(filter(any, here), ("", ""))
        found = downloads.get(replace(each, etag=etag, modified=modified), _part(folder, wanted.name))
        if isinstance(found, Download):
            return Answer(each.address, found)
        ending = found
        if found.why is not Why.MISSING:
            break
    return ending


def _part(folder: Path, name: str) -> Path:
    return folder / f".{name}.part"


def _asked(downloads: Downloads, wanted: Wanted, folder: Path) -> tuple[Asked, ...] | NoDownload:
    """What to ask for, the best form first; nothing where the address is only for other programs."""
    machines = wanted.source.address.machines
    address = machines.replace("{identifier}", wanted.identifier)
    if not machines or machines.endswith("/"):
        return ()
    if machines == address:
        return (Asked(address, ("pdf", "docx")),) if _is_first(wanted) else ()
    if machines.endswith(MANIFEST):
        return _version(downloads, wanted, address, _part(folder, f"{wanted.name}.manifest"))
    if machines.endswith("{identifier}.xml"):
        return (Asked(address, ("xml",)), Asked(f"{address.removesuffix('xml')}pdf", ("pdf",)))
    language = LANGUAGE_CODES[wanted.language]
    return tuple(Asked(address, ("html",), accept, language) for accept in TYPES["html"])


def _is_first(wanted: Wanted) -> bool:
    """An address of one document leads to the newest edition, in its own language."""
    edition = wanted.source.editions[-1]
    return (wanted.edition, wanted.identifier, wanted.language) == (
        edition,
        edition.identifiers[0],
        edition.languages[0],
    )


def _version(downloads: Downloads, wanted: Wanted, address: str, part: Path) -> tuple[Asked, ...] | NoDownload:
    found = downloads.get(Asked(address, ("xml",)), part)
    if isinstance(found, NoDownload):
        return found
    try:
        place = chosen(parse_xml(found.content), wanted.edition.id)
    except CorpusError as error:
        return NoDownload(Why.FAILED, f"{address}: {error}.")
    if not place:
        return NoDownload(Why.MISSING, f"{address} names no version of {wanted.edition.id} or before.")
    return (Asked(f"{address.removesuffix(MANIFEST)}/{place}", ("xml",)),)


def chosen(manifest: Element, day: str) -> str:
    """Where the XML of the version lies that holds on the day (2026-12-31), from the manifest; "" where none does.

    A version has as many entries as it was corrected; that of the latest look ("zichtdatum") says what is known today.
    Names: _manifest.xsd of the Basiswettenbestand, and manifests in public repositories; none was fetched from here.
    Raises CorpusError where an entry does not lead to a file beside the manifest.
    """
    today = datetime.now(tz=UTC).date().isoformat()
    found: list[tuple[str, str, str]] = []
    for entry in manifest.iter("expression"):
        start, seen, superseded = (
            entry.findtext(f"metadata/{name}", default).strip()
            for name, default in (("datum_inwerkingtreding", ""), ("zichtdatum_start", ""), ("zichtdatum_eind", "9999"))
        )
        item = entry.find("manifestation[@label='xml']/item")
        if item is not None and start and start <= day and superseded >= today:
            found.append((start, seen, "/".join((entry.get("label", ""), "xml", item.get("label", "")))))
    place = max(found, default=("", "", ""))[2]
    if place and not all(SAFE.fullmatch(step) for step in place.split("/")):
        raise CorpusError(f"it leads to {place}, which is no file beside it")
    return place
