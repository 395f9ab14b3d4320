"""What a reader sees of an answer, and what its page could do: the only place where the evaluation knows the page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from assistant.types import Answer
from ui.rendering import answered

TAGS = frozenset(
    "article h3 h4 h5 p div a span strong ul li blockquote mark dl dt dd details summary table thead tbody tr th td button".split()
)
ATTRIBUTES = frozenset(
    "class id lang role href target rel type scope tabindex data-question data-name aria-label aria-labelledby aria-describedby aria-hidden".split()
)


@dataclass(slots=True)
class Seen(HTMLParser):
    """The words of a page, its links, its anchors, and every tag or attribute that rendering itself never writes."""

    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.foreign.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.foreign.append(f"{name}=")
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.anchors.add(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, in their order."""
        return " ".join(self.words)


def seen(answer: Answer) -> Seen:
    """The answer as the page shows it."""
    page = Seen()
    page.feed(answered(answer))
    page.close()
    return page
