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
from indexing.building import build, rollback
from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.filters import Filter
from indexing.opening import current_version, live_index, read_manifest, vectors_of
from indexing.types import Hit


def build_index(settings: Settings, options: argparse.Namespace) -> None:
    """Official texts of a mirror are taken along; the network is only used by `python -m corpus fetch`."""
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


def verify(settings: Settings, _: argparse.Namespace) -> None:
    """Read every vector back; `count()` of a damaged Chroma folder has been seen to look normal."""
    version = current_version(settings.index)
    manifest = read_manifest(settings.index, version)
    found = vectors_of(settings.index / version, version, settings.search.chroma_url).count()
    if found != manifest.passages:
        raise SearchError(
            f"{found} of {manifest.passages} vectors can be read: run python -m indexing build --rebuild."
        )
    print(f"Index {version} is whole: {found} passages, built {manifest.built_at} with {manifest.encoder}.")


def go_back(settings: Settings, _: argparse.Namespace) -> None:
    """Make the index before the live one the live one."""
    print(f"Index {rollback(settings.index)} is live again.")


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
    "verify": verify,
    "rollback": go_back,
    "search": search,
}
