"""Facts of an installation in which only a few settings are set."""

from collections.abc import Callable

import pytest

from corpus.settings import AccessSettings, AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.accountability.facts import Facts, facts_of


@pytest.fixture
def facts(tmp_path) -> Callable[..., Facts]:
    """`facts(model="…")`: of settings in which only that is set."""

    def made(environment=None, **given) -> Facts:
        def of(kind):
            return kind(**{name: value for name, value in given.items() if name in kind.model_fields})

        others = (of(kind) for kind in (SearchSettings, AnswerSettings, ServingSettings, AccessSettings))
        return facts_of(Settings(CorpusSettings(data=tmp_path), *others), environment or {})

    return made
