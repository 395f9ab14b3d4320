"""What `python -m indexing` does once its arguments are right."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from corpus.batches import read_batch, write_batch
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.fetching import fetch
from corpus.own_documents import own_documents
from corpus.provisions import gather
from corpus.settings import Settings
from corpus.types import LANGUAGES, Kind
from indexing.apart import apart
from indexing.building import build
from indexing.encoders import open_encoder
from indexing.errors import SearchError, Unsound
from indexing.filters import Filter
from indexing.opening import live_index
from indexing.pointer import before, current_version, damaged
from indexing.switching import rollback
from indexing.types import Checked, Hit, Stage
from indexing.verifying import verify


def build_index(settings: Settings, options: argparse.Namespace) -> None:
    """Official texts of a mirror are taken along; the network is only used by `python -m corpus fetch`."""
    print(f"{Stage.READING}: the catalogue, the digests and the texts")
    sources = load_catalogue()
    if settings.corpus.mirror:
        list(fetch(sources, settings.texts, settings.corpus.mirror, network=False))
    own = own_documents(settings.corpus.own_documents)
    for sentence in own.left_out:
        print(sentence, file=sys.stderr)
    report = build(
        (*sources, *own.sources),
        (*gather(sources, read_digests(), settings.texts), *own.provisions),
        settings.index,
        open_encoder(settings.search.encoder),
        corpus_date=corpus_date(),
        mirror=settings.mirror,
        url=settings.search.chroma_url,
        rebuild=options.rebuild,
        progress=print,
    )
    manifest = report.manifest
    print(
        f"Index {manifest.version} is live: {manifest.provisions} provisions, {manifest.passages} passages "
        f"({report.encoded} encoded, {report.kept} kept, {report.removed} removed)."
    )


def check(settings: Settings, _: argparse.Namespace) -> None:
    """Read everything of the live index back; `count()` of a damaged Chroma folder has been seen to look normal."""
    folder = settings.index
    version = current_version(folder)
    try:
        checked = apart(_verified, settings, version)
    except Unsound as error:
        raise damaged(folder, version, str(error)) from error
    older = before(folder)
    print(
        f"Index {version} is whole: {checked.passages} passages of {checked.sources} sources, {checked.sample} found by "
        f"their own vector, {checked.questions} questions found their provision; "
        + (f"{older} is kept to go back to." if older else "there is none to go back to.")
    )


def go_back(settings: Settings, _: argparse.Namespace) -> None:
    """Make the index before the live one the live one."""
    try:
        print(f"Index {apart(_gone_back, settings)} is live again.")
    except Unsound as error:
        raise SearchError(f"The live index stays, because {error}: run python -m indexing build --rebuild.") from error


def _verified(settings: Settings, version: str) -> Checked:
    encoder = open_encoder(settings.search.encoder)
    return verify(settings.index, version, encoder, url=settings.search.chroma_url)


def _gone_back(settings: Settings) -> str:
    encoder = open_encoder(settings.search.encoder)
    return rollback(settings.index, encoder, mirror=settings.mirror, url=settings.search.chroma_url)


def search(settings: Settings, options: argparse.Namespace) -> None:
    """One question, or a file of them."""
    questions = read_batch(options.batch, _asked) if options.batch else []
    index = live_index(settings).now()
    wanted = Filter(
        sources=frozenset(options.source),
        kinds=frozenset(map(Kind, options.kind)),
        day=options.as_of,
        role=options.role,
        layer=options.layer,
    )
    if options.question is not None:
        for hit in index.search(options.question, options.language, options.k, wanted=wanted):
            print(json.dumps(_wire(hit)) if options.json else f"{hit.score:.2f}  {hit.id:44} {', '.join(hit.found_by)}")
        return
    found = ((identity, index.search(*asked, options.k, wanted=wanted)) for identity, asked in questions)
    write_batch(options.out, ({"id": identity, "hits": [_wire(hit) for hit in hits]} for identity, hits in found))


def _wire(hit: Hit) -> dict[str, object]:
    return {"provision": hit.id, "score": round(hit.score, 4), "foundBy": hit.found_by}


def _asked(fields: dict[str, Any]) -> tuple[str, str]:
    """A question and its language."""
    language = fields.get("language") or "nl"
    if not isinstance(fields["question"], str) or language not in LANGUAGES:
        raise ValueError(fields)
    return fields["question"], language


COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], None]] = {
    "build": build_index,
    "verify": check,
    "rollback": go_back,
    "search": search,
}
