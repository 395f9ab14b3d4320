"""The keys that open: those in the data folder, read again as soon as the file changes, and those in API_KEYS.

The file is for one machine, or for replicas that share the folder: a key that is made or revoked counts from the next
request on. The setting is for replicas that share nothing; there a change needs a restart.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from hmac import compare_digest
from pathlib import Path
from threading import Lock

from ui.gate.grants import Grant, KeysError, read, read_file
from ui.gate.key import digest, is_whole
from ui.gate.visitor import Kind, Refused, Visitor

SETTING = "BELEIDSWIJZER_API_KEYS"
UNKNOWN = Refused(401, "This key is not known here; ask who runs the service for one.", "invalid_token")


def today() -> date:
    """The day in UTC, as keys count it."""
    return datetime.now(UTC).date()


class Keyring:
    """Raises KeysError where the setting cannot be read, or names a key that the file has too."""

    def __init__(self, path: Path, setting: str = "", day: Callable[[], date] = today) -> None:
        self.path, self.day = path, day
        self._listed = read(setting, SETTING) if setting else ()
        self._kept: tuple[Grant, ...] = ()
        self._seen: tuple[int, int, int] | None = None
        self._lock = Lock()
        if twice := {each.name for each in self._listed} & {each.name for each in self._now()}:
            raise KeysError(f"{SETTING} and {path} both have a key {min(twice)}; rename or remove one.")

    @property
    def exists(self) -> bool:
        """Whether keys were ever made, revoked ones too: who revokes the last key does not open the door."""
        return bool(self._listed) or bool(self._now())

    def visitor(self, key: str) -> Visitor | Refused:
        """Whose key it is. Raises KeysError where the file cannot be read: then nobody comes in."""
        if not is_whole(key):
            return Refused(401, "This is no whole key; copy it again, from bwk_ to its last sign.", "invalid_token")
        mine, found = digest(key), None
        for each in (*self._listed, *self._now()):  # all of them, so that the time tells nothing
            if compare_digest(each.digest, mine):
                found = each
        if found is None or found.revoked:
            return UNKNOWN
        if found.expires < self.day():
            return Refused(401, "This key has expired; ask who runs the service for a new one.", "invalid_token")
        return Visitor(Kind.KEY, found.name, frozenset(found.scopes))

    def _now(self) -> tuple[Grant, ...]:
        """What the file says now; it is read only when it is another one than last time."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise KeysError(f"{self.path} cannot be reached.") from error
        sign = (state.st_ino, state.st_mtime_ns, state.st_size)
        with self._lock:
            if sign != self._seen:
                self._kept, self._seen = read_file(self.path), sign
            return self._kept
