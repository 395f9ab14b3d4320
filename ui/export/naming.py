"""The name of the file that a reader takes away."""

import re
import unicodedata
from datetime import date

from assistant.types import Answer, Language
from ui.words import word

LONGEST = 40  # characters of a question in the name


def file_name(answer: Answer, day: date, ending: str, language: Language) -> str:
    """ "notitie-2026-11-26-logbestanden-bewaren.docx": what it is, the day, and the telling words of the question."""
    plain = unicodedata.normalize("NFKD", answer.question).encode("ascii", "ignore").decode()
    skipped = set(word("note.skipped", answer.language).split())
    name = ""
    for each in re.findall(r"[a-z0-9]+", plain.lower()):
        if each not in skipped and len(name) + len(each) < LONGEST:
            name += f"-{each}"
    return f"{word('note.file', language)}-{day.isoformat()}{name}.{ending}"
