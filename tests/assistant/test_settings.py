"""Settings are read from the environment and `.env`; a mistake is named with what is near."""

import os
from pathlib import Path

import pytest

from corpus.errors import SettingsError
from corpus.settings import NAMES, PREFIX, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder and none of our variables."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_has_a_value_that_works_offline() -> None:
    settings = read_settings()

    assert settings.index == Path("var/index")
    assert (settings.answers.model, settings.search.encoder, settings.search.chroma_url, settings.mirror) == (
        "quoting",
        "",
        "",
        "",
    )


def test_the_example_names_every_setting_once_and_can_be_used_as_it_is(tmp_path: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    offered = [line[1:] for line in lines if line.startswith(f"#{PREFIX}")]
    (tmp_path / "theme.css").touch()
    usable = [f"{PREFIX}THEME={tmp_path}/theme.css" if line.startswith(f"{PREFIX}THEME=") else line for line in offered]
    Path(".env").write_text("\n".join(usable), encoding="utf-8")

    assert sorted(line.partition("=")[0] for line in offered) == sorted(NAMES)
    assert read_settings().access.rate_limit == "60/minute"


def test_a_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEIDSWIJZER_DATA", "elsewhere")

    assert read_settings().texts == Path("elsewhere/texts")


def test_a_setting_is_read_from_the_file_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BELEIDSWIJZER_DATA=file\nBELEIDSWIJZER_NETWORK=off\nOTHER_PROGRAM=1\n", encoding="utf-8")
    monkeypatch.setenv("BELEIDSWIJZER_DATA", "environment")

    assert read_settings().corpus.data == Path("environment")
    assert read_settings().corpus.network == "off"


def test_an_empty_setting_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEIDSWIJZER_MIRROR", "")
    monkeypatch.setenv("BELEIDSWIJZER_DATA", "")

    assert read_settings().corpus.mirror is None
    assert read_settings().corpus.data == Path("var")


def test_the_mirror_is_known_by_its_full_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BELEIDSWIJZER_MIRROR", "texts/../mirror")

    assert read_settings().mirror == str(tmp_path / "mirror")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("BELEIDSWIJZER_MIROR", "BELEIDSWIJZER_MIRROR", id="a letter short"),
        pytest.param("BELEIDSWIJZER_MODEL_URI", "BELEIDSWIJZER_MODEL_URL", id="a letter wrong"),
        pytest.param("BELEIDSWIJZER_CHROMAURL", "BELEIDSWIJZER_CHROMA_URL", id="a line short"),
        pytest.param("BELEIDSWIJZER_", "BELEIDSWIJZER_", id="nothing after the prefix"),
        pytest.param("BELEIDSWIJZER_ZXQV", "BELEIDSWIJZER_", id="like none of them"),
    ],
)
@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_setting_that_does_not_exist_is_refused_naming_the_nearest(
    monkeypatch: pytest.MonkeyPatch, name: str, near: str, place: str
) -> None:
    if place == "environment":
        monkeypatch.setenv(name, "x")
    else:
        Path(".env").write_text(f"{name}=x\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=f"no setting {name}.*{near}") as refused:
        read_settings()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("BELEIDSWIJZER_NETWORK", "perhaps", id="neither on nor off"),
        pytest.param("BELEIDSWIJZER_CONTEXT_TOKENS", "many", id="no number"),
        pytest.param("BELEIDSWIJZER_CONTEXT_TOKENS", "3", id="too few"),
        pytest.param("BELEIDSWIJZER_EMBED_ORIGINS", "https://intranet.example", id="a list that is no list"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name) as refused:
        read_settings()
    assert "\n" not in str(refused.value)


def test_small_letters_do_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("beleidswijzer_data", "small")

    assert read_settings().corpus.data == Path("small")


def test_a_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEIDSWIJZER_MODEL_KEY", "secret-7431")

    assert "secret-7431" not in repr(read_settings())


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(Exception, match="frozen"):
        read_settings().answers.model = "other"
