"""A sentence of an overview cites the one paragraph that bears it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.draft import Sentence
from assistant.evidence import Found
from assistant.pinpointing import pinpointed
from assistant.types import Question
from assistant.understanding import understand
from corpus.types import Bilingual, Provision
from indexing.types import Hit

DAY = date(2026, 11, 23)
ASKS = "De gemeente besluit binnen vier weken op een aanvraag voor een fietsenstalling."
DELAYS = "De gemeente kan het besluit twee weken verdagen als de aanvraag groot is."
ENDS = "Wie geen besluit krijgt, mag in beroep bij de rechter."
NAMES = "Wie geen besluit krijgt over bezwaar, mag ook in beroep bij de rechter (artikel 9, lid 4)."
BOTH = "De gemeente kan het besluit twee weken verdagen, en wie geen besluit krijgt over bezwaar mag in beroep bij de rechter (artikel 9, leden 2 en 4)."
MORE = "Wie geen besluit krijgt over bezwaar, mag binnen zes weken in beroep bij de rechter (artikel 9, lid 4)."
PARTS = {
    "art_9": f"{ASKS} {DELAYS} {ENDS}",
    "art_9__para_1": "De gemeente besluit op een aanvraag voor een fietsenstalling binnen vier weken.",
    "art_9__para_2": "De gemeente kan het besluit hoogstens twee weken verdagen als de aanvraag groot is.",
    "art_9__para_3": "Wie geen besluit krijgt, mag in beroep bij de rechter.",
    "art_9__para_4": "Wie geen besluit krijgt over bezwaar, mag ook in beroep bij de rechter.",
    "art_90": DELAYS,  # another article, whose name begins alike
}


@pytest.fixture
def cited(small: SimpleNamespace) -> SimpleNamespace:
    """[1] an article in whole, and the index that has its parts."""
    model = small.of("fiets/art_5")
    made = {
        eid: replace(
            model,
            eid=eid,
            label=Bilingual(eid.replace("art_", "artikel ").replace("__para_", ", lid "), ""),
            digest=replace(model.digest, gist=Bilingual(gist, "")),
        )
        for eid, gist in PARTS.items()
    }
    index = SimpleNamespace(
        inside={"fiets/art_9": tuple(each.id for each in made.values() if "__" in each.eid)},
        editions={each.id: (each,) for each in made.values()},
    )
    whole: Provision = made["art_9"]
    return SimpleNamespace(evidence=(Found(whole, Hit((whole,), 1.0, 1.0, 1.0, ("keywords",))),), index=index)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        pytest.param(Sentence(ASKS, (1,)), "art_9__para_1", id="one paragraph bears it"),
        pytest.param(Sentence(DELAYS.replace("kan", "kan hoogstens"), (1,)), "art_9__para_2", id="another one, not another article"),
        pytest.param(Sentence(ENDS, (1,)), "art_9", id="two paragraphs bear it"),
        pytest.param(Sentence("De gemeente besluit binnen negen weken op een aanvraag.", (1,)), "art_9", id="none bears it"),
        pytest.param(Sentence("De gemeente besluit binnen vier weken.", (1,)), "art_9", id="too short to tell"),
        pytest.param(Sentence(ASKS, (1,), is_item=True), "art_9", id="a point stays with its list"),
    ],
)  # fmt: skip
def test_the_part_is_cited_where_one_alone_bears_the_sentence(
    cited: SimpleNamespace, sentence: Sentence, place: str
) -> None:
    query = understand(Question("Hoe lang duurt een besluit?", as_of=DAY), DAY)

    (held,), evidence = pinpointed([sentence], cited.evidence, cited.index, query)

    assert held.text == sentence.text
    assert [evidence[number - 1].provision.eid for number in held.numbers] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param(NAMES, ["art_9__para_1", "art_9__para_4"], id="what it names bears it"),
        pytest.param(BOTH, ["art_9__para_1"], id="two that it names bear half of it each"),
        pytest.param(MORE, ["art_9__para_1"], id="what it names does not say all of it"),
        pytest.param(NAMES.replace("lid 4", "lid 8"), ["art_9__para_1"], id="what it names is not here"),
    ],
)
def test_what_a_sentence_names_is_cited_too_where_it_bears_it(
    cited: SimpleNamespace, text: str, places: list[str]
) -> None:
    query = understand(Question("Mag ik in beroep?", as_of=DAY), DAY)
    (own,) = cited.index.editions["fiets/art_9__para_1"]
    evidence = (replace(cited.evidence[0], provision=own),)

    (held,), known = pinpointed([Sentence(text, (1,))], evidence, cited.index, query)

    assert [known[number - 1].provision.eid for number in held.numbers] == places


def test_two_sentences_of_one_part_share_its_number(cited: SimpleNamespace) -> None:
    query = understand(Question("Hoe lang duurt een besluit?", as_of=DAY), DAY)

    held, evidence = pinpointed(
        [Sentence(ASKS, (1,)), Sentence(ENDS, (1,)), Sentence(ASKS, (1,))], cited.evidence, cited.index, query
    )

    assert [each.numbers for each in held] == [(2,), (1,), (2,)]
    assert [each.provision.eid for each in evidence] == ["art_9", "art_9__para_1"]
