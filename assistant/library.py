"""What can be looked up without a question: sources, provisions, whole articles to read."""

from collections.abc import Callable
from datetime import date

from assistant.article import article
from assistant.changes import Change, changes
from assistant.errors import AssistantError
from assistant.glossary import Term, glossary
from assistant.outline import Contents, contents
from assistant.reading import Part, Reading, reading
from assistant.roles import perspective_of
from assistant.searching import Search, SearchResult, search, stamp
from assistant.types import IndexStamp, Language
from assistant.views import ProvisionView, SourceView, provision_view, source_views
from indexing.errors import SearchError
from indexing.opening import LiveIndex
from indexing.search import Index


class Library:
    """Everything that one live index holds. Without a day, what is looked up is what holds today."""

    def __init__(self, live: LiveIndex, today: Callable[[], date] = date.today) -> None:
        self.live = live
        self.today = today  # a civil servant's today is that of the machine; an evaluation fixes it

    def sources(self, language: Language, as_of: date | None = None) -> tuple[SourceView, ...]:
        """The sources that answers come from, in the edition of that day."""
        return source_views(self._index(), language, as_of or self.today())

    def provision(self, source: str, eid: str, language: Language, as_of: date | None = None) -> ProvisionView | None:
        """One provision to read, or None where we do not have it."""
        return provision_view(self._index(), f"{source}/{eid}", language, as_of or self.today())

    def reading(self, source: str, eid: str, as_of: date | None = None) -> Reading | None:
        """The whole article that a provision lies in, in both languages; None where we do not have it."""
        return reading(self._index(), source, eid, as_of or self.today())

    def search(self, asked: Search) -> SearchResult:
        """The provisions that belong to a question, without an answer. Raises BadQuestion where it cannot be taken."""
        return search(self._index(), asked, self.today())

    def contents(self, source: str, as_of: date | None = None) -> Contents | None:
        """The articles of a source in their order; None where we hold nothing of it."""
        return contents(self._index(), source, as_of or self.today())

    def glossary(self, language: Language, as_of: date | None = None) -> tuple[Term, ...]:
        """The terms that the texts define, alphabetical."""
        return glossary(self._index(), language, as_of or self.today())

    def changes(
        self, as_of: date | None = None, role: str = "", layer: str = "", language: Language = "nl"
    ) -> tuple[Change, ...]:
        """What changes from a year before that day on. Raises BadQuestion for a role or layer that nobody knows."""
        return changes(self._index(), as_of or self.today(), perspective_of(role, layer, language), language)

    def article(self, source: str, eid: str, as_of: date | None = None) -> tuple[Part, ...]:
        """The parts of that article alone: some milliseconds instead of a tenth of a second; none where we lack it."""
        return article(self._index(), source, eid, as_of or self.today())

    def corpus_date(self) -> date:
        """The day up to which the texts were checked."""
        return date.fromisoformat(self._index().manifest.corpus_date)

    def checked(self) -> date | None:
        """The same; None where there is no index, for pages that can be read without one."""
        try:
            return self.corpus_date()
        except AssistantError:
            return None

    def stamp(self) -> IndexStamp:
        """Which index answers now."""
        return stamp(self._index())

    def ready(self) -> str:
        """Empty when questions can be answered, otherwise one sentence that says what to do."""
        try:
            self._index()
        except AssistantError as error:
            return str(error)
        return ""

    def _index(self) -> Index:
        try:
            return self.live.now()
        except SearchError as error:
            raise AssistantError(str(error)) from error
