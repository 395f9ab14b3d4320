"""`python -m corpus list | fetch | check`: the texts from the command line."""

import argparse
import sys

from corpus.catalogue import load_catalogue
from corpus.digests import read_digests
from corpus.errors import CorpusError, Refusal
from corpus.fetching import Outcome, fetch
from corpus.provisions import gather
from corpus.settings import Settings, read_settings


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="The texts that answers come from.")
    commands = parser.add_subparsers(required=True)
    for name, command, help_text in (
        ("list", list_sources, "every source with its edition in force and what is here of it"),
        ("fetch", fetch_texts, "official texts from the mirror folder, then from their official addresses"),
        ("check", check, "hold catalogue, digests and relations against each other"),
    ):
        commands.add_parser(name, help=help_text).set_defaults(command=command)
    options = parser.parse_args(arguments)
    try:
        return int(options.command(read_settings()))
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


def list_sources(settings: Settings) -> int:
    """One line a source."""
    provisions = gather(load_catalogue(), read_digests(), settings.texts)
    for source in load_catalogue():
        mine = [each for each in provisions if each.source.id == source.id]
        digests, texts = sum(bool(each.digest) for each in mine), sum(bool(each.texts) for each in mine)
        print(f"{source.id:28} {source.editions[-1].id}  {digests:4} digests  {texts:5} official  {source.short.nl}")
    return 0


def fetch_texts(settings: Settings) -> int:
    """One line a text; a failed one is named and the others go on."""
    network = settings.corpus.network == "on"
    failed = 0
    for each in fetch(load_catalogue(), settings.texts, settings.corpus.mirror, network):
        print(f"{each.outcome:10} {each.source}  {each.edition}  {each.detail}")
        failed += each.outcome is Outcome.FAILED
    print(f"{failed} failed; what is here can be used." if failed else "Done; index it with python -m indexing build.")
    return 0


def check(settings: Settings) -> int:
    """Every relation and sanction leads somewhere, every file can be read."""
    provisions = gather(load_catalogue(), read_digests(), settings.texts)
    places = {each.id for each in provisions}
    places |= {f"{each.source.id}/{parent}" for each in provisions for parent in each.parents()}
    in_full = {each.source.id for each in provisions if each.texts}
    sources = {source.id for source in load_catalogue()}
    for each in provisions:
        if digest := each.digest:
            targets = [relation.to for relation in digest.relations]
            targets += [digest.duty.sanction] if digest.duty and digest.duty.sanction else []
            must_be_here = {relation.to for relation in digest.relations if relation.kind == "overtaken_by"}
            for target in targets:
                source, _, eid = target.partition("/")
                # Without the official text of a source we only know the provisions that were digested.
                known = target in places if target in must_be_here or (eid and source in in_full) else source in sources
                if not known:
                    raise CorpusError(f"{each.id} points to {target}, which is not there; mend its relations.")
    digests = sum(bool(each.digest) for each in provisions)
    print(f"{len(provisions)} provisions, {digests} with a digest: all relations lead somewhere.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
