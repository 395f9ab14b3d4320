"""What a reader must know besides the answer: not yet, no longer, changed, contradicted, only our own words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.evidence import Found
from assistant.messages import message
from assistant.roles import names as names_of
from assistant.types import Notice, NoticeKind
from assistant.understanding import Query
from corpus.figures import in_words
from corpus.types import Kind, Provision, Standing, Verified


def notices(
    query: Query, used: Sequence[Found], found: Sequence[Found], editions: Mapping[str, tuple[Provision, ...]]
) -> tuple[Notice, ...]:
    """All notices, the weightiest first, each once."""
    every = list(_not_yet(query, [each.provision for each in used]))
    every += [notice for each in used for notice in _of_time(query, each.provision, editions[each.provision.id])]
    every += _of_conflict(query, used, found)
    every += [notice for each in used for notice in _of_standing(query, each.provision)]
    every += _of_words(query, [each.provision for each in used])
    if query.perspective:
        names = ", ".join(names_of(query.perspective, query.language))
        every.append(Notice(NoticeKind.PERSPECTIVE, message("notice.perspective", query.language, names=names)))
    return tuple(dict.fromkeys(every))


def _notice(kind: NoticeKind, name: str, query: Query, provision: Provision, **values: object) -> Notice:
    text = message(f"notice.{name}", query.language, name=provision.name(query.language), **values)
    return Notice(kind, text, provision=provision.id)


def _not_yet(query: Query, provisions: Sequence[Provision]) -> Iterator[Notice]:
    """What does not apply yet, together for each day on which it will. A proposal has no such day."""
    by_day: dict[date, list[Provision]] = {}
    for provision in provisions:
        days = [day for day in (provision.edition.valid_from, provision.applies_from) if day and day > query.as_of]
        if days and provision.source.kind is not Kind.PROPOSAL and not _is_of_later_version(query, provision):
            by_day.setdefault(max(days), []).append(provision)
    for day, coming in by_day.items():
        values = {
            "names": "; ".join(each.name(query.language) for each in coming),
            "day": in_words(day, query.language),
        }
        text = message(
            "notice.not_yet_applicable", query.language, as_of=in_words(query.as_of, query.language), **values
        )
        yield Notice(NoticeKind.NOT_YET_APPLICABLE, text, provision=coming[0].id)


def _is_of_later_version(query: Query, provision: Provision) -> bool:
    """Whether it held already on that day, in a version that we do not have."""
    start, since = provision.edition.valid_from, provision.applies_from
    return bool(start and since and since <= query.as_of < start)


def _of_time(query: Query, provision: Provision, editions: Sequence[Provision]) -> Iterator[Notice]:
    as_of = in_words(query.as_of, query.language)
    place = editions.index(provision)
    if _is_of_later_version(query, provision) and (version := provision.edition.valid_from):
        day = in_words(version, query.language)
        yield _notice(NoticeKind.UNVERIFIED, "version_later", query, provision, day=day, as_of=as_of)
    if place and (changed := provision.edition.valid_from) and _differ(editions[place - 1], provision):
        day, before = in_words(changed, query.language), editions[place - 1]
        if before.application and provision.application and before.application != provision.application:
            dates = {
                "old": in_words(before.application, query.language),
                "new": in_words(provision.application, query.language),
            }
            yield _notice(NoticeKind.AMENDED, "amended_date", query, provision, day=day, **dates)
        else:
            yield _notice(NoticeKind.AMENDED, "amended", query, provision, day=day, as_of=as_of)
    later = [each for each in editions[place + 1 :] if _differ(provision, each)]
    if later and (changed := later[0].edition.valid_from):
        day = in_words(changed, query.language)
        yield _notice(NoticeKind.AMENDED, "amended_later", query, provision, day=day, as_of=as_of)


def _differ(one: Provision, other: Provision) -> bool:
    """Whether two editions say different things, as far as we hold both in the same form."""
    if one.digest and other.digest:
        return one.digest.gist != other.digest.gist or one.application != other.application
    pairs = [(text, other.text(text.language)) for text in one.texts]
    return any(mine.words != theirs.words for mine, theirs in pairs if theirs and mine.standing == theirs.standing)


def _of_conflict(query: Query, used: Sequence[Found], found: Sequence[Found]) -> Iterator[Notice]:
    """Older claims that were found too and that a provision of the answer has overtaken."""
    cited = {each.provision.id: each.provision for each in used}
    for each in (*used, *found):
        for claim in filter(None, (each.overtaken, each.provision)):
            newer = claim.related("overtaken_by")
            if not any(target in cited for target in newer):
                continue
            if claim.id in cited:
                names = " / ".join(cited[target].name(query.language) for target in newer if target in cited)
                yield _notice(NoticeKind.SUPERSEDED, "superseded", query, claim, newer=names)
            elif claim.digest:
                gist = " ".join(claim.digest.gist.inside(query.language).split())
                yield _notice(NoticeKind.CONFLICT, "conflict", query, claim, gist=gist)


def _of_standing(query: Query, provision: Provision) -> Iterator[Notice]:
    if provision.source.kind is Kind.PROPOSAL:
        yield _notice(NoticeKind.PROPOSAL, "proposal", query, provision)
    if provision.digest and provision.digest.verified is not Verified.OFFICIAL:
        seen = message("notice.seen", query.language, seen=provision.digest.seen) if provision.digest.seen else ""
        yield _notice(NoticeKind.UNVERIFIED, "unverified", query, provision, seen=seen)


def _of_words(query: Query, provisions: Sequence[Provision]) -> Iterator[Notice]:
    bare = [provision.name(query.language) for provision in provisions if not provision.texts]
    if bare:
        which = "digest_only" if len(bare) < len(provisions) else "digest_only_all"
        yield Notice(NoticeKind.DIGEST_ONLY, message(f"notice.{which}", query.language, names="; ".join(bare)))
    texts = ((provision, provision.nearest_text(query.language)) for provision in provisions)
    made = [
        provision.name(query.language) for provision, text in texts if text and text.standing is not Standing.OFFICIAL
    ]
    if made:
        yield Notice(NoticeKind.UNVERIFIED, message("notice.derived", query.language, names="; ".join(made)))
