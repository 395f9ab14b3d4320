"""Which of the provisions found carry the answer, in the edition that holds on the peildatum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.parts import Part
from assistant.roles import Perspective, is_of_others, known, named
from assistant.scope import in_field
from assistant.understanding import Query
from corpus.types import Kind, Provision
from indexing.search import Index
from indexing.types import Hit
from indexing.words import stems

SUBJECT = 8  # letters of a stem that says what is asked about
SHORT = 60  # words of a list of sanctions
LEADING = 3  # provisions that may ask for the asker's role
MOST = 5  # provisions in one answer: a note, not a list of hits
NEAR = 0.35  # of the leading score and coverage: what is further off is a different subject
APART = 0.5  # of the leading score, where it is another act that speaks
RELATED = 0.2  # of its score suffices for a provision that the leading one points to
OF_OTHERS = 0.7  # of its score counts for a duty of another role or layer than the asker's
CLOSE = 0.85  # of the best score: as good as the best
ENOUGH_OUTSIDE = 0.2  # likelihood of the best hit for one of the things asked, without any word of the field


@dataclass(frozen=True, slots=True)
class Found:
    """A hit in the edition that holds (or will first hold); `overtaken` is the older claim that led to it.

    `relevance`: of each sentence of its gist, how near it comes to the question (`focus`).
    """

    provision: Provision
    hit: Hit
    overtaken: Provision | None = None
    relevance: tuple[float, ...] = ()


def holding(hits: Iterable[Hit], day: date, index: Index) -> tuple[Found, ...]:
    """The hits as they stand on that day. What was repealed before it falls out; what comes later stays, to be marked.

    Three sorts make way for another provision, which then comes first: a claim that has been overtaken, a part that
    did not stand yet in what held on that day, and a directive's provision that a national act implements, unless the
    question names that provision itself.
    """
    found: dict[str, Found] = {}
    for hit in hits:
        if (provision := on(hit.editions, day)) is None:
            continue
        for identity in provision.related("overtaken_by"):
            if newer := on(index.editions.get(identity, ()), day):
                found.setdefault(identity, Found(newer, hit, overtaken=provision))
        if (whole := _held_instead(provision, day, index)) is not None:
            found.setdefault(whole.id, Found(whole, hit))
            continue
        if provision.source.kind is Kind.DIRECTIVE and "reference" not in hit.found_by:
            for identity in index.implementing.get(provision.id, ()):
                national = on(index.editions[identity], day)
                if national and national.edition.in_force(day):
                    found.setdefault(identity, Found(national, hit))
        found.setdefault(provision.id, Found(provision, hit))
    return tuple(found.values())


def _held_instead(provision: Provision, day: date, index: Index) -> Provision | None:
    """Of a part that came with a later edition, the article or point that held in its place on that day."""
    if provision.edition.in_force(day):
        return None
    wholes = (on(index.editions.get(f"{provision.source.id}/{eid}", ()), day) for eid in provision.parents())
    return next((whole for whole in wholes if whole and whole.edition.in_force(day)), None)


def for_whom(found: Sequence[Found], asker: Perspective, question: str) -> tuple[Found, ...]:
    """Duties of others count for less than those of who asks, unless the question is about those others."""
    if others := named(question) - {asker.role}:
        asker = replace(asker, role=next(iter(others)) if len(others) == 1 else "")

    def weighed(each: Found) -> Found:
        duty = each.provision.digest.duty if each.provision.digest else None
        others = duty and "reference" not in each.hit.found_by and is_of_others(duty, asker)
        return replace(each, hit=replace(each.hit, score=OF_OTHERS * each.hit.score)) if others else each

    return tuple(sorted(map(weighed, found), key=lambda each: each.hit.score, reverse=True)) if asker else tuple(found)


def on(editions: Sequence[Provision], day: date) -> Provision | None:
    """The edition in force on that day, or else the first that comes after it; None where all have ended."""
    in_force = [each for each in editions if each.edition.in_force(day)]
    coming = [each for each in editions if each.edition.valid_from and each.edition.valid_from > day]
    return in_force[-1] if in_force else coming[0] if coming else None


def choose(found: Sequence[Found]) -> tuple[Found, ...]:
    """The leading provision and those that belong beside it, without parts of what is there already."""
    lead, *others = found
    chosen = [lead]
    for each in others:
        apart = not any(_repeats(each.provision, other.provision) for other in chosen)
        if len(chosen) < MOST and apart and each.provision.digest and _belongs(each, lead):
            chosen.append(each)
    return tuple(chosen)


def has_no_source(part: Part, found: Sequence[Found], query: Query) -> bool:
    """Whether one of the things asked has a subject of its own, outside the field, that our sources do not speak of.

    "What is a deployer and how do I renew my passport?"; what leans on the rest ("and who after that?") is no such thing.
    """
    own = any(len(stem) >= SUBJECT for stem in stems(part.typed, query.language))
    apart = own and part.text == part.typed and query.talk is None and not in_field(part.typed)
    return apart and not (found and found[0].hit.score >= ENOUGH_OUTSIDE)


def roles_apart(found: Sequence[Found], query: Query) -> tuple[str, ...]:
    """The roles of which each has its own overview of duties among the leading provisions; nothing where one will do."""
    if not query.asks_duty or query.perspective.role or named(query.text):
        return ()
    close = [each.provision for each in found[:LEADING] if each.hit.score >= CLOSE * found[0].hit.score]
    overviews = [each.digest.duty.who for each in close if "__" not in each.eid and each.digest and each.digest.duty]
    roles = tuple(dict.fromkeys(who[0] for who in overviews if len(who) == 1 and who[0] in known("role")))
    return roles if len(roles) > 1 else ()


def with_parts(chosen: Sequence[Found], answering: Iterable[Found]) -> tuple[Found, ...]:
    """What answers a part of the question comes behind the leading provision, unless it is there already."""
    lead, *others = chosen
    apart = [each for each in answering if each.provision.digest and not _repeats(each.provision, lead.provision)]
    every = {each.provision.id: each for each in (lead, *apart, *others)}
    kept: list[Found] = []
    for each in every.values():
        if not any(_repeats(each.provision, other.provision) for other in kept):
            kept.append(each)
    return tuple(kept[:MOST])


def with_start(chosen: Sequence[Found], index: Index, query: Query) -> tuple[Found, ...]:
    """Where a day is asked for: the final provision that names the one from which the leading provision holds comes next."""
    lead = chosen[0].provision
    apart = query.asks_day and not query.parts and "source" in chosen[0].hit.found_by
    if apart:  # of a named act, and nothing besides: since when others hold is not asked
        chosen = [each for each in chosen if "source" in each.hit.found_by]
    own = lead.applies_from is None or lead.application != lead.edition.application(lead.eid)
    named = lead.edition.applied_by(lead.eid) if query.asks_day and not own else ""
    provision = on(index.editions.get(f"{lead.source.id}/{named}", ()), query.as_of)
    if provision is None or provision.digest is None:
        return tuple(chosen)
    others = [each for each in chosen[1:] if each.provision != provision]
    repeats = any(_repeats(provision, each.provision) for each in (chosen[0], *others))
    return tuple(chosen) if repeats else (chosen[0], Found(provision, chosen[0].hit), *others[: MOST - 2])


def with_sanction(chosen: Sequence[Found], index: Index, query: Query) -> tuple[Found, ...]:
    """What threatens who breaks the duty of the leading provision comes last, where its digest names it.

    Not where that is a long list of everything that it threatens: most of it would be about others.
    """
    digest = chosen[0].provision.digest
    sanction = digest.duty.sanction if digest and digest.duty and query.asks_duty else ""
    provision = on(index.editions.get(sanction, ()), query.as_of) if sanction else None
    if provision is None or provision.digest is None or any(_repeats(provision, each.provision) for each in chosen):
        return tuple(chosen)
    gist = provision.digest.gist.inside(query.language)
    if "\n- " in gist and len(gist.split()) > SHORT:
        return tuple(chosen)
    return (*chosen[: MOST - 1], Found(provision, chosen[0].hit))


def _belongs(each: Found, lead: Found) -> bool:
    """Close behind the leading provision, or something that it points to or stands beside in one article.

    What only holds after it has ended is the law of another day.
    """
    ends, begins = lead.provision.edition.valid_until, each.provision.edition.valid_from
    if ends and begins and ends <= begins:
        return False
    near = NEAR if each.provision.source == lead.provision.source else APART
    close = each.hit.score >= CLOSE * lead.hit.score  # as likely as the leading one, whatever words they share
    if close or (each.hit.score >= near * lead.hit.score and each.hit.coverage >= NEAR * lead.hit.coverage):
        return True
    relations = lead.provision.digest.relations if lead.provision.digest else ()
    beside = _article(each.provision) == _article(lead.provision)
    related = beside or each.provision.id in {relation.to for relation in relations}
    return related and each.hit.score >= RELATED * lead.hit.score


def _article(provision: Provision) -> str:
    """The article that it lies in; topics of a paper are no articles."""
    top = provision.id.partition("__")[0]
    return top if "/art_" in top or "/annex_" in top else provision.id


def _repeats(one: Provision, other: Provision) -> bool:
    """Whether one lies inside the other, explains it, or is a claim that the other has overtaken (a notice says so)."""
    if other.id in one.related("overtaken_by") or other.id in one.related("explains"):
        return True
    related = one.eid in other.parents() or other.eid in one.parents() or one.eid == other.eid
    return one.source.id == other.source.id and related
