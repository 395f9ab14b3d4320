"""What the settings mean for a question: where it goes, what is written down, what is kept and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import environ

from assistant.quoting import NAME as QUOTING
from corpus.settings import Settings
from ui.accountability.whereabouts import Where, host, where
from ui.gate.entrance import entrance
from ui.gate.rate import USUAL, rates

# What makes LangChain send every call of a language model to LangSmith as well; it reads them itself.
TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


@dataclass(frozen=True, slots=True)
class Server:
    """Another program that takes part. `name` is its host, and where that is not set whoever offers it."""

    where: Where = Where.NONE
    name: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether what goes there leaves this machine."""
        return self.where not in (Where.NONE, Where.HERE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one installation. `counted` is how many questions one person may ask ("60/minute"); empty: nobody counts."""

    model: str  # empty: none writes
    writer: Server
    searcher: Server
    keeper: Server  # of feedback
    days: int  # that feedback is kept
    traced: bool
    logged: bool  # a line for each request
    counted: str
    signs_in: bool  # people, through a proxy
    closed: bool  # whoever comes must be known
    encoder: str  # empty: the one that ships
    organisation: str
    contact: str  # an e-mail address, or an address that begins with https://; empty: not set

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The machines that something of a question goes to before anybody presses a button."""
        servers = (self.writer, self.searcher, Server(Where.OUTSIDE, "LangSmith") if self.traced else Server())
        return tuple(dict.fromkeys(each.name for each in servers if each.is_elsewhere))


def facts_of(settings: Settings, environment: Mapping[str, str] = environ) -> Facts:
    """Raises SettingsError or KeysError where the settings contradict themselves."""
    answers, serving, gate = settings.answers, settings.serving, entrance(settings)
    model = "" if answers.model == QUOTING else answers.model
    limits = rates(settings.access)
    counts = limits.user and (gate.is_closed or limits.for_neighbours)
    return Facts(
        model=model,
        writer=_writer(model, answers.model_url),
        searcher=_server(settings.search.chroma_url),
        keeper=_server(serving.database_url.get_secret_value()),
        days=serving.feedback_days,
        traced=bool(model) and any(environment.get(each, "").lower() == "true" for each in TRACING),
        logged=bool(serving.log_format),
        counted=(settings.access.rate_limit or USUAL) if counts else "",
        signs_in=gate.proxy.signs_in,
        closed=gate.is_closed,
        encoder=settings.search.encoder,
        organisation=serving.organisation,
        contact=serving.contact,
    )


def _server(url: str) -> Server:
    return Server(where(url), host(url) or (url and "?"))


def _writer(model: str, url: str) -> Server:
    if model and not url:
        return Server(Where.MAKER, model.partition(":")[0])
    return _server(url) if model else Server()
