"""An ordinary web page is read by its headings, without what stands around the text."""

import pytest

from corpus.errors import CorpusError
from corpus.readers import Part, read_own

PAGE = """<!doctype html><html><head><title>x</title><style>p{}</style></head><body>
<nav><a href="/">Home</a></nav><header>Gemeente Fietsdam</header>
<main><h1>Regels voor deelfietsen</h1><p>Deze regels <b>gelden</b> voor iedereen.</p>
<h2>Stallen</h2><p>Stal een fiets<br>in het rek.</p><ul><li>niet op de stoep</li><li><p>niet in het park</p></li></ul>
<h3>Boete</h3><table><tr><th>Wat</th><th>Bedrag</th></tr><tr><td>Stoep</td><td>40 euro</td></tr></table>
<h2>Contact</h2><div>Bel <a href="tel:1">de gemeente</a>.</div><h2>Leeg</h2></main>
<footer>Cookies</footer><script>alert("fiets")</script></body></html>"""


def test_a_page_is_cut_at_its_headings() -> None:
    parts = read_own("regels.html", PAGE.encode(), "nl")

    assert [(part.eid, part.headings) for part in parts] == [
        ("sec_regels-voor-deelfietsen", ("Regels voor deelfietsen",)),
        ("sec_stallen", ("Regels voor deelfietsen", "Stallen")),
        ("sec_boete", ("Regels voor deelfietsen", "Stallen", "Boete")),
        ("sec_contact", ("Regels voor deelfietsen", "Contact")),
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        pytest.param(0, "Deze regels gelden voor iedereen.", id="a paragraph with emphasis is one line"),
        pytest.param(1, "Stal een fiets\nin het rek.\n- niet op de stoep\nniet in het park", id="a break and a list"),
        pytest.param(2, "Wat\nBedrag\nStoep\n40 euro", id="a table"),
        pytest.param(3, "Bel de gemeente.", id="a link in a line"),
    ],
)
def test_every_word_of_the_text_stands_there_once(part: int, words: str) -> None:
    assert read_own("regels.html", PAGE.encode(), "nl")[part].words == words


def test_menus_scripts_and_styles_are_no_text() -> None:
    said = " ".join(part.words for part in read_own("regels.html", PAGE.encode(), "nl"))

    assert not any(word in said for word in ("Home", "Fietsdam", "Cookies", "alert", "p{}"))


def test_a_page_without_headings_is_one_part() -> None:
    assert read_own("a.htm", b"<p>Een fiets.</p><p>Twee.</p>", "nl") == (Part("sec_intro", (), "Een fiets.\nTwee."),)


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"a\.html: the file is empty"):
        read_own("a.html", b"  ", "nl")
