"""A CrossEncoder of sentence-transformers puts the best provisions in its own order. This one is made here, and knows nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

from indexing.errors import SearchError
from indexing.filters import Filter
from indexing.opening import LiveIndex
from indexing.reranking import DEPTH, Reranker, open_reranker
from indexing.search import Index
from indexing.types import Encoder

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{each}" for each in LETTERS)]
QUESTION = "Hoe lang bewaren we de ritgegevens?"


def saved(folder: Path, labels: int = 1, kind: type = BertForSequenceClassification) -> str:
    """A model with random weights, always the same ones."""
    torch.manual_seed(1)
    vocabulary = folder / "words.txt"
    vocabulary.write_text("\n".join(VOCABULARY), encoding="utf-8")
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    shape = {"num_hidden_layers": 2, "hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 64}
    model = kind(BertConfig(vocab_size=len(VOCABULARY), num_labels=labels, initializer_range=0.5, **shape))
    model.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def name(tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(tmp_path_factory.mktemp("reranker"))


@pytest.fixture(scope="module")
def reranker(name: str) -> Reranker:
    return Reranker(name)


@pytest.fixture(scope="module")
def plain(built: Path, encoder: Encoder) -> Index:
    return LiveIndex(built, encoder).now()


@pytest.fixture(scope="module")
def index(built: Path, encoder: Encoder, reranker: Reranker) -> Index:
    return LiveIndex(built, encoder, reranker=reranker).now()


@pytest.mark.parametrize(("language", "place"), [("nl", "gist.nl"), ("en", "gist.en")])
def test_its_scores_of_the_title_and_the_gist_make_the_order(
    index: Index, plain: Index, name: str, language: str, place: str
) -> None:
    hits = index.search(QUESTION, language)
    latest = [hit.editions[-1] for hit in plain.search(QUESTION, language, DEPTH)]
    pairs = [
        (QUESTION, f"{each.name(language)}. {each.digest.gist.inside(language)}") for each in latest if each.digest
    ]
    scores = CrossEncoder(name).predict(pairs)  # through its own sigmoid

    assert len(pairs) == len(latest) > 2
    assert [hit.id for hit in hits] == [latest[each].id for each in np.argsort(-scores)][:8]
    assert [hit.score for hit in hits] == pytest.approx(sorted(scores, reverse=True)[:8], abs=1e-5)
    assert [hit.id for hit in hits] != [each.id for each in latest][:8]
    assert all(hit.found_by[-1] == "reranker" and len(hit.found_by) > 1 for hit in hits)


def test_without_one_nothing_changes(plain: Index) -> None:
    assert open_reranker("") is None
    assert not any("reranker" in hit.found_by for hit in plain.search(QUESTION, "nl"))


def test_a_model_that_gives_more_than_0_to_1_is_brought_there(name: str, reranker: Reranker, tmp_path: Path) -> None:
    CrossEncoder(name, activation_fn=torch.nn.Identity()).save_pretrained(str(tmp_path))
    texts = ["een fiets", "de bel van messing", "x"]
    raw = CrossEncoder(str(tmp_path)).predict([(QUESTION, text) for text in texts])

    assert Reranker(str(tmp_path)).scores(QUESTION, texts) == pytest.approx(1 / (1 + np.exp(-raw)), abs=1e-6)
    assert reranker.scores(QUESTION, texts) == pytest.approx(1 / (1 + np.exp(-raw)), abs=1e-6)


def test_those_that_it_did_not_read_stay_behind_in_our_order(reranker: Reranker, plain: Index) -> None:
    hits = plain.search(QUESTION, "nl", 5)
    many = tuple(hit for hit in hits for _ in range(6))  # the best first, as a search gives them
    ordered = reranker.rerank(QUESTION, "nl", many)

    assert [hit.id for hit in ordered[DEPTH:]] == [hit.id for hit in many[DEPTH:]]
    assert [hit.score for hit in ordered] == sorted((hit.score for hit in ordered), reverse=True)
    assert not any("reranker" in hit.found_by for hit in ordered[DEPTH:])


@pytest.mark.parametrize("k", [0, 1, 3, 30])
def test_as_many_are_found_as_without_it(index: Index, plain: Index, k: int) -> None:
    assert len(index.search(QUESTION, "nl", k)) == len(plain.search(QUESTION, "nl", k))


@pytest.mark.parametrize("question", ["zxqv", "\x00", "🙂", "a" * 4000])
def test_nothing_that_can_be_typed_makes_it_fail(index: Index, question: str) -> None:
    assert isinstance(index.search(question, "nl"), tuple)


def test_what_a_filter_leaves_out_is_not_read_either(index: Index) -> None:
    hits = index.search(QUESTION, "nl", wanted=Filter(sources=frozenset(["brief"])))

    assert {hit.editions[-1].source.id for hit in hits} == {"brief"}


def test_a_provision_without_a_digest_is_read_in_its_official_words(
    reranker: Reranker, plain: Index, small: SimpleNamespace
) -> None:
    hit = plain.search(QUESTION, "nl", 1)[0]
    provision = replace(small.of("fiets/art_4__para_1"), digest=None)
    read = reranker.rerank(QUESTION, "nl", (replace(hit, editions=(provision,)),))

    assert read[0].score == pytest.approx(
        reranker.scores(QUESTION, [f"{provision.name('nl')}. {provision.texts[0].words}"])[0]
    )


def empty(folder: Path) -> str:
    return str(folder)


def missing(folder: Path) -> str:
    return str(folder / "nowhere")


def three_labels(folder: Path) -> str:
    return saved(folder, labels=3)


def no_classifier(folder: Path) -> str:
    return saved(folder, kind=BertModel)


def torn(folder: Path) -> str:
    saved(folder)
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:100])
    return str(folder)


@pytest.mark.parametrize("made", [empty, missing, three_labels, no_classifier, torn])
def test_what_is_no_such_model_is_refused_in_one_sentence(tmp_path: Path, made: Callable[[Path], str]) -> None:
    name = made(tmp_path)
    with pytest.raises(SearchError) as refused:
        open_reranker(name)

    assert name in str(refused.value)
    assert "BELEIDSWIJZER_RERANKER" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "command", [("indexing", "search", QUESTION), ("assistant", QUESTION)], ids=["search", "assistant"]
)
def test_the_setting_reaches_every_command(
    run: Callable[..., SimpleNamespace], name: str, command: tuple[str, ...]
) -> None:
    done = run(*command, "--json", reranker=name)

    assert done.status == 0
    assert '"reranker"' in done.out


@pytest.mark.parametrize(
    "command", [("indexing", "search", QUESTION), ("assistant", QUESTION)], ids=["search", "assistant"]
)
def test_a_reranker_that_is_missing_ends_a_command_with_one_line(
    run: Callable[..., SimpleNamespace], tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, reranker=str(tmp_path / "nowhere"))

    assert done.status == 1
    assert done.error.count("\n") == 1
    assert "BELEIDSWIJZER_RERANKER" in done.error
