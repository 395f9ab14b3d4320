"""Our search as a retriever of LangChain, alone and in a chain."""

import json
from datetime import date

import pytest
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_openai import ChatOpenAI
from pydantic import ValidationError

from assistant.errors import BadQuestion
from assistant.retriever import PolicyRetriever
from assistant.searching import Search

KEEP = "Hoe lang bewaren we de ritgegevens?"
TODAY = date(2026, 11, 23)


@pytest.fixture
def retriever(assistant):
    return PolicyRetriever(library=assistant, limit=3, as_of=TODAY)


def test_a_document_holds_summary_and_official_words_and_says_where_they_stand(retriever):
    first, *others = retriever.invoke(KEEP)

    assert first.id == first.metadata["provision"] == "fiets/art_4__para_1"
    assert first.page_content.startswith(
        "De gemeente bewaart ritgegevens minstens zes maanden.\n\nDe gemeente bewaart de"
    )
    assert first.metadata["label"] == "Fietsverordening, artikel 4, lid 1"
    assert first.metadata["url"].endswith("#art_4")
    assert (first.metadata["valid_from"], first.metadata["applies_from"]) == ("2026-06-01", "2027-03-01")
    assert json.loads(json.dumps(first.metadata)) == first.metadata  # a store can keep it
    assert len(others) == 2


def test_it_finds_what_our_own_search_finds(retriever, assistant):
    hits = assistant.search(Search(KEEP, as_of=TODAY, limit=3)).hits

    assert [each.id for each in retriever.invoke(KEEP)] == [each.provision for each in hits]


@pytest.mark.parametrize(
    ("more", "words"),
    [({"as_of": date(2025, 3, 1)}, "drie maanden"), ({"as_of": TODAY, "language": "en"}, "at least six months")],
)
def test_the_day_and_the_language_can_be_set(assistant, more, words):
    assert words in PolicyRetriever(library=assistant, **more).invoke(KEEP)[0].page_content


def test_a_question_that_cannot_be_taken_is_refused(retriever):
    with pytest.raises(BadQuestion):
        retriever.invoke("Mag bsn 111222333?")


@pytest.mark.parametrize("more", [{"limit": 0}, {"limit": 1000}, {"language": "fr"}])
def test_settings_that_cannot_be_are_refused(assistant, more):
    with pytest.raises(ValidationError):
        PolicyRetriever(library=assistant, **more)


def test_a_chain_of_others_reads_our_provisions(retriever, server):
    """The usual chain of LangChain with a model behind an address; what it was given to read is what we found."""
    server.say("Zes maanden.")
    model = ChatOpenAI(base_url=server.url, api_key="none", model="small", max_retries=0)
    prompt = ChatPromptTemplate.from_template("Sources:\n{sources}\n\nQuestion: {question}")
    told = retriever | (lambda documents: "\n".join(f"{each.id}: {each.page_content}" for each in documents))
    chain = {"sources": told, "question": RunnablePassthrough()} | prompt | model | StrOutputParser()

    assert chain.invoke(KEEP) == "Zes maanden."
    read = json.dumps(server.asked[-1], ensure_ascii=False)
    assert "fiets/art_4__para_1: De gemeente bewaart ritgegevens minstens zes maanden." in read
    assert KEEP in read
