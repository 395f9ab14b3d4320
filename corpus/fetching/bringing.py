"""Brings official texts into a folder: from a mirror folder first, then from their publishers over the network."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from corpus.catalogue import repositories
from corpus.errors import CorpusError
from corpus.fetching.asking import NoDownload, Why
from corpus.fetching.downloads import Downloads
from corpus.fetching.hosts import Hosts, host
from corpus.fetching.keeping import NewFile, keep, version_here
from corpus.fetching.publishers import ask
from corpus.fetching.receiving import Limits
from corpus.fetching.records import read_records
from corpus.fetching.text_files import Wanted, find, wanted
from corpus.types import Source, Standing


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
    changes: tuple[str, ...] = ()  # against the text that was here: "artikel 26, lid 6 gewijzigd"


def fetch(
    sources: Iterable[Source],
    folder: Path,
    mirror: Path | None,
    network: bool,
    *,
    only: frozenset[str] | None = None,
    hosts: Hosts | None = None,
    limits: Limits | None = None,
) -> Iterator[Fetched]:
    """Bring every text that can be read into the folder, one value a text; what goes wrong with it is a value too.

    `only`: ids of sources. `hosts`: those of the catalogue, unless others are given.
    Raises CorpusError before anything is asked for where an argument, the list of what is here or the network
    settings of the machine cannot be used.
    """
    if mirror is not None and not mirror.is_dir():
        raise CorpusError(f"There is no mirror folder {mirror}; give the path of an existing folder, or none.")
    sources = tuple(sources)
    all_wanted = wanted(sources, only)
    read_records(folder)  # a damaged list is found before anything is asked for
    if not network:
        return _fetch(all_wanted, folder, mirror, None)
    known = hosts or Hosts(repositories() | {host(source.address.machines) for source in sources} - {""})
    return _fetch(all_wanted, folder, mirror, Downloads(known, limits or Limits()))


def _fetch(
    all_wanted: Iterable[Wanted], folder: Path, mirror: Path | None, downloads: Downloads | None
) -> Iterator[Fetched]:
    with downloads or nullcontext():
        for each in all_wanted:
            try:
                yield _bring(each, folder, mirror, downloads)
            except OSError as error:
                yield _ended(each, Outcome.FAILED, f"A file could not be read or written: {error}.")


def _bring(text: Wanted, folder: Path, mirror: Path | None, downloads: Downloads | None) -> Fetched:
    near = find(mirror, text) if mirror else []
    copies = {
        each.path.relative_to(mirror or "").as_posix(): NewFile(str(each.path), each.path.read_bytes()) for each in near
    }
    if copies and (near[0].standing is Standing.OFFICIAL or not downloads):
        return _keep(folder, text, copies, Outcome.COPIED)
    answer = _ask(downloads, text, folder)
    if not isinstance(answer, NoDownload):
        return _keep(folder, text, answer, Outcome.FETCHED)
    here = [each.path.relative_to(folder).as_posix() for each in find(folder, text)]
    if answer.why is Why.UNCHANGED:
        return _ended(text, Outcome.UNCHANGED, answer.detail, *here)
    if copies:  # derived, and the publisher has no official text for us
        return _keep(folder, text, copies, Outcome.COPIED)
    if answer.why is Why.MISSING and here:
        return _ended(text, Outcome.UNCHANGED, "Nothing newer was found; what is here stays.", *here)
    return _ended(text, Outcome(answer.why), answer.detail)


def _ask(downloads: Downloads | None, text: Wanted, folder: Path) -> Mapping[str, NewFile] | NoDownload:
    if not downloads:
        return NoDownload(Why.MISSING, "The network is off.")
    answer = ask(downloads, text, folder, partial(version_here, folder))
    if isinstance(answer, NoDownload):
        return answer
    download = answer.download
    file = NewFile(answer.origin, download.content, download.etag, download.modified)
    return {f"{text.name}.{download.form}": file}


def _keep(folder: Path, text: Wanted, files: Mapping[str, NewFile], outcome: Outcome) -> Fetched:
    try:
        kept = keep(folder, text, files, checked=outcome is Outcome.FETCHED)
    except CorpusError as error:
        return _ended(text, Outcome.FAILED, str(error), *files)
    if not kept.new:
        return _ended(text, Outcome.UNCHANGED, "The same text is here already.", *files)
    return _ended(text, outcome, f"It comes from {next(iter(files.values())).origin}.", *files, changes=kept.changes)


def _ended(text: Wanted, outcome: Outcome, detail: str, *names: str, changes: tuple[str, ...] = ()) -> Fetched:
    return Fetched(text.source.id, text.edition.id, names or (text.name,), outcome, detail, changes)
