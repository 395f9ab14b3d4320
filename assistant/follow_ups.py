"""Makes a question that leans on the conversation stand alone: it gets the act, subject, role and day it leaves out.

No language model: a question leans where it points back ("geldt dat ook?"), goes on ("en voor provincies?") or has no
subject at all ("hoe hoog?"). A question that stands alone is left as it was typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.days import DAY
from assistant.types import Turn
from corpus.references import references, without_names
from corpus.types import Source
from indexing.leaning import Talk
from indexing.words import STOPWORDS

TURNS = 12  # of the conversation that are read
CARRIED = 600  # characters that are carried over at most
ANSWERED = 600  # characters of the answer before that tell what it was about
SHORT = 12  # words; a longer question brings all that it needs itself
OWN = 3  # words of its own; with more of them, "die" and "it" point to one of these

_WORD = re.compile(r"\w[\w-]*")
_GOES_ON = re.compile(
    r"^(?:(?:en|and|maar|but|of|or|dus|so|ook|also|what about|how about|what if|hoe zit het met|wat als)\b[\s,]*)+",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(  # always to what was said before
    r"\b(?:(?:dit|deze|this|these|those)\b(?! (?:jaar|maand|week|moment|year|month))"
    r"|(?:daar|hier)(?:voor|mee|van|op|bij|over|aan|tegen|onder|toe|na|uit|in|door)?\b|er(?:van|voor|mee|tegen)\b)",
    re.IGNORECASE,
)
# To what was said before, or to a word in the same question ("systemen die …", "is it allowed to …").
_MAY_POINT_BACK = re.compile(
    r"\b(?:(?<!het )dat|die|that|them|they|(?-i:it)|zij|ze|hij)\b(?!.*(?<!relate )\bto\b)", re.IGNORECASE
)
_ANOTHER = re.compile(r"\b(?:die|dat|de|het|the|that) (?:andere?|other)\b", re.IGNORECASE)  # not the act just named
_COMPARES = re.compile(  # the act it names stands beside the one before, not in its place
    r"\b(?:verh(?:oudt|ouden)|verschil(?:t|len)?|overlapt?|overlappen|botst|botsen|naast|vergeleken|relates?|differs?"
    r"|different from|overlaps?|compared?|conflicts?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:hoe\w*|wat|wie|wanneer|waar\w*|welke?|how|what|who|whom|when|where|which|why)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b((?:artikel|article|art\.|bijlage|annex|overweging|recital)\s+[\dIVX]+\w*)"
    r"(?:[\s,]*\b(?:lid|punt|onderdeel|paragraph|point)\s+\w+|\(\w+\))*",
    re.IGNORECASE,
)
_PART_INSIDE = re.compile(r"(?:lid|punt|onderdeel|paragraph|point)\s+\w+|\w+ lid\b|\(\w+\)", re.IGNORECASE)
# Only one of each sort at a time: "en voor provincies?" takes the place of "gemeenten", not of "aanbieder".
_ROLES = (
    re.compile(
        r"\b(?:gemeente\w*|provincie\w*|waterschap\w*|gemeenschappelijke regeling\w*|veiligheidsregio\w*|ministeries?"
        r"|rijksoverheid|municipalit(?:y|ies)|provinces?|water (?:board|authorit)\w*|joint arrangements?|ministr(?:y|ies))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:aanbieders?|gebruiksverantwoordelijken?|importeurs?|distributeurs?|leveranciers?|verwerkers?"
        r"|verwerkingsverantwoordelijken?|providers?|deployers?|importers?|distributors?|suppliers?|controllers?"
        r"|processors?|(?:essentiële|belangrijke) entiteit(?:en)?|(?:essential|important) entit(?:y|ies))\b",
        re.IGNORECASE,
    ),
)
_LEAVES = re.compile(  # "Dank! Iets heel anders: …", said in so many words
    r"^(?:(?:ok|oké|okay|dank(?:je| je| u)?(?: wel)?|bedankt|duidelijk|helder|goed|prima|nu|dan|nog|en|maar"
    r"|thanks|thank you|clear|right|fine|now|and|but|so|then)\b[\s,.!:;–-]*)*"
    r"(?:(?:over )?iets (?:heel |totaal )?anders|(?:(?:nog )?een )?(?:heel |totaal )?(?:andere?|nieuwe) (?:vraag|onderwerp|wet)"
    r"|something (?:completely |totally )?(?:else|different)"
    r"|(?:on )?(?:an? )?(?:completely |totally )?(?:different|another|new|other) (?:matter|question|subject|topic|law)"
    r"|los daarvan|unrelated)"
    r"(?: nu| dan| now| then)?\s*[.:,;!–-]+\s*(?=\w)",
    re.IGNORECASE,
)
_ASKED = frozenset(  # what can be asked of any subject: these words are none themselves
    """boete boetes sanctie sancties straf termijn termijnen deadline deadlines datum uitzondering uitzonderingen
    voorwaarde voorwaarden gevolg gevolgen kosten toezicht toezichthouder toezichthouders reden voorbeeld voorbeelden
    verschil uitleg fine fines penalty penalties sanction sanctions deadline date exception exceptions condition
    conditions consequence consequences cost costs supervisor supervision reason example examples difference""".split()  # noqa: SIM905
)
_EMPTY = (
    STOPWORDS["nl"]
    | STOPWORDS["en"]
    | _ASKED
    | set(
        """geldt gelden gold golden zegt staat houdt doet krijgt gebeurt betekent gaat komt ingaat verplicht nodig hoog
        lang snel vaak groot precies volgens dan verder meer nog anders wel waarvoor lid punt vanaf sinds toegestaan
        apply applies applied say says mean means happen happens high long soon often much big exactly then else more
        required mandatory allowed need about under from since been its within""".split()  # noqa: SIM905
    )
)


def standalone(typed: str, history: Sequence[Turn], sources: Iterable[Source], language: str) -> str:
    """The question, with what it leaves out in front. `sources` are those whose names are known."""
    sources, asked, answered = tuple(sources), "", ""
    for turn in (*history[-TURNS:], Turn("user", typed)):
        content = " ".join(turn.content.split())
        if turn.role == "assistant":
            answered = content
        else:
            asked = _joined(content, asked, answered, sources, language)
    return asked


def talk_before(typed: str, history: Sequence[Turn], sources: Iterable[Source], language: str) -> Talk | None:
    """The question before, made stand-alone, and how its answer begins; None where nothing was asked."""
    asked = next((place for place in reversed(range(len(history))) if history[place].role == "user"), None)
    if asked is None:
        return None
    answered = " ".join(turn.content for turn in history[asked + 1 :])[:ANSWERED]
    return Talk(typed, standalone(history[asked].content, history[:asked], sources, language), answered)


def after_leaving(typed: str) -> str | None:
    """What is asked after the words that leave the subject of the conversation; None where nothing says that it is left."""
    rest, left = _LEAVES.subn("", typed)
    return rest if left else None


def leans(typed: str, sources: Iterable[Source]) -> bool:
    """Whether it only makes sense after what was said before."""
    if len(typed.split()) > SHORT:
        return False
    own = len(_subject(typed, sources))
    goes_on, points_back = bool(_GOES_ON.match(typed)), bool(_POINTS_BACK.search(typed))
    if _acts(typed, sources) and not _COMPARES.search(typed):
        return (own <= 1 and points_back) or (not own and goes_on)
    return not own or goes_on or points_back or (own <= OWN and bool(_MAY_POINT_BACK.search(typed)))


def _joined(typed: str, asked: str, answered: str, sources: tuple[Source, ...], language: str) -> str:
    """`asked` is the question before, made stand-alone itself; `answered` is what was said to it."""
    if not asked or not leans(typed, sources):
        return typed
    now = _GOES_ON.sub("", typed)
    named = bool(_acts(typed, sources)) and not _COMPARES.search(now)
    acts = (
        () if named or _ANOTHER.search(now) else _acts(asked, sources) or _acts(_PART.sub(" ", answered), sources)[:1]
    )
    names = [each.short.inside(language) for each in sources if each.id in acts]
    before = without_names(asked, sources) if named else asked
    again = _asks_again(now, sources)
    for pattern in (*_ROLES, DAY):
        if other := pattern.search(typed):
            before = pattern.sub(other[0] if again else "", before)
    if again:
        names = [] if _acts(before, sources) else names
        return f"{', '.join([*names, ' '.join(before.split())[:CARRIED]])} {typed}"
    return ", ".join([*names, *_carried(now, before, sources), now])


def _asks_again(now: str, sources: tuple[Source, ...]) -> bool:
    """Whether the same is asked again: of somebody else, of another act, of another day."""
    bare = _without_roles(now)
    return not (_subject(bare, sources) or _words(now) & _ASKED or _PART.search(now) or _ASKS.search(now))


def _carried(now: str, before: str, sources: tuple[Source, ...]) -> Iterator[str]:
    """What the question before was about, as far as this one does not say so itself."""
    if not _PART.search(now):
        subject = _subject(_without_roles(before), sources)
        if not _subject(now, sources) and not _words(now) & _ASKED:  # "hoe hoog?"
            subject = [*subject, *(word for word in dict.fromkeys(_WORD.findall(before)) if word.lower() in _ASKED)]
        if subject:
            yield " ".join(subject)[:CARRIED]
        if (part := _PART.search(before)) and (_PART_INSIDE.match(now) or not subject):
            yield part[1] if _PART_INSIDE.match(now) else part[0]
    for pattern in _ROLES:
        yield from dict.fromkeys(match[0] for match in pattern.finditer(before))
    if day := DAY.search(before):
        yield day[0]


def _acts(text: str, sources: Iterable[Source]) -> tuple[str, ...]:
    """The ids of the sources that a text names."""
    return tuple(dict.fromkeys(each.source for each in references(text, sources) if each.source))


def _subject(text: str, sources: Iterable[Source]) -> list[str]:
    """The words that say what a text is about, without acts, parts of acts and days."""
    bare = without_names(DAY.sub(" ", _GOES_ON.sub("", _PART.sub(" ", text))), sources)
    return [word for word in dict.fromkeys(_WORD.findall(bare)) if word.lower() not in _EMPTY]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _without_roles(text: str) -> str:
    for pattern in _ROLES:
        text = pattern.sub(" ", text)
    return text
