"""axe-core in a page, as the package for Playwright brings it along: pip puts it there, so no test fetches anything.

Of what is in order only the number leaves the browser: with every node of it a report took longer to hand over than to
make.
"""

from functools import cache
from importlib.resources import files

ASK = """options => axe.run(document, {...options, resultTypes: ["violations", "incomplete"]}).then(found => ({
  violations: found.violations,
  passes: found.passes.length,
  incomplete: found.incomplete.map(each => [each.id, each.nodes.length]),
  axe: found.testEngine.version,
}))"""
# What a look can change. The words, roles and names of a page are the same in the dark, and its colours on a phone; what
# its width hides, folds or moves is held against every other rule once more.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LAYOUT = {"rules": {"color-contrast": {"enabled": False}}}


@cache
def _source():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def looked_at(page, **options):
    """What axe finds in the page as it is now: `violations`, and how many rules it passes."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    return page.evaluate(ASK, options)
