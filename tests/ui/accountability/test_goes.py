"""What happens to a question: each setting changes what is told, and nothing else does."""

from dataclasses import replace

import pytest

from corpus.errors import SettingsError
from corpus.settings import read_settings
from ui.accountability.facts import TRACING
from ui.accountability.told import in_short, told
from ui.accountability.whereabouts import Where, host, where
from ui.pages.frame import GOES

SERVER = "https://user:secret@models.example.nl:8443/v1"


def text(facts, language="nl"):
    said = [sentence for section in told(facts, language) for sentence in section.sentences]
    return "\n".join([in_short(facts, language), *said])


@pytest.mark.parametrize(
    ("address", "is_at", "name"),
    [
        pytest.param("", Where.NONE, "", id="none"),
        pytest.param("http://localhost:11434/v1", Where.HERE, "localhost:11434", id="this machine by name"),
        pytest.param("http://127.8.0.1/v1", Where.HERE, "127.8.0.1", id="this machine by number"),
        pytest.param("http://[::1]:8000", Where.HERE, "[::1]:8000", id="this machine, IPv6"),
        pytest.param("http://10.1.2.3:8000", Where.INSIDE, "10.1.2.3:8000", id="a private network"),
        pytest.param("http://ollama:11434/v1", Where.INSIDE, "ollama:11434", id="a container beside us"),
        pytest.param(
            "http://model.team.svc.cluster.local", Where.INSIDE, "model.team.svc.cluster.local", id="a cluster"
        ),
        pytest.param("https://8.8.8.8", Where.OUTSIDE, "8.8.8.8", id="a public number"),
        pytest.param(SERVER, Where.OUTSIDE, "models.example.nl:8443", id="a name, without its password"),
        pytest.param("http://[nonsense", Where.OUTSIDE, "", id="no address at all"),
        pytest.param("http://localhost.evil.example", Where.OUTSIDE, "localhost.evil.example", id="only looks near"),
    ],
)
def test_how_far_a_server_is_follows_from_its_address(address, is_at, name):
    assert where(address) is is_at
    assert host(address) == name


def test_without_a_model_nothing_leaves_the_machine(facts):
    here = facts()

    assert here.elsewhere == ()
    assert "uw vraag blijft op de computer waarop Beleidswijzer draait" in text(here)
    assert "Niets van uw vraag verlaat deze computer." in text(here)
    assert "Nothing of your question leaves this machine." in text(here, "en")


def test_the_host_of_a_model_elsewhere_is_named_and_its_password_is_not(facts):
    away = facts(model="openai:gpt-oss", model_url=SERVER)

    assert away.elsewhere == ("models.example.nl:8443",)
    assert "op een andere computer: models.example.nl:8443" in text(away)
    assert "secret" not in text(away)
    assert "verlaat deze computer" not in text(away)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param({"model": "openai:small", "model_url": "http://127.0.0.1:8000/v1"}, "openai:small, op dezelfde computer", id="a model here"),
        pytest.param({"model": "openai:small", "model_url": "http://ollama:11434/v1"}, "ollama:11434 in een besloten netwerk", id="a model inside"),
        pytest.param({"model": "mistralai:large"}, "adres van de aanbieder, mistralai", id="a model of its maker"),
        pytest.param({"chroma_url": "http://chroma:8000"}, "De woorden zelf krijgt die niet.", id="a search server"),
        pytest.param({"log_format": "json"}, "Van elk bezoek komt één regel in het logboek", id="a log"),
        pytest.param({"rate_limit": "7/minute"}, "de grens: 7/minute", id="a limit"),
        pytest.param({"trusted_proxy": "10.0.0.7", "user_header": "X-User"}, "U bent aangemeld via uw organisatie.", id="signed in"),
        pytest.param({"trusted_proxy": "10.0.0.7", "user_header": "X-User"}, "de grens: 60/minute", id="signed in, the usual limit"),
        pytest.param({"database_url": "postgresql://u:p@db.example.nl/x"}, "een andere computer: db.example.nl", id="a database"),
        pytest.param({"feedback_days": 30}, "ouder zijn dan 30 dagen", id="days"),
        pytest.param({"contact": "ai@gemeente.example"}, "Stel die aan ai@gemeente.example", id="a contact"),
    ],
)  # fmt: skip
def test_a_setting_changes_what_is_told(facts, settings, said):
    assert said not in text(facts())
    assert said in text(facts(**settings))


def test_a_model_on_this_machine_is_no_other_machine(facts):
    assert facts(model="openai:small", model_url="http://127.0.0.1:8000/v1").elsewhere == ()


@pytest.mark.parametrize("name", TRACING)
def test_whoever_reads_along_is_named(facts, name):
    assert facts({name: "true"}).elsewhere == ()  # without a model there is nothing to read along with
    traced = facts({name: "true"}, model="openai:small", model_url="http://127.0.0.1:8000/v1")

    assert traced.elsewhere == ("LangSmith",)
    assert "ook naar LangSmith" in text(traced)


def test_limits_that_are_off_count_nobody(facts):
    assert facts(rate_limit="off", trusted_proxy="10.0.0.7", user_header="X-User").counted == ""


def test_every_sentence_there_is_can_be_said_in_both_languages(facts):
    base = facts()
    for server in Where:
        changed = replace(base, model="x", logged=True, counted="1/minute", signs_in=True, contact="x@y", traced=True)
        for name in ("writer", "searcher", "keeper"):
            if server in (Where.NONE, Where.MAKER) and name != "keeper":
                continue
            where_else = Where.NONE if server is Where.MAKER else server
            changed = replace(changed, **{name: type(base.writer)(where_else if name != "writer" else server, "h")})
        if changed.writer.where is not Where.NONE:
            assert text(changed, "nl") != text(changed, "en")


def test_the_page_says_it_and_every_page_leads_there(client, parse):
    page = client.get(f"/{GOES}")

    assert page.status_code == 200
    assert "Wat gebeurt er met mijn vraag?" in page.text
    assert "Niets van uw vraag verlaat deze computer." in page.text
    for path in ("/over", "/"):
        assert f'href="{GOES}' in client.get(path).text


@pytest.mark.parametrize("contact", ["nobody", "http://insecure.example", "a@b@c", "x@y\nContact: z", "mailto:a@b.nl"])
def test_a_contact_that_nobody_can_reach_is_refused(monkeypatch, tmp_path, contact):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEIDSWIJZER_CONTACT", contact)

    with pytest.raises(SettingsError, match="BELEIDSWIJZER_CONTACT cannot be used: Write an e-mail address"):
        read_settings()
