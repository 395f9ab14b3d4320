"""Files made to explode are refused in a sentence, and by a reader that is still there afterwards."""

import time

import pytest

from corpus.errors import CorpusError
from corpus.readers import pdf_probe, read, read_own
from tests.faults.bombs import BOMBS, FONT, PAGES, forms, pdf, stream

READ = {"rows of stars", "comments without an end"}  # long, and nothing worse
SLOW = {
    "a PDF of a gigabyte",
    "an archive of 300 MB",
    "one that says it is small",
    "an archive of pictures",
    "one packed twice",
}  # to make


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
