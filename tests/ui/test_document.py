"""The page that Gradio serves, made ours; and the policy that goes with it."""

import re

import pytest

from ui.document import document

PAGE = (
    '<!doctype html><html\n\tlang="en" style="x"><head><meta property="og:image" content="https://elsewhere.example/x.png" />'
    "<script>window.a = 1</script><script>let x = 'iframeResizer.contentWindow.min.js'</script></head>"
    '<body style="x"><gradio-app a="b"> </gradio-app><script data-x>y</script></body></html>'
)


@pytest.fixture(scope="module")
def made():
    return document(PAGE, "N", "nl", ("tokens",), "<header></header>", "<footer></footer>")


def test_every_script_has_the_nonce_and_no_other(made):
    assert re.findall(r"<script[^>]*>", made) == [
        '<script nonce="N">',
        '<script nonce="N" src="static/chat.js">',
        '<script nonce="N" data-x>',
    ]


def test_the_chat_stands_between_our_head_and_foot(made):
    assert '<header></header><gradio-app a="b"> </gradio-app><footer></footer>' in made
    assert 'lang="nl"' in made
    assert '<link rel="stylesheet" href="static/tokens.css">' in made
    assert "elsewhere" not in made


@pytest.mark.parametrize(
    ("query", "language"), [("", "nl"), ("?taal=en", "en"), ("?taal=nl", "nl"), ("?taal=%3Cb%3E", "nl")]
)
def test_the_address_says_the_language(client, query, language):
    assert re.search(r'<html[^>]*lang="(\w+)"', client.get(f"/{query}").text)[1] == language


def test_the_policy_names_the_nonce_of_the_page_and_nothing_unsafe_for_scripts(client):
    pages = [client.get("/", headers={"Accept-Encoding": "br, gzip"}) for _ in range(2)]

    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        scripts = re.search(r"script-src ([^;]*)", policy)[1]
        nonces = set(re.findall(r'<script nonce="([^"]+)"', page.text))
        assert scripts == f"'self' 'nonce-{nonces.pop()}'"
        assert not nonces
        assert len(re.findall("<script", page.text)) == len(re.findall("<script nonce", page.text))
        assert "unsafe-eval" not in policy
        assert page.headers["Cache-Control"] == "no-store"
    assert pages[0].headers["Content-Security-Policy"] != pages[1].headers["Content-Security-Policy"]


def test_nothing_of_the_page_comes_from_another_host(client):
    html = client.get("/").text

    assert not re.search(r'(?:src|href)="https?:', html)
    assert "iframeResizer.contentWindow" not in html


def test_an_organisation_brings_its_own_colours(serve, assistant, tmp_path, client):
    style = tmp_path / "gemeente.css"
    style.write_text(":root { --bw-accent: #006400; }", encoding="utf-8")
    themed = serve(assistant, theme=style)

    html = themed.get("/").text

    assert html.index("static/tokens.css") < html.index("static/theme.css") < html.index("static/chat.css")
    assert "#006400" in themed.get("/static/theme.css").text
    assert "theme.css" not in client.get("/").text
    assert client.get("/static/theme.css").status_code == 404


def test_below_a_path_of_its_own_everything_is_relative(serve, assistant):
    page = serve(assistant, root_path="/wijzer").get("/wijzer/")

    assert page.status_code == 200
    assert not re.search(r'(?:src|href)="/(?!manifest)', page.text)
    assert "bw-head" in page.text
