"""The catalogue names every source of the contracts, and a mistake in it is named by file, source and field."""

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue, repositories
from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.fetching.hosts import host
from corpus.types import Address, Bilingual, Kind, Source

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
SOURCES = {source.id: source for source in load_catalogue()}
CONTRACTS = [
    "ai-act",
    "ai-omnibus",
    "digital-omnibus",
    "nis2",
    "cbw",
    "cbb",
    "cbr-overheid",
    "uaiv",
    "cir-2024-2690",
    "cer",
    "wwke",
    "avg",
    "eidas",
    "data-act",
    "dga",
    "cra",
    "wdo",
    "woo",
    "who",
    "bio2",
    "ensia",
    "werkagenda",
    "visie-generatieve-ai",
    "standpunt-generatieve-ai",
    "nds",
    "ibds",
    "agenda-coalities",
    "strategie-digitale-economie",
    "nlcs",
    "algoritmeregister",
    "algoritmekader",
    "udo",
    "digitaal-vakmanschap",
    "digitale-toegankelijkheid",
    "ipo-vng-2024",
]

GOOD = """
[[source]]
id = "cbw"
title = { nl = "De hele titel", en = "The whole title" }
short = { nl = "Cyberbeveiligingswet", en = "Cybersecurity Act (Cbw)" }
names = ["Cbw"]
kind = "act"
publisher = "Staatsblad"
reader = "files"
licence = "none needed"
[source.address]
people = "https://wetten.overheid.nl/BWBR0052872"
[[source.edition]]
id = "2026-08-15"
identifiers = ["BWBR0052872"]
languages = ["nl"]
valid_from = 2026-08-15
"""
EARLIER = """[[source.edition]]
id = "2020-01-01"
identifiers = ["BWBR0052872"]
languages = ["nl"]
valid_from = 2020-01-01
valid_until = 2026-08-15
[[source.edition]]
id = "2026-08-15\""""


def catalogue(folder: Path, text: str) -> tuple[Source, ...]:
    file = folder / "some.toml"
    file.write_text(text, encoding="utf-8")
    return load_catalogue(file)


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_source_of_the_contracts_is_in_the_catalogue(name):
    assert name in SOURCES


def test_a_source_is_read_with_all_that_the_file_says_about_it(tmp_path):
    assert catalogue(tmp_path, GOOD) == (
        Source(
            id="cbw",
            title=Bilingual(nl="De hele titel", en="The whole title"),
            short=Bilingual(nl="Cyberbeveiligingswet", en="Cybersecurity Act (Cbw)"),
            names=("Cbw",),
            kind=Kind.ACT,
            publisher="Staatsblad",
            reader="files",
            address=Address(people="https://wetten.overheid.nl/BWBR0052872"),
            licence="none needed",
            editions=(Edition("2026-08-15", ("BWBR0052872",), ("nl",), date(2026, 8, 15)),),
        ),
    )


def test_editions_that_follow_each_other_are_read_oldest_first(tmp_path):
    (source,) = catalogue(tmp_path, GOOD.replace('[[source.edition]]\nid = "2026-08-15"', EARLIER))
    assert [edition.id for edition in source.editions] == ["2020-01-01", "2026-08-15"]


PLACE = "some.toml, source 1 (cbw)"
IN_EDITION = f"{PLACE}, edition 1 (2026-08-15)"
FIELDS = "id, title, short, names, kind, publisher, reader, licence, address, edition"
KINDS = "regulation, directive, act, decree, ministerial_rule, policy, own_policy, guidance, vision, letter, proposal"


@pytest.mark.parametrize(
    ("good", "bad", "sentence"),
    [
        pytest.param(
            'kind = "act"',
            'kind = "law"',
            f"{PLACE}, field kind: choose one of {KINDS}.",
            id="a kind that does not exist",
        ),
        pytest.param(
            'kind = "act"',
            'kind = "act"\ncolour = "red"',
            f"{PLACE}, field colour: there is no such field; known are {FIELDS}.",
            id="a field that does not exist",
        ),
        pytest.param(
            'people = "',
            'person = "',
            f"{PLACE}, address, field person: there is no such field; known are people, machines, tried.",
            id="a field of the address that does not exist",
        ),
        pytest.param(
            'languages = ["nl"]',
            'languages = ["nl"]\nlanguage = "nl"',
            f"{IN_EDITION}, field language: there is no such field; "
            "known are id, identifiers, languages, valid_from, valid_until, applies_from, applies_by, applies, left_out.",
            id="a field of an edition that does not exist",
        ),
        pytest.param(
            ', en = "The whole title"',
            "",
            f"{PLACE}, title, field en: a text is missing here.",
            id="a title in one language",
        ),
        pytest.param(
            'en = "Cybersecurity Act (Cbw)"',
            'en = " "',
            f"{PLACE}, short, field en: a text is missing here.",
            id="a short title that is empty",
        ),
        pytest.param(
            'short = { nl = "Cyberbeveiligingswet", en = "Cybersecurity Act (Cbw)" }',
            'short = "Cbw"',
            f"{PLACE}, field short: write a table of named fields.",
            id="a short title without languages",
        ),
        pytest.param(
            'en = "The whole title"',
            'en = "The whole title", de = "Der Titel"',
            f"{PLACE}, title, field de: there is no such field; known are nl, en.",
            id="a title in a third language",
        ),
        pytest.param(
            'id = "cbw"\n',
            "",
            "some.toml, source 1, field id: a text is missing here.",
            id="a source without an id",
        ),
        pytest.param(
            'publisher = "Staatsblad"',
            "publisher = 3",
            f"{PLACE}, field publisher: a text is missing here.",
            id="a number for a text",
        ),
        pytest.param(
            'names = ["Cbw"]',
            "names = []",
            f"{PLACE}, field names: write a list with at least one text, and only texts.",
            id="no names",
        ),
        pytest.param(
            'names = ["Cbw"]',
            'names = "Cbw"',
            f"{PLACE}, field names: write a list with at least one text, and only texts.",
            id="a name outside a list",
        ),
        pytest.param(
            'reader = "files"',
            'reader = "pdf"',
            f"{PLACE}, field reader: choose one of an empty text, files.",
            id="a reader that does not exist",
        ),
        pytest.param(
            'BWBR0052872"\n[[',
            'BWBR0052872"\ntried = "2026-01-01"\n[[',
            f"{PLACE}, address, field tried: write a date as 2026-12-31, unquoted.",
            id="a date in quotation marks",
        ),
        pytest.param(
            "valid_from = 2026-08-15",
            "valid_from = 2026-08-15T10:00:00",
            f"{IN_EDITION}, field valid_from: write a date as 2026-12-31, unquoted.",
            id="a point in time for a date",
        ),
        pytest.param(
            "valid_from = 2026-08-15",
            "",
            f"{IN_EDITION}, field valid_from: say from which day it holds, before valid_until; "
            "without such a day: its own date.",
            id="an edition without a beginning",
        ),
        pytest.param(
            "valid_from = 2026-08-15",
            "valid_from = 2026-08-15\nvalid_until = 2026-08-15",
            f"{IN_EDITION}, field valid_from: say from which day it holds, before valid_until; "
            "without such a day: its own date.",
            id="an edition that ends when it begins",
        ),
        pytest.param(
            'id = "2026-08-15"',
            'id = "15-8-2026"',
            f"{PLACE}, edition 1 (15-8-2026), field id: write the date of the version as 2026-12-31.",
            id="an edition whose id is not a date",
        ),
        pytest.param(
            'identifiers = ["BWBR0052872"]',
            'identifiers = ["../BWBR0052872"]',
            f"{IN_EDITION}, field identifiers: they name files; use only letters, digits, dots and hyphens.",
            id="an identifier that leaves the folder",
        ),
        pytest.param(
            'languages = ["nl"]',
            'languages = ["de"]',
            f"{IN_EDITION}, field languages: choose from nl, en.",
            id="a language that is not ours",
        ),
        pytest.param(
            '[[source.edition]]\nid = "2026-08-15"',
            EARLIER.replace("valid_until = 2026-08-15", "valid_until = 2026-08-16"),
            f"{PLACE}, field edition: 2020-01-01 must end (valid_until) no later than 2026-08-15 begins (valid_from).",
            id="editions that overlap",
        ),
        pytest.param(
            '[[source.edition]]\nid = "2026-08-15"',
            EARLIER.replace("valid_until = 2026-08-15\n", ""),
            f"{PLACE}, field edition: 2020-01-01 must end (valid_until) no later than 2026-08-15 begins (valid_from).",
            id="an open edition before another",
        ),
        pytest.param(
            '[[source.edition]]\nid = "2026-08-15"',
            EARLIER.replace("2020-01-01", "2026-08-15", 1),
            f"{PLACE}, field edition: 2026-08-15 stands after 2026-08-15; put the oldest first, each once.",
            id="an edition twice",
        ),
        pytest.param(
            '[[source.edition]]\nid = "2026-08-15"',
            EARLIER.replace("2020-01-01", "2027-01-01", 1),
            f"{PLACE}, field edition: 2026-08-15 stands after 2027-01-01; put the oldest first, each once.",
            id="the newest edition first",
        ),
        pytest.param(GOOD, "", "some.toml, field source: write at least one [[source]].", id="an empty file"),
        pytest.param(
            "[[source]]",
            "[source]",
            "some.toml, field source: write at least one [[source]].",
            id="one source that is not in a list",
        ),
        pytest.param(
            GOOD[GOOD.index("[[source.edition]]") :],
            "",
            f"{PLACE}, field edition: write at least one [[edition]].",
            id="a source without editions",
        ),
        pytest.param(
            GOOD,
            GOOD + GOOD,
            "some.toml, source 2 (cbw), field id: this id stands here twice; keep one.",
            id="a source twice",
        ),
    ],
)
def test_a_mistake_is_named_by_file_source_and_field(tmp_path, good, bad, sentence):
    assert good in GOOD
    with pytest.raises(CorpusError) as error:
        catalogue(tmp_path, GOOD.replace(good, bad, 1))
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"[[source]]\nid = ", id="half a file"),
        pytest.param(b"\xff\xfe", id="another encoding"),
        pytest.param(None, id="no file"),
    ],
)
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    file = tmp_path / "some.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CorpusError, match=r"some\.toml is not readable TOML; mend it or give another path"):
        load_catalogue(file)


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        pytest.param(date(2024, 7, 31), None, id="the day before it took effect"),
        pytest.param(date(2024, 8, 1), "2024-07-12", id="the day it took effect"),
        pytest.param(date(2026, 7, 26), "2024-07-12", id="the last day of the first text"),
        pytest.param(date(2026, 7, 27), "2026-07-27", id="the day of the amendment"),
        pytest.param(date(2026, 11, 23), "2026-07-27", id="months later"),
    ],
)
def test_the_edition_of_the_ai_act_changes_with_the_day(day, edition):
    assert [each.id for each in SOURCES["ai-act"].editions if each.in_force(day)] == ([edition] if edition else [])


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_a_source_has_one_edition_in_force_when_the_catalogue_was_written(source):
    assert sum(edition.in_force(date(2026, 11, 23)) for edition in source.editions) == 1


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_an_address_can_be_opened_and_was_not_tried_in_the_future(source):
    assert source.address.people.startswith("https://")
    assert not source.address.machines or source.address.machines.startswith(("http://", "https://"))
    assert source.address.tried is None or source.address.tried <= datetime.now(tz=UTC).date()
    assert not source.address.machines or host(source.address.machines) in repositories()


def test_a_name_stands_for_one_source_only():
    named = defaultdict(set)
    for source in SOURCES.values():
        for name in (*source.names, source.short.nl, source.short.en):
            named[name.casefold()].add(source.id)
    assert {name: sources for name, sources in named.items() if len(sources) > 1} == {}


def test_no_name_is_a_word_that_people_use_for_something_else():
    names = {name.casefold() for each in SOURCES.values() for name in (*each.names, each.short.nl, each.short.en)}
    assert names.isdisjoint({"visie", "vision", "standpunt", "position", "who", "bio", "wallet", "omnibus", "letter"})


@pytest.mark.parametrize(
    "source", [each for each in SOURCES.values() if each.reader == "files"], ids=lambda source: source.id
)
@pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
def test_a_source_that_is_said_to_have_files_has_them_in_the_shared_mirror_or_at_its_publisher(source):
    for edition in source.editions:
        for identifier in edition.identifiers:
            assert source.address.machines or any(MIRROR.glob(f"{identifier}*")), identifier
