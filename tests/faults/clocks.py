"""The clock of a machine that answers, set years back and years ahead while it runs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant import Assistant
from assistant.quoting import QuotingModel
from assistant.types import Answer, Question
from assistant.types import Outcome as Ending
from indexing.encoders import open_encoder
from indexing.opening import LiveIndex
from tests.faults.outcome import Outcome, lost
from tests.faults.small import FINDS, QUESTION, build_here
from ui.gate.rate import Buckets, Rate

DAY = date(2026, 11, 23)
CLOCKS = (date(1970, 1, 1), date(2019, 2, 3), date(2026, 11, 24), date(2031, 12, 31), date(9999, 12, 31))


def clock_of_server_changed(data: Path) -> Outcome:
    """A question with a day gets the same answer whatever the clock says; one without says which day it was answered for."""
    build_here(data / "index")
    today, losses = DAY, []
    house = Assistant(LiveIndex(data / "index", open_encoder()), QuotingModel(), 6000, lambda: today)
    before = _timeless(house.answer(Question(QUESTION, as_of=DAY)))
    for today in CLOCKS:
        dated, undated = house.answer(Question(QUESTION, as_of=DAY)), house.answer(Question(QUESTION))
        losses.append("" if _timeless(dated) == before else f"on {today} the law of {DAY} is another")
        losses.append("" if undated.as_of == today else f"on {today} the answer says that it is of {undated.as_of}")
        if today > DAY:
            found = FINDS in {each.provision for each in undated.citations} and undated.outcome is Ending.ANSWERED
            losses.append("" if found else f"on {today} the provision is not found")
    losses.append(_limit_that_trusts_the_clock())
    made = f"set to {', '.join(map(str, CLOCKS))} while it ran"
    happened = "a question with a day had the same answer; one without had the day of the clock on it; limits count by another clock"
    return Outcome("the clock of the server jumps", made, happened, lost(*losses), len(CLOCKS))


def _timeless(answer: Answer) -> Answer:
    return replace(answer, id="", seconds=0.0)


def _limit_that_trusts_the_clock() -> str:
    """Who used up a limit does not get it back by a clock; the counters take time.monotonic, and this is what that gives."""
    counters = Buckets(Rate(1, 86400))
    counters.take("x", 1.0)
    return "" if counters.take("x", 1.0).wait > 0 else "a limit could be asked for twice"
