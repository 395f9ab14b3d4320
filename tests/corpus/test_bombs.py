"""Files made to explode are refused in a sentence, and by a reader that is still there afterwards."""

import time
import zlib

import pytest

from corpus.errors import CorpusError
from corpus.readers import pdf_bounds, pdf_probe, read, read_own
from tests.faults.bombs import BOMBS, FONT, PAGES, forms, pdf, stream

READ = {"rows of stars", "comments without an end"}  # long, and nothing worse
SLOW = {  # to make, or told below
    "a PDF of a gigabyte", "an archive of 300 MB", "one that says it is small", "an archive of pictures", "one packed twice",
    "forms that draw forms",
}  # fmt: skip


@pytest.mark.parametrize("name", [each for each in BOMBS if each not in SLOW])
def test_it_is_refused_before_it_explodes(name):
    file, content = BOMBS[name]()
    began, said = time.process_time(), ""
    try:
        (read_own if file.startswith("own") else read)(file, content, "nl")
    except CorpusError as error:
        said = str(error)

    assert bool(said) == (name not in READ)
    assert "\n" not in said
    assert time.process_time() - began < 10


def test_a_form_that_is_drawn_once_is_read(monkeypatch):
    opened = []
    monkeypatch.setattr(
        "corpus.readers.pdf.probe", lambda content: opened.append(len(content)) or pdf_probe.probe(content)
    )
    words = b"BT /F 12 Tf 40 600 Td (De gemeente bewaart de ritgegevens zes maanden in het register.) Tj ET"
    form = stream(words, b"/Type/XObject/Subtype/Form/BBox[0 0 500 700]/Resources<</Font<</F 5 0 R>>>>")
    (part,) = read("x.nl.pdf", pdf(*PAGES, stream(b"/X Do"), FONT, form), "nl")

    assert part.words == "De gemeente bewaart de ritgegevens zes maanden in het register."
    assert len(opened) == 1


def test_what_draws_letters_alone_is_not_opened_twice(monkeypatch):
    monkeypatch.setattr("corpus.readers.pdf.probe", lambda _: pytest.fail("it was opened apart"))
    words = b"BT /F 12 Tf 40 600 Td (De gemeente bewaart de ritgegevens zes maanden in het register.) Tj ET"

    assert read("x.nl.pdf", pdf(*PAGES, stream(words), FONT), "nl")


def test_the_bounds_are_told():
    with pytest.raises(
        CorpusError, match=f"{pdf_probe.MOST_MEMORY >> 30} GB of memory or {pdf_probe.MOST_SECONDS} seconds"
    ):
        pdf_probe.probe(forms())


@pytest.mark.parametrize(
    ("content", "draws"),
    [
        pytest.param(b"BT (gewone woorden) Tj ET" * 9, False, id="letters alone"),
        pytest.param(b"q /X Do Q" * 9, True, id="in the open"),
        pytest.param(b" " * (2**20 - 1) + b"Do", True, id="across two pieces"),
    ],
)
def test_what_may_draw_is_noticed_in_what_is_packed(content, draws):
    packed = stream(zlib.compress(content), b"/Filter/FlateDecode")

    assert pdf_bounds.check_bounds(pdf(*PAGES, packed, FONT)) is draws


def test_a_name_that_is_written_in_numbers_hides_nothing():
    assert pdf_bounds.check_bounds(pdf(*PAGES, stream(b"x", b"/F#69lter/#4cZWDecode"), FONT))
