"""What a reader must know besides the answer: not yet, no longer, changed, contradicted, only our own words.

What is the same of several provisions is said once and names them all: nobody reads four sentences that differ in a number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.evidence import Found
from assistant.messages import message
from assistant.roles import names as names_of
from assistant.scope import Declined
from assistant.types import Language, Notice, NoticeKind
from assistant.understanding import Query
from corpus.figures import in_words
from corpus.sentences import sentences
from corpus.types import Kind, Provision, Standing, Verified

_OLDER = re.compile(r"\b(?:ouder|older)\b")  # of a claim, the sentence that says what is old in it
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s/,;]+)[^\s,;]*")


@dataclass(frozen=True, slots=True)
class _Remark:
    """One thing to say of one provision: a sentence of messages.toml and the words that fill it in."""

    kind: NoticeKind
    sentence: str
    provision: Provision
    values: tuple[tuple[str, str], ...]

    @property
    def said(self) -> tuple[NoticeKind, str, tuple[tuple[str, str], ...]]:
        """What may be said of others in the same breath."""
        return self.kind, self.sentence, self.values


def left_open(unanswered: Sequence[str], kind: Declined | None, language: str) -> Iterator[Notice]:
    """What was asked beside what is answered: what has no source, and what is declined."""
    if kind:
        yield Notice(NoticeKind.UNANSWERED, kind.why.inside(language))
    for part in unanswered:
        yield Notice(NoticeKind.UNANSWERED, message("notice.unanswered", language, part=part))


def notices(
    query: Query, used: Sequence[Found], found: Sequence[Found], editions: Mapping[str, tuple[Provision, ...]]
) -> tuple[Notice, ...]:
    """All notices, the weightiest first, each once."""
    provisions = [each.provision for each in used]
    remarks = [remark for each in provisions for remark in _not_yet(query, each)]
    remarks += [remark for each in provisions for remark in _of_time(query, each, editions[each.id])]
    remarks += _of_conflict(query, used, found)
    remarks += [_remark(NoticeKind.PROPOSAL, "proposal", each) for each in provisions if _is_proposal(each)]
    every = [*_together(remarks, query.language), *_of_words(query, provisions)]
    if query.perspective:
        names = ", ".join(names_of(query.perspective, query.language))
        every.append(Notice(NoticeKind.PERSPECTIVE, message("notice.perspective", query.language, names=names)))
    return tuple(dict.fromkeys(every))


def _remark(kind: NoticeKind, sentence: str, provision: Provision, **values: str) -> _Remark:
    return _Remark(kind, sentence, provision, tuple(values.items()))


def _together(remarks: Sequence[_Remark], language: Language) -> Iterator[Notice]:
    """One notice for all provisions of which the same is to be said, where the first of them stood."""
    for kind, sentence, values in dict.fromkeys(each.said for each in remarks):
        about = [each.provision for each in remarks if each.said == (kind, sentence, values)]
        text = message(f"notice.{sentence}", language, names=_names(about, language), **dict(values))
        yield Notice(kind, text, provision=about[0].id)


def _names(provisions: Sequence[Provision], language: Language) -> str:
    """Each once, behind one name for all of its source: "AVG, artikel 4; artikel 5; NIS2-richtlijn, artikel 2"."""
    labels: dict[str, list[str]] = {}
    for each in {each.id: each for each in provisions}.values():
        known = labels.setdefault(each.source.id, [])
        known.append(each.label.inside(language) if known else each.name(language))
    return "; ".join(label for group in labels.values() for label in group)


def _not_yet(query: Query, provision: Provision) -> Iterator[_Remark]:
    """From when it will apply. A proposal has no such day."""
    days = [day for day in (provision.edition.valid_from, provision.applies_from) if day and day > query.as_of]
    if days and not _is_proposal(provision) and not _is_of_later_version(query, provision):
        values = {"as_of": in_words(query.as_of, query.language), "day": in_words(max(days), query.language)}
        yield _remark(NoticeKind.NOT_YET_APPLICABLE, "not_yet_applicable", provision, **values)


def _is_proposal(provision: Provision) -> bool:
    return provision.source.kind is Kind.PROPOSAL


def _is_of_later_version(query: Query, provision: Provision) -> bool:
    """Whether it held already on that day, in a version that we do not have."""
    start, since = provision.edition.valid_from, provision.applies_from
    return bool(start and since and since <= query.as_of < start)


def _of_time(query: Query, provision: Provision, editions: Sequence[Provision]) -> Iterator[_Remark]:
    as_of = in_words(query.as_of, query.language)
    place = editions.index(provision)
    if _is_of_later_version(query, provision) and (version := provision.edition.valid_from):
        day = in_words(version, query.language)
        yield _remark(NoticeKind.UNVERIFIED, "version_later", provision, day=day, as_of=as_of)
    if place and (changed := provision.edition.valid_from) and _differ(editions[place - 1], provision):
        day, before = in_words(changed, query.language), editions[place - 1]
        if before.application and provision.application and before.application != provision.application:
            dates = {
                "old": in_words(before.application, query.language),
                "new": in_words(provision.application, query.language),
            }
            yield _remark(NoticeKind.AMENDED, "amended_date", provision, day=day, **dates)
        else:
            yield _remark(NoticeKind.AMENDED, "amended", provision, day=day, as_of=as_of)
    later = [each for each in editions[place + 1 :] if _differ(provision, each)]
    if later and (changed := later[0].edition.valid_from):
        day = in_words(changed, query.language)
        yield _remark(NoticeKind.AMENDED, "amended_later", provision, day=day, as_of=as_of)


def _differ(one: Provision, other: Provision) -> bool:
    """Whether two editions say different things, as far as we hold both in the same form."""
    if one.digest and other.digest:
        return one.digest.gist != other.digest.gist or one.application != other.application
    pairs = [(text, other.text(text.language)) for text in one.texts]
    return any(mine.words != theirs.words for mine, theirs in pairs if theirs and mine.standing == theirs.standing)


def _of_conflict(query: Query, used: Sequence[Found], found: Sequence[Found]) -> Iterator[_Remark]:
    """Older claims that were found too and that a provision of the answer has overtaken."""
    cited = {each.provision.id: each.provision for each in used}
    for each in (*used, *found):
        for claim in filter(None, (each.overtaken, each.provision)):
            newer = [cited[target] for target in claim.related("overtaken_by") if target in cited]
            if newer and claim.id in cited:
                names = _names(newer, query.language)
                yield _remark(NoticeKind.SUPERSEDED, "superseded", claim, newer=names)
            elif newer and claim.digest:
                gist = _overtaken(claim.digest.gist.inside(query.language))
                yield _remark(NoticeKind.CONFLICT, "conflict", claim, gist=gist)


def _overtaken(gist: str) -> str:
    """The one sentence of a claim that says what is old in it, or else its first."""
    every = [each.strip() for line in gist.splitlines() for each in sentences(line)]
    said = next((each for each in every if _OLDER.search(each)), every[0])
    return f"{said[:-1]}." if said.endswith(":") else said


def _of_words(query: Query, provisions: Sequence[Provision]) -> Iterator[Notice]:
    """How near we are to the official text: not read in it, read elsewhere; not here; here in another form."""
    unread = [each for each in provisions if each.digest and each.digest.verified is not Verified.OFFICIAL]
    if unread:
        places = dict.fromkeys(place for each in unread if each.digest for place in _places(each.digest.seen))
        seen = message("notice.seen", query.language, seen="; ".join(places)) if places else ""
        text = message("notice.unverified", query.language, names=_names(unread, query.language), seen=seen).strip()
        yield Notice(NoticeKind.UNVERIFIED, text, provision=unread[0].id)
    bare = [each for each in provisions if not each.texts]
    if bare:
        which = "digest_only" if len(bare) < len(provisions) else "digest_only_all"
        yield Notice(
            NoticeKind.DIGEST_ONLY, message(f"notice.{which}", query.language, names=_names(bare, query.language))
        )
    texts = ((each, each.nearest_text(query.language)) for each in provisions)
    made = [each for each, text in texts if text and text.standing is not Standing.OFFICIAL]
    if made:
        text = message("notice.derived", query.language, names=_names(made, query.language))
        yield Notice(NoticeKind.UNVERIFIED, text)


def _places(seen: str) -> list[str]:
    """Where it was read, with the name of a site for a page's address: that stands in the digest, and nobody says it."""
    return [place for place in _ADDRESS.sub(r"\1", seen).split("; ") if place]
