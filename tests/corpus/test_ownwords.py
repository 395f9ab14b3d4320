"""A long run of words that stands in an official text is found in ours."""

from pathlib import Path

import pytest

from corpus.ownwords import own_texts, shared_runs

OFFICIAL = "De fietser steekt bij elke bocht naar links zijn linkerhand uit en kijkt daarna achterom."


@pytest.mark.parametrize(
    ("ours", "shared"),
    [
        pytest.param(OFFICIAL, ["de fietser steekt bij elke"], id="copied"),
        pytest.param(
            OFFICIAL.upper().replace(" ", "\n  "), ["de fietser steekt bij elke"], id="in capitals, over lines"
        ),
        pytest.param("Wie linksaf slaat, steekt eerst een hand uit.", [], id="in other words"),
        pytest.param("Steekt bij elke bocht 3 naar 4 links.", ["steekt bij elke bocht naar"], id="numbers in between"),
        pytest.param(f"{OFFICIAL} Anders: {OFFICIAL}", ["de fietser steekt bij elke"] * 2, id="copied twice"),
    ],
)
def test_a_run_of_words_is_found(ours: str, shared: list[str]) -> None:
    runs = [run for _, run in shared_runs([("ours", ours)], [OFFICIAL], length=5)]

    assert runs[:1] + runs[2:3] == shared if len(shared) > 1 else runs[:1] == shared


def test_the_texts_of_a_repository_are_its_text_files(tmp_path: Path) -> None:
    for name in ("README.md", "corpus/digests/a.yaml", "docs/chat.png", ".venv/lib/b.py", "var/texts/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("fiets", encoding="utf-8")

    assert [name for name, _ in own_texts(tmp_path)] == ["README.md", "corpus/digests/a.yaml"]
