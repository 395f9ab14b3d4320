"""The settings: one frozen object in five groups, read once from the environment or `.env` (CONTRACTS 5).

It lies at the bottom of the street so that every command reads the same ones and refuses the same misspellings;
functions never read it, they take arguments.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, FilePath, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableSetting

from corpus.errors import SettingsError

PREFIX = "BELEIDSWIJZER_"
FILE = ".env"


def _reachable(contact: str) -> str:
    if contact and not re.fullmatch(r"https://[^\s<>\"]+|[^\s<>\"@:/]+@[^\s<>\"@:/]+", contact):
        raise PydanticCustomError("contact", "Write an e-mail address, or an address that begins with https://")
    return contact


class _Group(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=FILE, env_ignore_empty=True, frozen=True, extra="ignore", protected_namespaces=()
    )


class CorpusSettings(_Group):
    """Where texts come from and where they are kept."""

    data: Path = Path("var")
    mirror: Path | None = None
    network: Literal["on", "off"] = "on"
    own_documents: Path | None = None


class SearchSettings(_Group):
    """What searches."""

    encoder: str = ""  # empty: the one that ships
    reranker: str = ""  # empty: none
    chroma_url: str = ""  # empty: embedded


class AnswerSettings(_Group):
    """What writes the answer."""

    model: str = "quoting"  # or a LangChain name such as "openai:gpt-oss"
    model_url: str = ""
    model_key: SecretStr = SecretStr("")
    model_seconds: int = Field(default=60, ge=1)  # after which the quoting model answers instead
    context_tokens: int = Field(default=6000, ge=500)


class ServingSettings(_Group):
    """How the chat and the API are served."""

    root_path: str = ""
    embed_origins: tuple[str, ...] = ()
    database_url: SecretStr = SecretStr("")  # of feedback; empty: a SQLite file in the data folder
    theme: FilePath | None = None  # a style sheet that is served after our own tokens: an organisation's colours
    log_format: Literal["", "json"] = ""  # empty: warnings only, for people; json: a line for each request too
    feedback_days: int = Field(default=365, ge=1, le=3650)  # after which feedback is thrown away
    organisation: str = ""  # who offers this, in the texts that account for it
    contact: Annotated[str, AfterValidator(_reachable)] = ""  # of that organisation; also for reports of weaknesses


class AccessSettings(_Group):
    """Who may come in, how often, and for how long. Lists are written with commas."""

    api_keys: str = ""  # what `python -m ui.keys list --json` prints; empty: only the keys in the data folder
    oidc_issuer: str = ""  # the address of an OpenID provider whose bearer tokens are taken
    oidc_audience: str = ""  # the name under which that provider knows this service
    trusted_proxy: str = ""  # addresses or networks of the proxy before us
    user_header: str = ""  # in which that proxy names the person it signed in; empty: it signs nobody in
    owners: str = ""  # the people, as the proxy names them, who may see feedback and metrics
    rate_limit: str = ""  # of one person, such as 60/minute; empty: that, as soon as people sign in; or off
    key_rate_limit: str = ""  # of all people behind one key together; empty: ten times as much
    answers_at_once: int = Field(default=8, ge=1)  # for programs; the chat has a queue of its own
    request_seconds: int = Field(default=120, ge=1)  # after which a request is ended


_GROUPS = (CorpusSettings, SearchSettings, AnswerSettings, ServingSettings, AccessSettings)
NAMES = frozenset(PREFIX + field.upper() for group in _GROUPS for field in group.model_fields)


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them."""

    corpus: CorpusSettings
    search: SearchSettings
    answers: AnswerSettings
    serving: ServingSettings
    access: AccessSettings = field(default_factory=AccessSettings)

    @property
    def texts(self) -> Path:
        """The folder of fetched official texts."""
        return self.corpus.data / "texts"

    @property
    def index(self) -> Path:
        """The folder of indexes."""
        return self.corpus.data / "index"

    @property
    def mirror(self) -> str:
        """The full path of the mirror folder, so that an index can be held against it; empty: none."""
        return str(self.corpus.mirror.resolve()) if self.corpus.mirror else ""


def read_settings() -> Settings:
    """From the environment, then `.env`. Raises SettingsError naming the setting that is wrong."""
    refuse_unknown((*os.environ, *dotenv_values(FILE)))
    try:
        return Settings(CorpusSettings(), SearchSettings(), AnswerSettings(), ServingSettings(), AccessSettings())
    except UnreadableSetting as error:
        name = f"{PREFIX}EMBED_ORIGINS"  # the only one that is a list
        raise SettingsError(
            f'The setting {name} cannot be used: write it as ["https://intranet.example.org"].'
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(
            f"The setting {name} cannot be used: {first['msg']}. Mend it in the environment or {FILE}."
        ) from error


def refuse_unknown(names: Iterable[str]) -> None:
    """pydantic-settings does not see unknown variables, and a misspelt setting must not be lost in silence."""
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in NAMES:
            near = get_close_matches(name.upper(), NAMES, n=1, cutoff=0)[0]
            raise SettingsError(f"There is no setting {name}; the nearest is {near}. Rename or remove it.")
