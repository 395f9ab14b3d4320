"""The settings as a backup tells them: what is not as it comes, and of secrets that they are set, not what they are."""

import json
import re
from dataclasses import fields
from pathlib import Path

from pydantic import SecretStr

from corpus.settings import PREFIX, Settings
from ui.backup.lines import Setting

_WITH_PASSWORD = re.compile(r"://[^/]*@")


def configured(settings: Settings) -> tuple[Setting, ...]:
    """In the order of their groups. No file that a setting names is taken along."""
    found = []
    for group in (getattr(settings, each.name) for each in fields(settings)):
        for name, known in type(group).model_fields.items():
            value = getattr(group, name)
            if value != known.get_default(call_default_factory=True):
                found.append(Setting(f"{PREFIX}{name.upper()}", _told(value)))
    return tuple(found)


def differences(then: tuple[Setting, ...], now: tuple[Setting, ...]) -> list[str]:
    """What to set by hand, a sentence each: settings stand in the environment, which no program changes for itself."""
    here, said = {each.name: each for each in now}, []
    for each in then:
        if each.value is None:
            if each.name not in here:
                said.append(f"{each.name} was set and is not set here; a backup holds no secrets.")
        elif each.name not in here:
            said.append(f"{each.name} was {each.value} and is not set here.")
        elif here[each.name].value != each.value:
            said.append(f"{each.name} was {each.value} and is {here[each.name].value or 'something else'} here.")
    return said


def _told(value: object) -> str | None:
    if isinstance(value, SecretStr):
        return None
    text = str(value) if isinstance(value, str | int | Path) else json.dumps(value)
    return None if _WITH_PASSWORD.search(text) else text
