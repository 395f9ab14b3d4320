"""A search can be narrowed to some provisions."""

from datetime import date
from pathlib import Path

import pytest

from corpus.types import Kind
from indexing.filters import Filter
from indexing.opening import LiveIndex
from indexing.search import Index
from indexing.types import Encoder


@pytest.fixture(scope="module")
def house_index(house_data: Path, encoder: Encoder) -> Index:
    return LiveIndex(house_data / "index", encoder).now()


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        pytest.param(Filter(sources=frozenset({"cbw"})), lambda each: each.source.id == "cbw", id="one source"),
        pytest.param(Filter(kinds=frozenset({Kind.PROPOSAL})), lambda each: each.source.kind is Kind.PROPOSAL, id="one kind"),
        pytest.param(Filter(rank=Kind.MINISTERIAL_RULE.rank), lambda each: each.source.kind.is_law, id="law only"),
        pytest.param(Filter(role="importer"), lambda each: not each.digest.duty or not each.digest.duty.who or "importer" in each.digest.duty.who, id="one role"),
        pytest.param(Filter(layer="waterschap"), lambda each: not each.digest.duty or not each.digest.duty.layer or "waterschap" in each.digest.duty.layer, id="one layer"),
    ],
)  # fmt: skip
def test_only_what_is_wanted_is_found(house_index: Index, wanted: Filter, fits) -> None:
    hits = house_index.search("Wat moet er bij een incident met een AI-systeem?", "nl", 20, wanted=wanted)

    assert hits
    assert all(any(fits(edition) for edition in hit.editions) for hit in hits)


def test_what_is_not_in_force_on_the_day_is_left_out(house_index: Index) -> None:
    question = "Binnen hoeveel uur moeten we een significant incident melden?"
    before, after = (
        {hit.id.partition("/")[0] for hit in house_index.search(question, "nl", 30, wanted=Filter(day=day))}
        for day in (date(2026, 8, 14), date(2026, 8, 15))
    )

    assert "cbw" not in before
    assert "cbw" in after


def test_an_empty_filter_changes_nothing(house_index: Index) -> None:
    assert house_index.search("logs bewaren", "nl", wanted=Filter()) == house_index.search("logs bewaren", "nl")
