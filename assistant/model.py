"""A language model as the writer of answers, through LangChain. What it writes is checked like everything else."""

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.draft import Sentence, parse
from assistant.errors import AssistantError
from assistant.evidence import Found
from assistant.understanding import Query
from corpus.figures import in_words
from corpus.settings import AnswerSettings

PROMPT = Path(__file__).parent / "prompts" / "answer.md"
SECONDS = 60
BACK = "check BELEIDSWIJZER_MODEL, _MODEL_URL and _MODEL_KEY, or set BELEIDSWIJZER_MODEL=quoting to go without one"


class LanguageModel:
    """Any chat model that LangChain knows. It sees [1], [2], never an address."""

    def __init__(self, chat: BaseChatModel, name: str) -> None:
        self._chat, self.name = chat, name

    @classmethod
    def open(cls, settings: AnswerSettings) -> "LanguageModel":
        """Raises AssistantError where the settings name no model that can be made."""
        given = {"base_url": settings.model_url, "api_key": settings.model_key.get_secret_value()}
        options: dict[str, Any] = {key: value for key, value in given.items() if value}
        try:
            chat = init_chat_model(settings.model, temperature=0, timeout=SECONDS, max_retries=1, **options)
        except Exception as error:  # every provider's package has its own ways to refuse
            raise AssistantError(f"The language model {settings.model} cannot be used: {BACK}.") from error
        return cls(chat, settings.model)

    def compose(self, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """The sentences of its reply with the numbers it gave them."""
        prompt = Template(PROMPT.read_text(encoding="utf-8")).substitute(
            language={"nl": "Dutch", "en": "English"}[query.language],
            as_of=in_words(query.as_of, query.language),
            provisions="\n\n".join(_reading(number, found, query) for number, found in enumerate(evidence, 1)),
        )
        try:
            reply = self._chat.invoke([SystemMessage(prompt), HumanMessage(query.text)])
        except Exception as error:  # as above: connection, quota, wrong key
            raise AssistantError(f"The language model {self.name} does not answer: {BACK}.") from error
        return tuple(parse(reply.text))


def _reading(number: int, found: Found, query: Query) -> str:
    """One numbered provision: its name, from when it applies, our plain words, the official words."""
    provision = found.provision
    lines = [f"[{number}] {provision.name(query.language)}"]
    if provision.applies_from:
        lines.append(f"Applies from {in_words(provision.applies_from, query.language)}.")
    if provision.digest:
        lines.append(provision.digest.gist.inside(query.language))
    if text := provision.text(query.language):
        lines.append(text.words)
    return "\n".join(lines)
