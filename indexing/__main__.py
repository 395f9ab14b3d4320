"""`python -m indexing build | verify | rollback | search`: the index from the command line."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from corpus.batches import BadBatch, read_batch, write_batch
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.errors import Refusal
from corpus.fetching import fetch
from corpus.own_documents import own_documents
from corpus.provisions import gather
from corpus.settings import Settings, read_settings
from corpus.types import LANGUAGES, Kind
from indexing.errors import SearchError
from indexing.filters import Filter
from indexing.types import Hit


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m indexing", description="The index that questions are searched in.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("build", help="index what is here, beside the live index, then switch")
    command.add_argument("--rebuild", action="store_true", help="encode every passage again")
    command.set_defaults(command=build_index)
    commands.add_parser("verify", help="hold the live index against what it says of itself").set_defaults(
        command=verify
    )
    commands.add_parser("rollback", help="go back to the index before").set_defaults(command=go_back)
    command = commands.add_parser("search", help="what would be found, and why")
    command.add_argument("question", nargs="?")
    command.add_argument("-k", type=int, default=8, help="how many provisions")
    command.add_argument("--language", choices=["nl", "en"], default="nl")
    command.add_argument("--json", action="store_true")
    command.add_argument("--source", action="append", default=[], metavar="ID", help="of this source; may be repeated")
    command.add_argument(
        "--kind", action="append", default=[], choices=list(Kind), help="of this kind; may be repeated"
    )
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="in force on this day: 2026-12-31")
    command.add_argument("--role", default="", help="for this role: deployer, provider …")
    command.add_argument("--layer", default="", help="for this layer: gemeente, provincie …")
    command.add_argument("--batch", type=Path, metavar="IN.jsonl", help="a question a line: {id, question, language?}")
    command.add_argument("--out", type=Path, metavar="OUT.jsonl")
    command.set_defaults(command=search)
    options = parser.parse_args(arguments)
    if options.command is search and (
        (options.batch is None) == (options.question is None) or bool(options.batch) != bool(options.out)
    ):
        parser.error("give a question, or --batch IN.jsonl with --out OUT.jsonl")
    try:
        options.command(read_settings(), options)
    except BadBatch as error:
        print(error, file=sys.stderr)
        return 2
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build_index(settings: Settings, options: argparse.Namespace) -> None:
    """Official texts of a mirror are taken along; the network is only used by `python -m corpus fetch`."""
    from indexing.building import build
    from indexing.encoders import open_encoder

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
    from indexing.opening import current_version, read_manifest, vectors_of

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
    from indexing.building import rollback

    print(f"Index {rollback(settings.index)} is live again.")


def search(settings: Settings, options: argparse.Namespace) -> None:
    """One question, or a file of them."""
    from indexing.encoders import open_encoder
    from indexing.opening import LiveIndex
    from indexing.reranking import open_reranker

    questions = read_batch(options.batch, _asked) if options.batch else []
    encoder = open_encoder(settings.search.encoder)
    reranker = open_reranker(settings.search.reranker)
    index = LiveIndex(
        settings.index, encoder, mirror=settings.mirror, url=settings.search.chroma_url, reranker=reranker
    ).now()
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
