"""A mistake in a digest file is named with the file, the id and the field."""

from pathlib import Path

import pytest

from corpus.digests import read_digest_file, read_digests
from corpus.errors import CorpusError

GOOD = """
source: cbw
edition: 2026-08-15
provisions:
  - id: art_1
    label: {nl: "artikel 1 (begrippen)", en: "Article 1 (terms)"}
  - id: art_1__para_1
    label: {nl: "artikel 1, lid 1", en: "Article 1(1)"}
    gist: {nl: "Dit is de kern.", en: "This is the gist."}
    asks: {nl: ["Wat is dit?"], en: ["What is this?"]}
    applies_from: 2026-08-15
    relations: [{kind: implements, to: nis2/art_1}]
    verified: official
"""


def test_a_digest_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "cbw.yaml"
    file.write_text(GOOD, encoding="utf-8")

    part, entry = read_digest_file(file)

    assert part.digest is None
    assert entry.digest is not None
    assert entry.digest.gist.en == "This is the gist."
    assert entry.digest.relations[0].to == "nis2/art_1"


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        pytest.param('en: "This is the gist."', 'en: ""', ("art_1__para_1", "field en"), id="half a gist"),
        pytest.param("verified: official", "verified: perhaps", ("art_1__para_1", "field verified"), id="unknown word"),
        pytest.param("verified: official", "verified: secondary", ("art_1__para_1", "field seen"), id="seen where?"),
        pytest.param("2026-08-15\n    rel", "soon\n    rel", ("art_1__para_1", "field applies_from"), id="no date"),
        pytest.param("kind: implements", "kind: likes", ("art_1__para_1", "field kind"), id="unknown relation"),
        pytest.param("asks:", "questions:", ("art_1__para_1", "field questions"), id="unknown field"),
        pytest.param("- id: art_1__para_1", "- id: art_1", ("art_1", "field id"), id="twice"),
        pytest.param("source: cbw", "source: nis2", ("cbw.yaml", "field source"), id="another file's source"),
        pytest.param("provisions:", "provisions: [", ("cbw.yaml", "line"), id="no YAML"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, right: str, wrong: str, named: tuple[str, ...]) -> None:
    file = tmp_path / "cbw.yaml"
    file.write_text(GOOD.replace(right, wrong), encoding="utf-8")

    with pytest.raises(CorpusError) as refused:
        read_digest_file(file)

    assert all(words in str(refused.value) for words in ("cbw.yaml", *named))


def test_every_digest_speaks_both_languages_and_says_how_far_it_was_verified() -> None:
    digests = [entry for entry in read_digests() if entry.digest]

    assert len(digests) >= 200
    assert all(entry.digest and entry.digest.asks_nl and entry.digest.asks_en for entry in digests)
