"""What was only settled after the peildatum: beside what held on that day it would read as what held."""

from collections.abc import Sequence

from assistant.claims import since_a_day_to_come
from assistant.draft import Sentence
from assistant.understanding import Query
from corpus.figures import figures


def timely(lines: Sequence[Sentence], relevance: Sequence[float], query: Query) -> tuple[list[Sentence], list[float]]:
    """The sentences that could have been said on that day, each with its number; a list whose opening could not goes whole."""
    late = [_is_late(line, query) for line in lines]
    listed = any(each and line.is_listing for each, line in zip(late, lines, strict=True))
    kept = [place for place, line in enumerate(lines) if not late[place] and not (listed and line.is_listing)]
    return [lines[place] for place in kept], [relevance[place] for place in kept]


def written_then(lines: Sequence[Sentence], query: Query) -> tuple[Sentence, ...]:
    """A draft without what could not have been said on that day, unless it cites the leading provision.

    Of that one is said what it was on that day. The points of a list go with the sentence that opened it.
    """
    kept: list[Sentence] = []
    unopened = False
    for line in lines:
        late = 1 not in line.numbers and _is_late(line, query)
        unopened = (unopened and line.is_item) or (late and not line.is_item)
        kept += [] if late or unopened else [line]
    return tuple(kept)


def _is_late(line: Sentence, query: Query) -> bool:
    """Whether it holds something "since" a day to come, or names a day that only an edition after that day set."""
    if since_a_day_to_come(line.text, query.language, query.as_of):
        return True
    return bool(query.set_later and figures(line.text, query.language) & query.set_later)
