"""`POST /nota`: a conversation comes in, a file goes out; what is no conversation is refused in one sentence."""

import json
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from pydantic import TypeAdapter

from assistant.types import Answer
from ui.afterwards import export_form


@pytest.fixture(scope="module")
def wire(answers):
    return TypeAdapter(Answer).dump_python(answers.answered, mode="json", by_alias=True, exclude_none=True)


def test_the_form_brings_a_word_document(client, assistant, answers, parse):
    form = parse(export_form((answers.answered, answers.nothing_found), "nl"))
    fields = {each["name"]: (None, each["value"]) for each in form.all("input")} | {"format": (None, "docx")}

    response = client.post("/nota", files=fields)

    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"].endswith("wordprocessingml.document")
    assert (
        response.headers["content-disposition"]
        == f'attachment; filename="notitie-{assistant.today()}-script-alert-1-script.docx"'
    )
    assert docx.Document(BytesIO(response.content)).paragraphs[0].text == "Notitie: 2 vragen over digitale regels"


@pytest.mark.parametrize(("language", "title"), [("nl", "# Notitie: "), ("en", "# Note: "), ("fr", "# Notitie: ")])
def test_the_form_brings_markdown(client, wire, language, title):
    response = client.post("/nota", data={"answers": json.dumps([wire]), "format": "md", "language": language})

    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert title in response.text
    assert "[^1]: AI-verordening, artikel 26, lid 6." in response.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param("", "niet goed is aangekomen", id="nothing"),
        pytest.param("[", "niet goed is aangekomen", id="half_of_it"),
        pytest.param("[]", "Stel eerst een vraag", id="an_empty_conversation"),
        pytest.param("[{}]", "niet goed is aangekomen", id="no_answer"),
        pytest.param('"\\ud800"', "niet goed is aangekomen", id="half_a_character"),
        pytest.param("[" * 50_000, "niet goed is aangekomen", id="deep"),
        pytest.param(51, "hooguit 50 vragen", id="too_many"),
        pytest.param("lines", "niet goed is aangekomen", id="too_many_lines"),
    ],
)
def test_what_is_no_conversation_is_refused_in_one_sentence(client, wire, sent, sentence):
    held = {51: json.dumps([wire] * 51), "lines": json.dumps([wire | {"text": "- a\n" * 4000}])}.get(sent, sent)
    response = client.post("/nota", data={"answers": held})

    assert response.status_code == 400
    assert sentence in response.text
    assert response.headers["content-type"].startswith("text/html")


def test_hostile_words_make_a_file_and_nothing_else(client, wire):
    hostile = "<script>\u0000\u001b\u202e=cmd|'/c calc'!A1\r\nSet-Cookie: a=b"
    odd = wire | {"question": hostile, "text": f"{hostile} [1]", "model": hostile * 500}

    response = client.post("/nota", data={"answers": json.dumps([odd])})

    assert response.status_code == 200
    assert "set-cookie" not in response.headers
    assert docx.Document(BytesIO(response.content)).paragraphs


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("Zes maanden. " * 700, 200, id="a_long_conversation"),
        pytest.param("Zes maanden [1]. " * 600, 400, id="more_marks_than_anyone_reads"),
    ],
)
def test_a_whole_conversation_fits(client, answers, text, status):
    held = (
        TypeAdapter(tuple[Answer, ...]).dump_json((replace(answers.answered, text=text),) * 40, by_alias=True).decode()
    )

    assert len(held) > 400_000
    assert client.post("/nota", files={"answers": (None, held), "format": (None, "md")}).status_code == status


def test_a_conversation_that_is_too_large_is_refused(client):
    assert client.post("/nota", files={"answers": (None, "a" * 1_000_001)}).status_code == 413
