"""Seals the test questions: a digest of their folder, a version and a reason for each change (evals/seal.toml)."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from corpus.errors import Refusal
from evals.cases import FOLDER

FILE = Path(__file__).parent / "seal.toml"
SEALED = FOLDER / "test"


class SealError(Refusal):
    """Sealing that would say nothing."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One version of the sealed questions."""

    version: int
    day: date
    reason: str
    digest: str


def folder_digest(folder: Path) -> str:
    """sha256 over the names and the bytes of its YAML files, in the order of their names."""
    whole = sha256()
    for file in sorted(folder.glob("*.yaml")):
        whole.update(f"{file.name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def seals(file: Path = FILE) -> tuple[Seal, ...]:
    """All versions, oldest first."""
    if not file.exists():
        return ()
    stored = tomllib.loads(file.read_text(encoding="utf-8")).get("seal", [])
    return tuple(Seal(each["version"], each["day"], each["reason"], each["digest"]) for each in stored)


def seal(reason: str, day: date, folder: Path = SEALED, file: Path = FILE) -> Seal:
    """Add a version. Raises SealError without a reason, or where nothing has changed."""
    if not reason.strip():
        raise SealError('A seal needs a reason: python -m evals seal --reason "…".')
    before, digest = seals(file), folder_digest(folder)
    if before and before[-1].digest == digest:
        raise SealError(f"The test questions are as version {before[-1].version} sealed them; nothing to seal.")
    new = Seal(len(before) + 1, day, " ".join(reason.split()), digest)
    with file.open("a", encoding="utf-8") as out:
        reason_in_toml = json.dumps(new.reason, ensure_ascii=False)  # a JSON string is a TOML basic string
        out.write(
            f"\n[[seal]]\nversion = {new.version}\nday = {new.day}\nreason = {reason_in_toml}\n"
            f'digest = "{new.digest}"\n'
        )
    return new


def broken(folder: Path = SEALED, file: Path = FILE) -> str:
    """Empty where the folder is as it was sealed, otherwise a sentence."""
    known = seals(file)
    again = 'python -m evals seal --reason "…"'
    if not known:
        return f"The test questions are not sealed yet: {again}."
    if known[-1].digest != folder_digest(folder):
        return f"The test questions differ from seal {known[-1].version} of {known[-1].day}: put them back, or {again}."
    return ""
