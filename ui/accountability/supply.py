"""`python -m ui.accountability.supply licences|sbom|audit`: what this service is made of, and what is known against it.

sbom and audit need `pip install -e '.[audit]'`; `make sbom` and `make audit` see to that.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.running import run
from ui.accountability.libraries import Library, libraries, refused, table

UNREACHED = (
    "The list of known weaknesses could not be reached, so {number} of {all} libraries were not held against it; run "
    "make audit where pypi.org answers."
)
MISSING = "This needs tools that are not installed: pip install -e '.[audit]'."


def main(arguments: list[str]) -> int:
    """0: done, and nothing against it; 1: not, and why stands on standard error; 2: wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ui.accountability.supply", description="What it is made of.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("licences", help="every library with its licence; fails where one is not on the list")
    made = commands.add_parser("sbom", help="a bill of materials in CycloneDX's JSON")
    made.add_argument("file", type=Path)
    commands.add_parser("audit", help="known weaknesses of these versions")
    options = parser.parse_args(arguments)
    found = libraries()
    if options.command == "licences":
        return _licences(found)
    return _sbom(found, options.file) if options.command == "sbom" else _audit(found)


def _licences(found: Sequence[Library]) -> int:
    print("\n".join(table(found)))
    for each in refused(found):
        said = each.licence or "no licence"
        print(f"{each.name}: {said} is not on the list in ui/accountability/licences.toml.", file=sys.stderr)
    return int(bool(refused(found)))


def _sbom(found: Sequence[Library], file: Path) -> int:
    if find_spec("cyclonedx_py") is None:
        return _failed(MISSING)
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--pyproject", "pyproject.toml", sys.executable]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # our own words  # noqa: S603
    if ended.returncode:
        return _failed("The bill of materials could not be made: cyclonedx-py says why with -v.")
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = only(json.loads(ended.stdout), found)
    file.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{file}: {len(whole['components'])} libraries")
    return 0


def only(bill: dict[str, Any], found: Sequence[Library]) -> dict[str, Any]:
    """The bill of materials without what merely lies in the same environment: tools and tests."""
    known = {(each.name, each.version) for each in found}

    def is_ours(component: dict[str, Any]) -> bool:
        return (component["name"].lower().replace("_", "-").replace(".", "-"), component["version"]) in known

    components = [each for each in bill["components"] if is_ours(each)]
    own = bill.get("metadata", {}).get("component", {}).get("bom-ref")
    kept = {each["bom-ref"] for each in components} | {own}
    dependencies = [
        each | ({"dependsOn": [ref for ref in each["dependsOn"] if ref in kept]} if "dependsOn" in each else {})
        for each in bill.get("dependencies", ())
        if each["ref"] in kept
    ]
    return bill | {"components": components, "dependencies": dependencies}


def _audit(found: Sequence[Library]) -> int:
    if find_spec("pip_audit") is None:
        return _failed(MISSING)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        pinned = (f"{each.name}=={each.version.partition('+')[0]}\n" for each in found)  # +cpu is a build, no version
        file.write_text("".join(pinned), encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(file), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]  # fmt: skip
        ended = subprocess.run(command, capture_output=True, text=True, check=False)  # our own words  # noqa: S603
    try:
        told = json.loads(ended.stdout)["dependencies"]
    except (ValueError, KeyError):
        return _failed(UNREACHED.format(number=len(found), all=len(found)))
    return _told(told)


def _told(told: Sequence[dict[str, Any]]) -> int:
    """What pip-audit found, a line each."""
    skipped = sum("skip_reason" in each for each in told)
    weak = [(each, one) for each in told for one in each.get("vulns", ())]
    for each, one in weak:
        mended = ", ".join(one.get("fix_versions", ())) or "nothing yet"
        print(f"{each['name']} {each['version']}: {one['id']}, mended in {mended}")
    if skipped:
        return _failed(UNREACHED.format(number=skipped, all=len(told)))
    print(f"{len(told)} libraries: {len(weak)} known weaknesses.")
    return int(bool(weak))


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    run(main)
