"""The figures: those of the page as SVG, that of growth as PNG. matplotlib lives here."""

import io
from collections.abc import Mapping, Sequence
from itertools import cycle

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evals.calibration import Bin
from evals.intervals import Interval
from evals.retrieval import BUDGETS, RANKS, Trial
from evals.size import Size

INK, GRID = "#154273", "#d5dbe3"  # the blue of Dutch central government
COLOURS = ("#154273", "#c4550c", "#3f7d20", "#8a3b8f", "#6b6f76")
MARKS = ("o", "s", "^", "D", "v")  # told apart without colour
mpl.rcParams.update(
    {"svg.hashsalt": "beleidswijzer", "font.family": "sans-serif", "font.size": 10, "svg.fonttype": "none"}
)


def bars(figures: Mapping[str, tuple[Interval, int]]) -> str:
    """A dot with its interval for each name, the first one on top."""
    figure, axes = _canvas(7.2, 0.6 + 0.3 * len(figures))
    names = list(figures)[::-1]
    for place, name in enumerate(names):
        interval, _ = figures[name]
        axes.plot([interval.low, interval.high], [place, place], color=INK, linewidth=2, alpha=0.35)
        axes.plot(interval.mean, place, "o", color=INK)
    axes.set_yticks(range(len(names)), [f"{name} ({figures[name][1]})" for name in names])
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1))
    axes.grid(axis="x", color=GRID)
    return _svg(figure)


def curves(trials: Sequence[Trial], by: str) -> str:
    """Hit by rank or by tokens read, one line a retriever."""
    figure, axes = _canvas(5.4, 3.4)
    places = list(RANKS) if by == "rank" else list(BUDGETS)
    for trial, colour, mark in zip(trials, cycle(COLOURS), cycle(MARKS), strict=False):
        values = trial.by_rank if by == "rank" else trial.by_tokens
        axes.plot(places, values, color=colour, marker=mark, markersize=4, linewidth=1.6, label=trial.retriever)
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(mpl.ticker.PercentFormatter(1))
    axes.set_xticks(places)
    axes.set_xlabel("provisions read (k)" if by == "rank" else "tokens read")
    axes.grid(color=GRID)
    axes.legend(frameon=False, fontsize=8, loc="lower right")
    return _svg(figure)


def reliability(found: Mapping[str, Sequence[Bin]]) -> str:
    """How often it is right by how likely it is said to be, a line a set of questions; the grey line is what should be."""
    figure, axes = _canvas(5.4, 3.8)
    axes.plot([0, 1], [0, 1], color=GRID, linewidth=2)
    for (name, each), colour, mark in zip(found.items(), cycle(COLOURS), cycle(MARKS), strict=False):
        said, right = [one.said for one in each], [one.right for one in each]
        axes.plot(said, right, color=colour, marker=mark, markersize=5, linewidth=1.6, label=name)
        for one in each:
            axes.annotate(str(one.number), (one.said, one.right), (3, -11), textcoords="offset points", fontsize=8)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="likelihood said (beside each point: questions)", ylabel="right")
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    return _svg(figure)


def growth_chart(sizes: Sequence[Size]) -> bytes:
    """A PNG: milliseconds by passages, both on a logarithmic scale, the search and the two ways behind its meanings."""
    figure, axes = _canvas(6.4, 3.8)
    lines = {
        "search, p95": [each.search_p95 for each in sizes],
        "search, median": [each.search_p50 for each in sizes],
        "meanings compared exactly, median": [each.exact_p50 for each in sizes],
        "meanings from Chroma, median": [each.approximate_p50 for each in sizes],
    }
    for (name, values), colour, mark in zip(lines.items(), cycle(COLOURS), cycle(MARKS), strict=False):
        axes.loglog([each.passages for each in sizes], values, color=colour, marker=mark, linewidth=1.6, label=name)
    axes.set_xlabel("passages in the index")
    axes.set_ylabel("milliseconds")
    axes.grid(color=GRID)
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=120, metadata={"Software": None})
    return out.getvalue()


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


def _svg(figure: Figure) -> str:
    """Without the XML heading, transparent, words as words."""
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue().partition("<svg")[1] + out.getvalue().partition("<svg")[2]
