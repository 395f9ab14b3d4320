"""Brings official texts into a folder: from a mirror folder first, then from their publishers over the network."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import product
from pathlib import Path

import httpx

from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.types import Source, Standing

RECORDS = "fetched.jsonl"
MARKED = {"derived.jsonl": Standing.DERIVED, "excerpt.jsonl": Standing.EXCERPT}
ENDINGS = ("html", "md", "jsonl", *MARKED)  # the best first
Contents = dict[str, tuple[str, bytes]]  # the name in the folder -> where it comes from, and what is in it
Network = tuple[httpx.Client, set[str]]  # with the hosts that did not answer in this run
LANGUAGE_CODES = {"nl": "nld", "en": "eng"}  # the Publications Office knows only three letters


class Outcome(StrEnum):
    """How the search for one text ended."""

    COPIED = "copied"  # from the mirror
    FETCHED = "fetched"  # over the network
    UNCHANGED = "unchanged"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one text; `names` are its files in the folder, `detail` is a sentence for people."""

    source: str
    edition: str
    names: tuple[str, ...]
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class TextFile:
    """A stored file with the text of an edition in one language."""

    path: Path
    language: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Wanted:
    source: Source
    edition: Edition
    identifier: str
    language: str
    name: str  # how its files begin

    def ended(self, outcome: Outcome, detail: str, *names: str) -> Fetched:
        return Fetched(self.source.id, self.edition.id, names or (self.name,), outcome, detail)


def fetch(sources: Iterable[Source], folder: Path, mirror: Path | None, network: bool) -> Iterator[Fetched]:
    """Bring every text that can be read into the folder, one value a text; what goes wrong with it is a value too."""
    if mirror is not None and not mirror.is_dir():
        raise CorpusError(f"There is no mirror folder {mirror}; give the path of an existing folder, or none.")
    _records(folder)  # a damaged list is found before anything is asked for
    return _fetch(sources, folder, mirror, network)


def texts(folder: Path, source: Source, edition: Edition) -> tuple[TextFile, ...]:
    """The stored files of an edition, in the order of its identifiers, the best file for each language."""
    return tuple(file for wanted in _wanted(source, edition) for file in _find(folder, wanted))


def _wanted(source: Source, edition: Edition) -> list[_Wanted]:
    pairs = product(edition.identifiers, edition.languages) if source.reader == "files" else ()
    return [_Wanted(source, edition, name, language, f"{name}.{language}") for name, language in pairs]


def _find(folder: Path, wanted: _Wanted) -> list[TextFile]:
    for ending in ENDINGS:
        if (file := folder / f"{wanted.name}.{ending}").is_file():
            return [TextFile(file, wanted.language, MARKED.get(ending, Standing.OFFICIAL))]
    if wanted.language != wanted.edition.languages[0]:  # a folder of pages does not say its language
        return []
    pages = (page for page in (folder / wanted.identifier).rglob("*.md") if "/." not in str(page.relative_to(folder)))
    return [TextFile(page, wanted.language, Standing.OFFICIAL) for page in sorted(pages)]


def _fetch(sources: Iterable[Source], folder: Path, mirror: Path | None, network: bool) -> Iterator[Fetched]:
    with httpx.Client(timeout=20.0, follow_redirects=True, headers={"User-Agent": "Beleidswijzer"}) as client:
        asked = (client, set[str]()) if network else None
        for wanted in (each for source in sources for edition in source.editions for each in _wanted(source, edition)):
            try:
                yield _bring(wanted, folder, mirror, asked)
            except OSError as error:
                yield wanted.ended(Outcome.FAILED, f"A file could not be read or written: {error}.")


def _bring(wanted: _Wanted, folder: Path, mirror: Path | None, network: Network | None) -> Fetched:
    near = _find(mirror, wanted) if mirror else []
    copies = {str(each.path.relative_to(mirror or "")): (str(each.path), each.path.read_bytes()) for each in near}
    if copies and (near[0].standing is Standing.OFFICIAL or not network):
        return _keep(folder, wanted, copies, Outcome.COPIED)
    answer = _ask(*network, wanted) if network else wanted.ended(Outcome.MISSING, "The network is off.")
    if not isinstance(answer, Fetched):
        return _keep(folder, wanted, answer, Outcome.FETCHED)
    if copies:  # derived, and the publisher has no official text for us
        return _keep(folder, wanted, copies, Outcome.COPIED)
    if answer.outcome is Outcome.MISSING and (here := _find(folder, wanted)):
        names = (str(each.path.relative_to(folder)) for each in here)
        return wanted.ended(Outcome.UNCHANGED, "Nothing newer was found; what is here stays.", *names)
    return answer


def _ask(client: httpx.Client, silent: set[str], wanted: _Wanted) -> Contents | Fetched:
    """What the publisher answers. A host goes to `silent`, and is left alone, after its first connection failure."""
    address = wanted.source.address.machines.replace("{identifier}", wanted.identifier)
    if address == wanted.source.address.machines:
        return wanted.ended(Outcome.MISSING, "Its publisher has no form of it that can be read here.")
    if (host := address.partition("//")[2].partition("/")[0]) in silent:
        return wanted.ended(Outcome.FAILED, f"{host} did not answer earlier in this run and was left alone.")
    headers = {"Accept": "application/xhtml+xml", "Accept-Language": LANGUAGE_CODES[wanted.language]}
    try:
        answer = client.get(address, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if isinstance(error, httpx.TransportError):
            silent.add(host)
        return wanted.ended(Outcome.FAILED, f"{address} gave no answer ({error or type(error).__name__}).")
    if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
        outcome = Outcome.MISSING if answer.status_code in (404, 406, 410) else Outcome.FAILED
        return wanted.ended(outcome, f"{address} answered, but not with the text (status {answer.status_code}).")
    return {f"{wanted.name}.html": (address, answer.content)}


def _keep(folder: Path, wanted: _Wanted, files: Contents, outcome: Outcome) -> Fetched:
    if empty := [origin for origin, content in files.values() if not content.strip()]:
        return wanted.ended(Outcome.FAILED, f"{empty[0]} is empty.", *files)
    records, changed = _records(folder), False
    for name, (origin, content) in files.items():
        changed |= _write(folder / name, content)
        digest, day = sha256(content).hexdigest(), datetime.now(tz=UTC).date().isoformat()
        if digest not in records.get(name, ""):
            standing = MARKED.get(".".join(name.split(".")[-2:]), Standing.OFFICIAL)
            record = {"name": name, "sha256": digest, "day": day, "origin": origin, "standing": standing}
            records[name] = json.dumps(record, ensure_ascii=False)
    for name in [each for each in records if each.startswith(f"{wanted.identifier}/") and each not in files]:
        (folder / name).unlink(missing_ok=True)  # a page that its set no longer has
        del records[name]
        changed = True
    _write(folder / RECORDS, "".join(f"{line}\n" for line in records.values()).encode())
    if not changed:
        return wanted.ended(Outcome.UNCHANGED, "The same text is here already.", *files)
    return wanted.ended(outcome, f"It comes from {next(iter(files.values()))[0]}.", *files)


def _records(folder: Path) -> dict[str, str]:
    file = folder / RECORDS
    lines = file.read_bytes().splitlines() if file.exists() else []
    try:
        return {json.loads(line)["name"]: line.decode() for line in lines}
    except (ValueError, TypeError, KeyError) as error:
        raise CorpusError(f"{file} is damaged; delete it and fetch again.") from error


def _write(path: Path, content: bytes) -> bool:
    """In one step: a reader, or the next run after a crash, sees the old file or the new one. Says if they differ."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)
    return True
