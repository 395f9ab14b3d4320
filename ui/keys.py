"""`python -m ui.keys make|list|revoke`: the API keys in the data folder."""

import argparse
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from corpus.errors import Refusal
from corpus.running import run
from corpus.settings import read_settings
from ui.gate.grants import FILE, NAME, Grant, KeysError, change_file, read_file, written
from ui.gate.key import digest, new_key
from ui.gate.keyring import today
from ui.gate.scopes import USUAL, Scope

LONGEST = 1095  # days: a key that is never looked at again must end some time


def main(arguments: list[str]) -> int:
    """0: done; 1: it failed, and why stands on standard error; 2: wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        path = read_settings().corpus.data / FILE
        if options.command == "make":
            _make(path, options.name, tuple(dict.fromkeys(options.scope)) or USUAL, options.days)
        elif options.command == "revoke":
            _revoke(path, options.name)
        else:
            _list(path, as_json=options.json)
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.keys", description="Make, list and revoke API keys.")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="a new key; it is shown once")
    make.add_argument("name", type=_name, help="for the logs: small letters, digits and hyphens, such as intranet")
    make.add_argument("--scope", type=_scope, action="append", default=[], help=f"one or more of: {', '.join(Scope)}")
    make.add_argument("--days", type=_days, default=365, help="that it holds; 365 where nothing is said")
    listing = commands.add_parser("list", help="all keys; never the keys themselves")
    listing.add_argument("--json", action="store_true", help="those that hold, as the setting API_KEYS takes them")
    revoke = commands.add_parser("revoke", help="from now on it opens nothing")
    revoke.add_argument("name")
    return parser


def _make(path: Path, name: str, scopes: tuple[Scope, ...], days: int) -> None:
    key, day = new_key(), today()
    grant = Grant(name, digest(key), scopes, day + timedelta(days=days), made=day)

    def add(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
        if any(each.name == name for each in grants):
            raise KeysError(f"There is a key {name} already; choose another name, so that the logs stay clear.")
        return (*grants, grant)

    change_file(path, add)
    print(key)
    print(f"{name} may {', '.join(scopes)} up to and including {grant.expires}.", file=sys.stderr)
    print("Keep it now: it is not shown again.", file=sys.stderr)


def _revoke(path: Path, name: str) -> None:
    def end(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
        if not any(each.name == name and not each.revoked for each in grants):
            raise KeysError(f"There is no key {name} that holds; python -m ui.keys list names them.")
        return tuple(replace(each, revoked=today()) if each.name == name else each for each in grants)

    change_file(path, end)
    print(f"{name} opens nothing any more.")


def _list(path: Path, *, as_json: bool) -> None:
    grants = read_file(path)
    if as_json:
        print(written(tuple(each for each in grants if _standing(each) == "holds")))
        return
    for each in grants:
        print(f"{each.name:40} {_standing(each):8} until {each.expires}  {', '.join(each.scopes)}")


def _standing(grant: Grant) -> str:
    if grant.revoked:
        return "revoked"
    return "expired" if grant.expires < today() else "holds"


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a name: up to 40 small letters, digits and hyphens")
    return text


def _scope(text: str) -> Scope:
    try:
        return Scope(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(Scope)}") from None


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to {LONGEST}")
    return int(text)


if __name__ == "__main__":
    run(main)
