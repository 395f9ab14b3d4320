"""Whatever an answer, a question or a provision says, it stays text: no tag, no attribute and no address of it survives."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Answer, Citation, Considered, IndexStamp, Notice, NoticeKind, Outcome, Progress
from corpus.types import Kind, Verified
from tests.ui.conftest import Page
from ui.accountability.facts import Facts, Server
from ui.accountability.whereabouts import Where
from ui.afterwards import export_form, feedback_form
from ui.export.markdown import markdown_note
from ui.export.word import word_note
from ui.markup import outside, paragraphs
from ui.page import progress, said, starters, wrong
from ui.pages.frame import Frame
from ui.pages.goes import goes_page
from ui.pages.missing import missing_page, trouble_page
from ui.rendering import answered, asked

DAY = date(2026, 11, 23)
HOSTILE = (
    "<evil>", "</evil>", "</p>", "</article>", "<script>alert(1)</script>", "<img src=x onerror=evil()>", '" evil="', "' evil='",
    "<!--", "-->", "]]>", "&lt;evil&gt;", "&#60;evil&#62;", "javascript:evil()", "data:text/html,<evil>", "[1]", "[99]", "**", "**<evil>**",
    "\n- <evil>", "\n\n", "%%%", "\x00", "\u202e", "{evil}", "</script><evil>", "<style>", "<svg onload=evil()>", "[x](javascript:evil())",
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=6).map("".join)
BAD = {"evil", "script", "style", "svg", "img", "iframe", "object", "embed", "base", "meta", "link"}


def answers() -> st.SearchStrategy[Answer]:
    citation = st.builds(
        Citation, number=st.just(1), provision=TEXT, label=TEXT, source=TEXT, source_title=TEXT, kind=st.sampled_from(Kind),
        edition=TEXT, language=st.just("nl"), basis=st.sampled_from(["official", "digest"]), summary=TEXT, url=TEXT,
        verified=st.sampled_from(Verified), quote=st.one_of(st.none(), TEXT),
    )  # fmt: skip
    return st.builds(
        Answer, id=TEXT, question=TEXT, language=st.sampled_from(["nl", "en"]), as_of=st.just(DAY), corpus_date=st.just(DAY),
        outcome=st.sampled_from(Outcome), text=TEXT, index=st.builds(IndexStamp, TEXT, TEXT, TEXT), citations=st.tuples(citation),
        notices=st.tuples(st.builds(Notice, st.sampled_from(NoticeKind), TEXT, st.none(), TEXT)), choices=st.tuples(TEXT),
        follow_ups=st.tuples(TEXT), considered=st.tuples(st.builds(Considered, TEXT, TEXT, st.just(0.5), st.tuples(TEXT), st.booleans())),
        model=TEXT,
    )  # fmt: skip


def harmless(html: str) -> None:
    """No element or attribute that was typed, and every link leads to the web or stays here."""
    page = Page(html)
    for tag, attributes in page.elements:
        assert tag not in BAD - {"svg"}, tag
        assert tag != "svg" or attributes.get("class", "").startswith("bw-thumb")
        assert not [name for name in attributes if name.startswith("on") or name in ("evil", "style", "srcdoc")]
        for name in ("href", "action", "src", "formaction"):
            assert re.match(r"(https?://|#|/|\.|\?|[\w-]+($|[/?#]))", attributes.get(name) or "#"), attributes[name]
    assert not page.open


@given(answers())
def test_an_answer(answer):
    harmless(answered(answer))
    harmless(asked(answer.question, answer.language, "question-1"))
    harmless(feedback_form(answer, text=answer.text, error=answer.question))
    harmless(export_form([answer], answer.language))


@given(TEXT, TEXT)
def test_what_is_going_on(one, other):
    harmless(progress(Progress("searching", one), "nl"))
    harmless(said(one, other))
    harmless(wrong(one, other))
    harmless(paragraphs(one))
    harmless(outside(one, other, "nl"))
    harmless(starters("nl"))


@given(TEXT, TEXT)
def test_a_page(one, other):
    frame = Frame("nl", "bronnen/x", DAY, DAY)
    facts = Facts(
        model=one, writer=Server(Where.OUTSIDE, other), searcher=Server(Where.INSIDE, one), keeper=Server(), days=1, traced=True,
        logged=True, counted=one, signs_in=True, closed=True, encoder="", organisation=one, contact=other,
    )  # fmt: skip
    for html in (
        missing_page(frame, one, [(f"bronnen/{other}", one)]),
        trouble_page(frame, "wrong", other),
        goes_page(frame, facts),
    ):
        harmless(re.sub(r"<!doctype html>|<(meta|link) [^>]*>", "", html))  # fmt: skip


@settings(max_examples=8)  # a Word document takes a tenth of a second
@given(answers())
def test_a_note_can_be_made_of_any_answer_and_its_markdown_links_to_the_web_alone(answer):
    assert word_note((answer,), "nl", DAY).startswith(b"PK")
    assert not re.search(r"\]\((?!https?://|#)", re.sub(r"\\.", "", markdown_note((answer,), "nl", DAY)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_question_of_nothing_but_harm(text):
    harmless(asked(text, "nl", "question-1"))


def test_the_measure_sees_what_came_through():
    with pytest.raises(AssertionError):
        harmless("<p><evil></evil></p>")
    with pytest.raises(AssertionError):
        harmless('<a href="javascript:evil()"></a>')
    with pytest.raises(AssertionError):
        harmless('<p onclick="x"></p>')
    harmless(answered(replace(Answer("1", "?", "nl", DAY, DAY, Outcome.ANSWERED, "x", IndexStamp("", "", "")))))
