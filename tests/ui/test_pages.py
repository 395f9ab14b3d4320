"""The plain pages, as a reader without a script gets them."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest

from ui.pages.frame import Frame
from ui.words import entries

PAGES = [
    "bronnen", "bronnen/fiets", "bronnen/fiets/art_4__para_1", "begrippen", "wat-verandert", "correcties",
    "toegankelijkheid", "over", "wat-gebeurt-er-met-mijn-vraag",
]  # fmt: skip
HERE = Frame("nl", "bronnen/fiets/art_5", date(2026, 11, 23), date(2026, 11, 1))


def all_of(html, tag):
    return [attrs for each, attrs in html.elements if each == tag]


def get(client, path, **query):
    return client.get(f"/{path}", params=query)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_says_until_which_day_it_was_checked(client, parse, path, language):
    answer = get(client, path, taal=language)
    html = parse(answer.text)

    assert answer.status_code == 200
    assert not html.open
    assert all_of(html, "html") == [{"lang": language}]
    assert [tag for tag, _ in html.elements].count("h1") == 1
    assert "1 november 2026" in html.text or "1 November 2026" in html.text
    assert len(all_of(html, "main")) == len(all_of(html, "footer")) == 1
    assert all_of(html, "a")[0] == {"class": "pg-skip", "href": "#inhoud"}


@pytest.mark.parametrize("path", [*PAGES, "bronnen/niets", "bronnen?peildatum=ooit"])
def test_no_page_holds_a_script_or_a_style_and_its_policy_allows_none(client, parse, path):
    answer = client.get(f"/{path}")
    tags = parse(answer.text).elements

    assert not [tag for tag, attrs in tags if tag in ("script", "style") or "style" in attrs]
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", [path for path in PAGES if path != "correcties"])  # of these the house is asked below
def test_ids_are_unique_and_every_link_inside_leads_somewhere(client, parse, path):
    html = parse(get(client, path, taal="en").text)
    ids = [attrs["id"] for _, attrs in html.elements if "id" in attrs]
    inside = [each["href"] for each in all_of(html, "a") if not urlsplit(each["href"]).scheme]

    assert len(ids) == len(set(ids))
    for link in inside:
        target = urlsplit(urljoin(f"http://testserver/{path}?taal=en", link))
        if target.path == "/":  # the chat
            continue
        answer = client.get(target.path, params=target.query)
        assert answer.status_code == 200, link
        if target.fragment:
            assert f'id="{target.fragment}"' in answer.text, link


def test_the_pages_work_below_a_sub_path(assistant, serve, parse):
    below = serve(assistant, root_path="/ai")
    answer = below.get("/ai/bronnen/fiets/art_5")
    links = [urljoin("http://x/ai/bronnen/fiets/art_5", each["href"]) for each in all_of(parse(answer.text), "a")]

    assert answer.status_code == 200
    assert all(link.startswith("http://x/ai/") for link in links if "//x/" in link)
    assert below.get("/ai/static/pages.css").status_code == 200
    assert below.get("/bronnen").status_code == 200  # a proxy that cuts its prefix off


def test_a_reader_sees_which_text_it_is_and_its_days(client):
    now = get(client, "bronnen/fiets/art_4__para_1").text
    old = get(client, "bronnen/fiets/art_4__para_1", peildatum="2026-02-01").text

    assert "in werking is sinds 1 juni 2026" in now
    assert "Geldt vanaf 1 maart 2027" in now
    assert "oude versie. Deze tekst was in werking van 1 januari 2025 tot 1 juni 2026" in old
    assert "drie maanden" in old
    assert "zes maanden" not in old.partition("Verband met")[0]
    assert 'href="art_4__para_1"' not in old
    assert "peildatum=2026-02-01" in old  # the day goes along to the neighbours


def test_our_words_and_the_official_ones_stand_beside_each_other_in_both_languages(client, parse):
    html = get(client, "bronnen/fiets/art_4__para_1").text
    sides = parse(html).all("div", "pg-side")

    assert [each["lang"] for each in sides] == ["nl", "en"]
    assert "De gemeente bewaart ritgegevens minstens zes maanden." in html
    assert "<blockquote>The municipality shall keep the ride records" in html
    assert [each["lang"] for each in parse(get(client, "bronnen/fiets/art_4", taal="en").text).all("div", "pg-side")] == ["en", "nl"]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("bronnen/fiets/art_8", "Dit is vervallen. Het was in werking van 1 januari 2025 tot 1 juni 2026.", id="struck"),
        pytest.param("bronnen/fiets/art_5?peildatum=2026-01-01", "nog niet in werking: het komt erbij op 1 juni 2026", id="to come"),
        pytest.param("bronnen/voorstel/art_2", "Dit is een voorstel en nog geen wet.", id="a proposal"),
        pytest.param("bronnen/brief/topic_bewaren", "Achterhaald door", id="overtaken"),
        pytest.param("bronnen/brief/topic_helmen", "Niet aan de officiële tekst gecontroleerd", id="not verified"),
        pytest.param("bronnen/fiets/art_4", "Maakt achterhaald", id="it overtakes"),
        pytest.param("bronnen/fiets?peildatum=2026-01-01", "zoals die was op 1 januari 2026", id="older contents"),
        pytest.param("begrippen", "begrippen zoals de teksten ze omschrijven", id="terms"),
        pytest.param("wat-verandert", "1 maart 2027", id="what is to come"),
        pytest.param("wat-verandert?bron=brief", "Wij kennen geen vaste dag", id="nothing of that source"),
        pytest.param("over", "artikel 50 van de AI-verordening", id="an AI system"),
        pytest.param("toegankelijkheid", "onafhankelijk onderzoek is er nog niet", id="not audited"),
    ],
)  # fmt: skip
def test_what_a_reader_must_know_is_said(client, path, said):
    assert said in client.get(f"/{path}").text


def test_the_form_keeps_what_was_chosen(client, parse):
    html = get(client, "wat-verandert", rol="deployer", laag="gemeente", peildatum="2026-05-01", taal="en").text
    chosen = [attrs["value"] for attrs in all_of(parse(html), "option") if "selected" in attrs]

    assert chosen == ["deployer", "gemeente"]
    assert 'value="2026-05-01"' in html
    assert all_of(parse(html), "input")[0] == {"type": "hidden", "name": "taal", "value": "en"}
    assert "rol=deployer" in re.search(r'class="pg-language" href="([^"]+)"', html)[1]


def test_corrections_lead_to_provisions_that_are_there(house, small):
    for correction in entries("correction"):
        source, _, eid = correction["provision"].partition("/")
        assert house.reading(source, eid), correction["provision"]
    days = [each["date"] for each in entries("correction")]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_house_shows_its_great_articles(house, language):
    from ui.pages.contents import contents_page
    from ui.pages.reading import reading_page

    frame = replace(HERE, language=language)
    for source, eid in (
        ("ai-act", "art_26__para_6"),
        ("ai-act", "art_10__para_5"),
        ("cbw", "art_24"),
        ("ai-act", "annex_III"),
    ):
        html = reading_page(frame, house.reading(source, eid))
        assert f'id="{eid}"' in html
        assert len(html) < 400_000
    for source in house.sources(language):
        assert "<h1>" in contents_page(frame, house.contents(source.id))
