"""One HTML page that stands alone: figures, curves, and what went wrong question by question."""

import re
from collections.abc import Iterator
from html import escape

from evals.calibration import bins
from evals.metrics import is_expected
from evals.plots import bars, curves, reliability
from evals.report import LEARNT, answers, attacks, external, groups, heading, languages, likelihoods, retrieval
from evals.run import Find, Row, Run

STYLE = """
:root { color-scheme: light; --ink: #1b2733; --soft: #5a6673; --line: #d5dbe3; --blue: #154273; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
h1, h2, h3 { color: var(--blue); line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 2px solid var(--blue); padding-bottom: .3rem; }
p.setting, small { color: var(--soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { white-space: nowrap; }
figure { margin: 1rem 0; display: inline-block; vertical-align: top; }
figcaption { font-weight: 600; max-width: 30rem; }
svg { max-width: 100%; height: auto; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem; margin: .5rem 0; }
summary { cursor: pointer; }
summary:focus-visible { outline: 3px solid #ffb612; }
blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); white-space: pre-line; }
"""


def page(run: Run, before: Run | None) -> str:
    """The whole document; it loads nothing from anywhere."""
    intro = (
        "Intervals are 95 % bootstrap intervals over the questions. A star marks a difference from the baseline that "
        "does not hold zero. The test questions are sealed: they appear in totals only."
    )
    body = "\n".join(
        [
            "<h1>Beleidswijzer: how good are the answers?</h1>",
            f'<p class="setting">{escape(heading(run, before))} · {escape(run.made_at)}</p>',
            f"<p>{intro}</p>",
            "<h2>Answers</h2>",
            _table(answers(run, before)),
            *([f"<h2>Attacks</h2>{_table(attacks(run))}"] if run.attacks else []),
            "<h2>Strict accuracy by source, type and language</h2>",
            *_accuracy(run),
            "<h2>Likelihood of the first provision, and how often it is right</h2>",
            *_likelihoods(run),
            *_searching(run),
            "<h2>What went wrong (dev)</h2>",
            *(_story(row) for row in run.worst(len(run.rows))),
        ]
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Beleidswijzer: evaluation of {escape(run.made_at[:10])}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _accuracy(run: Run) -> Iterator[str]:
    for kind, figures in groups(run).items():
        if figures:
            yield _figure(f"By {kind} (questions)", bars(figures))


def _likelihoods(run: Run) -> Iterator[str]:
    found = {f"{split} ({how})": list(bins(run.split(split))) for split, how in LEARNT.items()}
    yield _figure("How often the first provision is right, by its likelihood", reliability(found))
    yield _table(likelihoods(run))


def _searching(run: Run) -> Iterator[str]:
    if not run.trials:
        return
    yield "<h2>Retrieval, ours and what one would pick instead</h2>"
    yield "<p>All read the same texts in the question's words, best first, until 2,000 tokens are read.</p>"
    for name, level in dict.fromkeys((trial.set, trial.level) for trial in run.trials):
        trials = [trial for trial in run.trials if (trial.set, trial.level) == (name, level)]
        number = len(trials[0].values["MRR"])
        if number:
            title = f"{name}, {level} level, {number} questions"
            yield _figure(f"{title}: hit@k", curves(trials, "rank"))
            yield _figure(f"{title}: hit by tokens read", curves(trials, "tokens"))
    yield _table(retrieval(run))
    yield f"<h2>Across languages, hit@5</h2>{_table(languages(run))}"
    yield f"<h2>Sets that others published</h2>{_table(external(run))}"


def _story(row: Row) -> str:
    story = row.story
    assert story
    finds = "".join(_find(place, each, story.expected) for place, each in enumerate(story.considered, 1))
    return (
        f"<details><summary><strong>{escape(row.id)}</strong> {escape(story.question)}<br>"
        f"<small>{escape('; '.join(story.causes))}</small></summary>\n"
        f"<p>Expected {escape(', '.join(story.expected) or 'no provision')}; {escape(story.outcome)}:</p>"
        f"<blockquote>{escape(story.text)}</blockquote>"
        f'<div class="wide"><table><tr><th>rank<th>retrieved<th>score<th>found by<th>cited</tr>{finds}</table></div>'
        "</details>"
    )


def _find(place: int, find: Find, expected: tuple[str, ...]) -> str:
    name = escape(find.provision)
    name = (
        f"<strong>{name}</strong> (expected)" if any(is_expected(find.provision, each) for each in expected) else name
    )
    used = "yes" if find.used else ""
    return f"<tr><td>{place}<td>{name}<td>{find.score:.2f}<td>{escape(', '.join(find.found_by))}<td>{used}</tr>"


def _figure(caption: str, svg: str) -> str:
    return f'<figure role="img" aria-label="{escape(caption)}"><figcaption>{escape(caption)}</figcaption>{svg}</figure>'


def _table(markdown: str) -> str:
    """The tables are Markdown first; text around them becomes paragraphs."""
    html = ""
    for block in re.split(r"\n\n+", markdown):
        if not block.startswith("|"):
            html += f"<p>{escape(block)}</p>"
            continue
        head, _, *rows = [line.strip("| ").split(" | ") for line in block.splitlines()]
        html += '<div class="wide"><table><tr>' + "".join(f"<th>{escape(cell)}" for cell in head) + "</tr>\n"
        html += "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) + "</tr>\n" for row in rows)
        html += "</table></div>"
    return html
