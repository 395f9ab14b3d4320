"""Every example of docs/connect-your-intranet.md, as it stands there, against a running server."""

import asyncio
import configparser
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from mcp import Client, StdioServerParameters, stdio_client

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "connect-your-intranet.md").read_text(encoding="utf-8")
WRITTEN = "http://127.0.0.1:7860"  # what the page says
LABEL = {"nl": "AI-verordening, artikel 26, lid 6", "en": "AI Act, Article 26(6)"}
TOOLS = {"ask", "search", "get_provision", "list_sources", "what_changed"}


def blocks(language):
    """The examples in that language, named by the section they stand in."""
    found = []
    for section in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        name = section.partition("\n")[0]
        found += [pytest.param(code, id=name) for code in re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)]
    assert found, language
    return found


@pytest.fixture
def here(house_address):
    """`here(code)`: the same example for the server of this test."""
    return lambda code: code.replace(WRITTEN, house_address)


def test_every_example_is_tried_by_a_test_below():
    assert set(re.findall(r"^```(\w+)", TEXT, re.MULTILINE)) == {"console", "bash", "python", "javascript", "ini", "json", "html"}  # fmt: skip


@pytest.mark.parametrize("code", blocks("console"))
def test_a_word_of_the_makefile_is_there(code):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for line in code.splitlines():
        assert re.search(rf"^{line.removeprefix('make ')}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("code", blocks("bash"))
def test_an_example_for_the_shell_runs(here, code):
    if shutil.which("curl") is None:
        pytest.skip("no curl here: apt-get install curl")
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", here(code)], capture_output=True, text=True, timeout=60, check=False)  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    if '"fr"' in code:  # the one that goes wrong on purpose
        problem = json.loads(done.stdout)
        assert problem["status"] == 400
        assert {each["field"] for each in problem["errors"]} == {"asOf", "language"}
    else:
        assert "ai-act/art_26__para_6" in done.stdout


@pytest.mark.parametrize("code", blocks("python"))
def test_an_example_in_python_runs(here, monkeypatch, house_data, code):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(house_data))
    said = io.StringIO()

    with contextlib.redirect_stdout(said):
        exec(compile(here(code), "connect-your-intranet.md", "exec"), {"__name__": "__main__"})

    assert LABEL["en" if "How long" in code else "nl"] in said.getvalue()


@pytest.mark.parametrize("code", blocks("javascript"))
def test_an_example_in_javascript_runs(here, code):
    if shutil.which("node") is None:
        pytest.skip("no node here: apt-get install nodejs")
    done = subprocess.run(["node", "--input-type=module", "--eval", here(code)], capture_output=True, text=True, timeout=60, check=False)  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert "minstens zes maanden" in done.stdout
    assert done.stdout.count("…\n") > 1  # progress came first


@pytest.mark.parametrize("code", blocks("ini"))
def test_a_chat_program_finds_the_model_with_these_settings(here, code):
    settings = configparser.ConfigParser()
    settings.optionxform = str
    settings.read_string("[all]\n" + here(code))
    base, key = settings["all"]["OPENAI_API_BASE_URL"], settings["all"]["OPENAI_API_KEY"]

    listed = httpx.get(f"{base}/models", headers={"Authorization": f"Bearer {key}"}).json()

    assert [each["id"] for each in listed["data"]] == ["beleidswijzer"]


@pytest.mark.parametrize("code", blocks("json"))
def test_an_assistant_finds_the_tools_with_this_configuration(here, house_data, code):
    (given,) = next(iter(json.loads(here(code)).values())).values()
    if "url" in given:
        assert given["type"] == "http"
        target = given["url"]
    else:
        assert given["command"].endswith("/.venv/bin/python")
        environment = os.environ | {name: str(house_data) for name in given["env"]} | {"PYTHONPATH": str(ROOT)}
        target = stdio_client(StdioServerParameters(command=sys.executable, args=given["args"], env=environment))

    async def tools():
        async with Client(target) as client:
            return {each.name for each in (await client.list_tools()).tools}

    assert asyncio.run(tools()) == TOOLS


@pytest.mark.parametrize("code", blocks("html"))
def test_the_chat_is_shown_on_the_pages_that_may_and_on_no_others(page, here, intranet, elsewhere, code):
    """A real browser opens a page of the intranet, and one of somebody else, with the example on it."""
    for site in (intranet, elsewhere):
        site.page = f"<!doctype html><html lang='nl'><title>Intranet</title><h1>Intranet</h1>{here(code)}</html>"
    shown = page.frame_locator("iframe").locator("textarea")

    page.goto(intranet.origin)
    shown.first.wait_for()
    assert "Beleidswijzer" in page.frame_locator("iframe").locator("body").inner_text()

    page.goto(elsewhere.origin)
    page.wait_for_function("() => document.readyState === 'complete'")
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    assert shown.count() == 0
    assert 'title="' in code  # a frame without a name is silent to a screen reader
