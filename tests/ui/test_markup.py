"""Small pieces of HTML, and what Gradio's Markdown may not read into them."""

import pytest

from ui.markup import one_block, outside, paragraphs


def test_links_open_a_new_tab_and_say_so(parse):
    link = parse(outside('https://example.org/?a=1&b="2"', "Open", "nl"))

    assert link.all("a") == [
        {"href": 'https://example.org/?a=1&b="2"', "target": "_blank", "rel": "noopener noreferrer"}
    ]
    assert link.text == "Open (opent in nieuw tabblad)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "ftp://example.org", "//example.org"])
def test_an_address_that_is_not_of_the_web_is_no_link(url):
    assert outside(url, "Open", "nl") == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("een\n\ntwee", "<p>een</p><p>twee</p>"),
        ("kop:\n- een\n- twee\nslot", "<p>kop:</p><ul><li>een</li><li>twee</li></ul><p>slot</p>"),
        ("- <x>", "<ul><li>&lt;x&gt;</li></ul>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_lists(text, html):
    assert paragraphs(text) == html


@pytest.mark.parametrize(
    ("html", "line"),
    [
        pytest.param("<p>a\n\n# b</p>", "<p>a&#10;&#10;# b</p>", id="a blank line would end the block"),
        pytest.param("<p>a\r\nb</p>", "<p>a&#10;b</p>", id="line ends of another system"),
        pytest.param("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>", id="between elements"),
        pytest.param(
            "<p>%%%LATEX_BLOCK_0%%%</p>", "<p>&#37;&#37;&#37;LATEX_BLOCK_0&#37;&#37;&#37;</p>", id="mark of mathematics"
        ),
    ],
)
def test_a_block_is_one_line(html, line):
    assert one_block(html) == line
