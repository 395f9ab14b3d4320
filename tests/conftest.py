"""What the tests share: a small corpus about cycling, an index of it, and the house as it ships."""

import json
import logging
import os
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.quoting import QuotingModel
from assistant.types import Answer, Question
from corpus import digests, readers
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import Entry, read_digests
from corpus.editions import Edition
from corpus.provisions import gather
from corpus.readers import Reader
from corpus.types import Address, Bilingual, Digest, Kind, Provision, Relation, Source, Text, Verified
from evals.cases import load_cases
from evals.running import run_answers
from indexing.building import build
from indexing.encoders import open_encoder
from indexing.locks import PATIENCE, building
from indexing.opening import LiveIndex
from indexing.types import BuildReport, Encoder, Vectors
from tests.session import pytest_collection_modifyitems, pytest_configure  # noqa: F401 - pytest looks for them here

LONG = 30_000  # bytes of a file that takes time to read; what a test writes itself is shorter
CHECKED = date(2026, 11, 1)
OLD = Edition("2025-01-01", ("32025R0001",), ("nl", "en"), date(2025, 1, 1), date(2026, 6, 1))
NEW = Edition("2026-06-01", ("02025R0001-20260601",), ("nl", "en"), date(2026, 6, 1))


class HashingEncoder:
    """Another encoder, that needs no training: words that are the same lie close together."""

    def __init__(self, name: str = "hashing", dimensions: int = 64) -> None:
        self.name, self.dimensions = name, dimensions

    def encode(self, texts: list[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(sha256(word.encode()).hexdigest(), 16) % self.dimensions] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows


def _source(name: str, kind: Kind, nl: str, en: str, *editions: Edition) -> Source:
    return Source(
        id=name,
        title=Bilingual(nl=f"{nl} (volledig)", en=f"{en} (in full)"),
        short=Bilingual(nl=nl, en=en),
        names=(),
        kind=kind, publisher="Fietsersraad", reader="",
        address=Address(f"https://{'eur-lex.europa.eu/eli' if kind is Kind.REGULATION else 'example.org'}/{name}"),
        licence="free", editions=editions,
    )  # fmt: skip


ACT = _source("fiets", Kind.REGULATION, "Fietsverordening", "Cycling Regulation", OLD, NEW)
LETTER = _source("brief", Kind.LETTER, "Fietsbrief", "Cycling letter", Edition("2024-04-22", (), ("nl",), date(2024, 4, 22)))  # fmt: skip
PROPOSAL = _source("voorstel", Kind.PROPOSAL, "Voorstel Fietspad", "Cycle Path proposal", Edition("2026-02-01", (), ("nl",), date(2026, 2, 1)))  # fmt: skip


def _provision(source: Source, edition: Edition, eid: str, label: tuple[str, str], gist: tuple[str, str], **more: object) -> Provision:  # fmt: skip
    digest = Digest(gist=Bilingual(*gist), verified=Verified.OFFICIAL)
    return Provision(source, edition, eid, Bilingual(*label), Bilingual(), digest=replace(digest, **more))  # type: ignore[arg-type]


KEEP = ("artikel 4, lid 1", "Article 4(1)")
KEEP_NL, KEEP_EN = ("Hoe lang bewaren we de ritgegevens?",), ("How long do we keep ride records?",)
PROVISIONS = (
    _provision(ACT, OLD, "art_4__para_1", KEEP,
        ("De gemeente bewaart ritgegevens drie maanden.", "The municipality keeps ride records for three months."),
        asks_nl=KEEP_NL, asks_en=KEEP_EN, applies_from=date(2026, 1, 1)),
    _provision(ACT, OLD, "art_8", ("artikel 8", "Article 8"),
        ("Elke deelfiets heeft een bel van messing.", "Every shared bicycle has a brass bell."), asks_nl=("Moet er een messing bel op?",)),
    _provision(ACT, NEW, "art_3__point_2", ("artikel 3, punt 2", "Article 3(2)"),
        ("Een deelfiets is een fiets die meerdere mensen na elkaar huren.", "A shared bicycle is one that several people rent in turn."),
        asks_nl=("Wat is een deelfiets?",), asks_en=("What is a shared bicycle?",)),
    replace(
        _provision(ACT, NEW, "art_4__para_1", KEEP,
            ("De gemeente bewaart ritgegevens minstens zes maanden.", "The municipality keeps ride records for at least six months."),
            asks_nl=KEEP_NL, asks_en=KEEP_EN, applies_from=date(2027, 3, 1)),
        texts=(
            Text("nl", "De gemeente bewaart de ritgegevens\nten minste zes maanden.  Zij vernietigt ze daarna onverwijld."),
            Text("en", "The municipality shall keep the ride records\nfor at least six months.  It shall then destroy them without delay."),
        ),
    ),
    _provision(ACT, NEW, "art_5", ("artikel 5", "Article 5"),
        ("Een stalling voldoet aan vier eisen:\n- er is verlichting\n- er is een camera\n- er is een dak\n- er is een beheerder",
         "A bicycle shed meets four requirements:\n- there is light\n- there is a camera\n- there is a roof\n- there is a keeper"),
        asks_nl=("Aan welke eisen voldoet een fietsenstalling?",), asks_en=("Which requirements does a bicycle shed meet?",)),
    _provision(ACT, NEW, "art_6__para_2", ("artikel 6, lid 2", "Article 6(2)"),
        ("Wie de bewaarplicht niet naleeft, krijgt een boete van hoogstens 50.000 euro.", "Whoever breaks the duty to keep records is fined 50,000 euros at most."),
        asks_nl=("Hoe hoog is de boete?",), asks_en=("How high is the fine?",)),
    _provision(ACT, NEW, "annex_I", ("bijlage I", "Annex I"),
        ("De bijlage noemt de kleuren van fietspaden: rood en groen.", "The annex gives the colours of cycle paths: red and green."),
        asks_nl=("Welke kleuren heeft een fietspad?",), asks_en=("Which colours does a cycle path have?",)),
    _provision(LETTER, LETTER.editions[0], "topic_bewaren", ("claim: een jaar bewaren", "claim: keep for a year"),
        ("De brief zei dat gemeenten ritgegevens een jaar bewaren.", "The letter said that municipalities keep ride records for a year."),
        asks_nl=("Moeten we ritgegevens een jaar bewaren?",), relations=(Relation("overtaken_by", "fiets/art_4__para_1"),)),
    _provision(LETTER, LETTER.editions[0], "topic_helmen", ("helmen", "helmets"),
        ("De brief vroeg om gratis helmen voor leerlingen.", "The letter asked for free helmets for pupils."),
        asks_nl=("Krijgen leerlingen gratis helmen?",), verified=Verified.SECONDARY, seen="een krant, 2024-04-23"),
    _provision(PROPOSAL, PROPOSAL.editions[0], "art_2", ("artikel 2", "Article 2"),
        ("Snelfietspaden worden vier meter breed.", "Fast cycle paths become four metres wide."),
        asks_nl=("Hoe breed wordt een snelfietspad?",), asks_en=("How wide will a fast cycle path be?",)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    """A program that a test starts in this process may set up its log; the next test finds it as it was."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """What a long file says hangs on its bytes alone, so in a session each is cut into parts, and each digest read, once."""
    with pytest.MonkeyPatch.context() as patch:
        for ending, reader in readers.READERS.items():
            patch.setitem(readers.READERS, ending, _once(reader))
        patch.setattr(digests, "read_digest_file", _once_a_file(digests.read_digest_file))
        yield


def _once(reader: Reader) -> Reader:
    kept = cache(reader)
    return lambda content, language: (kept if len(content) > LONG else reader)(content, language)


def _once_a_file(read: Callable[[Path], tuple[Entry, ...]]) -> Callable[[Path], tuple[Entry, ...]]:
    kept: dict[tuple[Path, bytes], tuple[Entry, ...]] = {}

    def reading(file: Path) -> tuple[Entry, ...]:
        key = file, file.read_bytes()
        if key not in kept:
            kept[key] = read(file)
        return kept[key]

    return reading


@pytest.fixture(scope="session")
def house_provisions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Provision, ...]:
    """Those of the catalogue and the digests that ship, without official texts."""
    return gather(load_catalogue(), read_digests(), tmp_path_factory.mktemp("no-texts"))


@pytest.fixture(scope="session")
def small() -> SimpleNamespace:
    """The small corpus: `sources`, `provisions`, and `of("fiets/art_5")`, in the newest edition unless named: "…@2025-01-01"."""

    def of(name: str) -> Provision:
        return next(each for each in reversed(PROVISIONS) if name in (each.id, f"{each.id}@{each.edition.id}"))

    return SimpleNamespace(sources=(ACT, LETTER, PROPOSAL), provisions=PROVISIONS, of=of)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The one that ships."""
    return open_encoder()


@pytest.fixture(scope="session")
def other_encoder() -> Encoder:
    """One that makes other vectors."""
    return HashingEncoder()


@pytest.fixture(scope="session")
def make(small: SimpleNamespace, encoder: Encoder) -> Callable[..., BuildReport]:
    """Builds the small corpus in a folder; every argument of `build` can be given another value."""

    def made(folder: Path, **other: object) -> BuildReport:
        arguments: dict[str, object] = {
            "sources": small.sources, "provisions": small.provisions, "folder": folder, "encoder": encoder, "corpus_date": CHECKED,
        }  # fmt: skip
        return build(**arguments | other)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def small_data(make: Callable[..., BuildReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of the small corpus; not to be written to."""
    data = tmp_path_factory.mktemp("small")
    make(data / "index")
    return data


@pytest.fixture(scope="session")
def built(small_data: Path) -> Path:
    """The folder of that live index."""
    return small_data / "index"


@pytest.fixture(scope="session")
def assistant(built: Path, encoder: Encoder) -> Assistant:
    """Answers from the small corpus."""
    return Assistant(LiveIndex(built, encoder), QuotingModel(), 6000)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what takes long to make: the same one for all workers of a session."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "common"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def house_data(
    common: Path, encoder: Encoder, house_provisions: tuple[Provision, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with an index of the catalogue and the digests that ship, without official texts.

    One worker builds it; where another one builds as well, that waits, and finds that there is nothing left to do.
    """
    build(load_catalogue(), house_provisions, common / "house", encoder, corpus_date=corpus_date())
    data = tmp_path_factory.mktemp("house")
    (data / "index").symlink_to(common / "house")
    return data


@pytest.fixture(scope="session")
def house(house_data: Path, encoder: Encoder) -> Assistant:
    """The assistant as it ships."""
    return Assistant(LiveIndex(house_data / "index", encoder), QuotingModel(), 6000)


class Remembering(Assistant):
    """Keeps what it answered, by the question."""

    def __init__(self, house: Assistant, today: Callable[[], date], said: dict[Question, Answer]) -> None:
        super().__init__(house.live, house.model, house.context_tokens, today)
        self.said = said

    def as_checked(self) -> Assistant:
        return Remembering(self, self.corpus_date, self.said)

    def answer(self, question: Question) -> Answer:
        self.said[question] = super().answer(question)
        return self.said[question]


@pytest.fixture(scope="session")
def dev(house: Assistant, common: Path) -> SimpleNamespace:
    """The evaluation of all golden questions of `dev`: its `run`, and the `answers` that it scored by their ids."""
    file = common / "dev.pickle"
    with building(common, PATIENCE, lambda _: None):
        if not file.exists():
            asking = Remembering(house, house.today, {})
            run = run_answers(asking, ["dev"])
            answers = {case.id: asking.said[case.asked] for case in load_cases("dev")}
            file.write_bytes(pickle.dumps(SimpleNamespace(run=run, answers=answers)))
    return pickle.loads(file.read_bytes())  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def schema() -> dict[str, object]:
    """What clients read of an answer."""
    return json.loads((Path(__file__).parents[1] / "docs" / "answer.schema.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Callable[..., SimpleNamespace]:
    """A command in this process: run("assistant", "logs?", mirror="…"), with the index of the house unless `data` says else."""
    monkeypatch.chdir(tmp_path)  # away from `.env`
    for name in [each for each in os.environ if each.upper().startswith("BELEIDSWIJZER_")]:
        monkeypatch.delenv(name)

    def ran(folder: str, *arguments: str, **settings: str) -> SimpleNamespace:
        with monkeypatch.context() as patch:
            data = settings.pop("data", "") or str(request.getfixturevalue("house_data"))
            for name, value in ({"data": data} | settings).items():
                patch.setenv(f"BELEIDSWIJZER_{name.upper()}", value)
            try:
                status = import_module(f"{folder}.__main__").main(list(arguments))
            except SystemExit as ended:  # argparse
                status = ended.code
        return SimpleNamespace(status=status, **dict(zip(("out", "error"), capsys.readouterr(), strict=True)))

    return ran
