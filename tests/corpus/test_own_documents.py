"""A folder of an organisation's own documents becomes sources of the rank "own policy"."""

from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.quoting import QuotingModel
from assistant.types import Outcome, Question
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.errors import CorpusError
from corpus.own_documents import OwnDocuments, own_documents
from corpus.provisions import gather
from corpus.types import Kind, Standing
from indexing.building import build
from indexing.opening import LiveIndex
from indexing.types import Encoder

RULES = """# AI-beleid

## Toestemming voor chatbots

Een medewerker die een chatbot wil inzetten, vraagt eerst toestemming aan de algoritmecommissie van Fietsdam.

## Evaluatie

De algoritmecommissie bekijkt elke chatbot na negen maanden opnieuw.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "2026-03-01 AI-beleid Fietsdam.md": RULES,
        "intern/algorithm policy.en.html": "<h1>Policy</h1><p>Every algorithm has an owner.</p>",
        ".verborgen.md": "# Geheim\n\nNiets.",
        "~$kladje.md": "# Klad\n\nNiets.",
        "foto.jpeg": "geen tekst",
        "leeg.md": " ",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_every_readable_file_is_a_source(folder: Path) -> None:
    found = own_documents(folder)

    assert [(each.id, each.short.nl, each.editions[0].valid_from, each.editions[0].languages) for each in found.sources] == [
        ("own-ai-beleid-fietsdam", "AI-beleid Fietsdam", date(2026, 3, 1), ("nl",)),
        ("own-intern-algorithm-policy", "algorithm policy", None, ("en",)),
    ]  # fmt: skip
    assert {each.kind for each in found.sources} == {Kind.OWN_POLICY}


def test_its_parts_can_be_cited_and_never_count_as_law(folder: Path) -> None:
    part = own_documents(folder).provisions[0]

    assert (part.id, part.name("nl")) == (
        "own-ai-beleid-fietsdam/sec_toestemming-voor-chatbots",
        "AI-beleid Fietsdam, Toestemming voor chatbots",
    )
    assert (part.applies_from, part.texts[0].standing) == (None, Standing.OFFICIAL)


@pytest.mark.parametrize("name", [pytest.param("foto.jpeg", id="no text"), pytest.param("leeg.md", id="empty")])
def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(folder: Path, name: str) -> None:
    assert any(
        sentence.startswith(f"{name}: ") and "left out" in sentence for sentence in own_documents(folder).left_out
    )


def test_hidden_files_and_links_out_of_the_folder_are_not_read(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    elsewhere.write_text(RULES, encoding="utf-8")
    (folder / "link.md").symlink_to(elsewhere)
    found = own_documents(folder)

    assert {"foto.jpeg", "leeg.md"} == {sentence.partition(":")[0] for sentence in found.left_out}
    assert len(found.sources) == 2


def test_two_documents_with_one_name_are_not_mixed(folder: Path) -> None:
    (folder / "AI-beleid Fietsdam.md").write_text(RULES, encoding="utf-8")

    assert any("rename one of them" in sentence for sentence in own_documents(folder).left_out)


def test_without_a_folder_there_are_none_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    assert own_documents(None) == OwnDocuments()
    with pytest.raises(CorpusError, match="give the path of an existing folder"):
        own_documents(tmp_path / "nowhere")


def test_the_assistant_quotes_them_beside_the_law(folder: Path, tmp_path: Path, encoder: Encoder) -> None:
    own, sources = own_documents(folder), tuple(each for each in load_catalogue() if each.id == "ai-act")
    near = [each for each in read_digests() if each.source == "ai-act" and each.eid.startswith(("art_4", "art_5"))]
    law = gather(sources, near, tmp_path / "none")
    build((*sources, *own.sources), (*law, *own.provisions), tmp_path / "index", encoder, corpus_date=corpus_date())
    assistant = Assistant(LiveIndex(tmp_path / "index", encoder), QuotingModel(), 6000, today=corpus_date)

    answer = assistant.answer(Question("Wie geeft in Fietsdam toestemming om een chatbot in te zetten?"))

    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].provision == "own-ai-beleid-fietsdam/sec_toestemming-voor-chatbots"
    assert "algoritmecommissie van Fietsdam" in (answer.citations[0].quote or "")
