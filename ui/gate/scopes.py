"""What a visitor may be allowed to do."""

from enum import StrEnum


class Scope(StrEnum):
    """One thing that can be allowed. Keys and tokens name them as they stand here."""

    ANSWERS = "answers:read"  # ask and search under /v1
    SOURCES = "sources:read"  # read sources and provisions under /v1
    GIVE_FEEDBACK = "feedback:write"
    READ_FEEDBACK = "feedback:read"  # the overview of whoever owns the knowledge
    OPENAI = "openai"  # everything under /openai/v1
    MCP = "mcp"
    CHAT = "chat"  # the chat and the plain pages
    METRICS = "metrics"


OF_PEOPLE = frozenset(Scope) - {Scope.READ_FEEDBACK, Scope.METRICS}
OF_OWNERS = frozenset(Scope)
USUAL = (Scope.ANSWERS, Scope.SOURCES, Scope.GIVE_FEEDBACK)  # of a new key where nothing is named
