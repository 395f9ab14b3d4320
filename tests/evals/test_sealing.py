"""The test questions cannot change unseen."""

from datetime import date

import pytest

from evals.sealing import SealError, broken, seal, seals

DAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "test").mkdir()
    (tmp_path / "test" / "one.yaml").write_text("- id: one\n")
    return tmp_path / "test"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seal.toml"


def test_a_seal_holds_until_a_question_changes(folder, file):
    first = seal("the first “set”", DAY, folder, file)
    assert (first.version, seals(file), broken(folder, file)) == (1, (first,), "")

    (folder / "one.yaml").write_text("- id: two\n")
    assert "differ from seal 1 of 2026-11-23" in broken(folder, file)

    second = seal('a typo in "one"\n', DAY, folder, file)
    assert (second.version, second.reason, broken(folder, file)) == (2, 'a typo in "one"', "")
    assert seals(file) == (first, second)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: (folder / "two.yaml").write_text(""), id="a new file"),
        pytest.param(lambda folder: (folder / "one.yaml").rename(folder / "other.yaml"), id="another name"),
        pytest.param(lambda folder: (folder / "one.yaml").unlink(), id="a file that is gone"),
    ],
)
def test_every_change_of_the_folder_breaks_it(folder, file, change):
    seal("first", DAY, folder, file)
    change(folder)

    assert broken(folder, file)


def test_no_seal_is_no_seal(folder, file):
    assert "not sealed yet" in broken(folder, file)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_seal_needs_a_reason(folder, file, reason):
    with pytest.raises(SealError, match="needs a reason"):
        seal(reason, DAY, folder, file)


def test_nothing_is_sealed_twice(folder, file):
    seal("first", DAY, folder, file)

    with pytest.raises(SealError, match="nothing to seal"):
        seal("again", DAY, folder, file)


def test_the_test_questions_are_as_they_were_sealed():
    if not seals():
        pytest.skip("the test questions are not sealed yet: python -m evals seal --reason …")
    assert broken() == ""
