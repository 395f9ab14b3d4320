"""How often: token buckets in memory.

In memory, because the service keeps no state but feedback, and a limit is a brake, not a bill. Each replica counts for
itself: with three of them somebody can ask three times as much. Where that is too much, the proxy counts.
"""

import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from corpus.errors import SettingsError
from corpus.settings import AccessSettings

USUAL, TIMES = "60/minute", 10  # of one person; and how many people may stand behind one key
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
MOST = 50_000  # buckets that are kept; of more, the one that was quiet longest is forgotten
_SHAPE = re.compile(r"([1-9][0-9]{0,5})/(second|minute|hour|day)")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many questions in so many seconds; all of them may come at once."""

    amount: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Where somebody stands. `wait` is 0 where they may go on, otherwise the seconds until they may."""

    rate: Rate
    left: int
    full: int  # seconds until nothing is counted any more
    wait: int


def rate(setting: str, name: str) -> Rate | None:
    """As it is written in a setting; None is no limit. Raises SettingsError that names the setting."""
    if setting == "off":
        return None
    found = _SHAPE.fullmatch(setting)
    if not found:
        raise SettingsError(f"The setting {name} cannot be used: write it as 60/minute, or off.")
    return Rate(int(found[1]), UNITS[found[2]])


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one person, and of all people behind one key; None is no limit. `for_neighbours`: also where nobody signs in."""

    user: Rate | None
    key: Rate | None
    for_neighbours: bool


def rates(access: AccessSettings) -> Rates:
    """As the settings say. Raises SettingsError."""
    user = rate(access.rate_limit or USUAL, "BELEIDSWIJZER_RATE_LIMIT")
    key = Rate(user.amount * TIMES, user.seconds) if user else None
    if access.key_rate_limit:
        key = rate(access.key_rate_limit, "BELEIDSWIJZER_KEY_RATE_LIMIT")
    return Rates(user, key, bool(access.rate_limit))


class Buckets:
    """One for each name. A bucket fills up evenly, and a question takes one out of it."""

    def __init__(self, each: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._clock = each, clock
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # digest of the name → what was left, when
        self._lock = Lock()

    def take(self, name: str, cost: float) -> Counted:
        """Take it where it is there; nothing is taken where it is not."""
        key, now, speed = sha256(name.encode()).digest(), self._clock(), self.rate.amount / self.rate.seconds
        with self._lock:
            left, then = self._left.get(key, (float(self.rate.amount), now))
            left = min(self.rate.amount, left + (now - then) * speed)
            wait = max(0, math.ceil((cost - left) / speed - 1e-9))
            left -= 0 if wait else cost
            self._left[key] = (left, now)
            self._left.move_to_end(key)
            while len(self._left) > MOST:
                self._left.popitem(last=False)
        return Counted(self.rate, int(left + 1e-9), math.ceil((self.rate.amount - left) / speed - 1e-9), wait)
