"""Imports go one way, each library has its named files, and the generic folder names are ours alone."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "corpus": set(),
    "indexing": {"corpus"},
    "assistant": {"corpus", "indexing"},
    "ui": {"corpus", "assistant"},
    "evals": {"corpus", "indexing", "assistant", "ui"},
}
ONLY_IN = {
    "httpx": {"corpus/fetching/downloads.py"},
    "lxml": {"corpus/readers/"},
    "pypdfium2": {"corpus/readers/pdf.py", "corpus/readers/pdf_probe.py"},
    "docx": {"corpus/readers/docx.py", "ui/export/word.py", "ui/export/footnotes.py"},
    "transformers": {"evals/shape.py"},
    "yaml": {"corpus/digests.py", "evals/cases.py"},
    "pydantic_settings": {"corpus/settings.py"},
    "dotenv": {"corpus/settings.py"},
    "chromadb": {"indexing/vectors.py", "evals/alternatives.py"},
    "bm25s": {"indexing/keywords.py", "indexing/words.py", "evals/alternatives.py"},
    "Stemmer": {"indexing/words.py"},
    "sentence_transformers": {"indexing/encoders.py", "indexing/reranking.py", "indexing/training/"},
    "torch": {"indexing/training/"},
    "tokenizers": {"indexing/static.py", "indexing/training/"},
    "safetensors": {"indexing/static.py"},
    "langchain": {"assistant/model.py", "evals/judge.py"},
    "langchain_core": {"assistant/model.py", "assistant/retriever.py", "evals/judge.py", "evals/obeying.py"},
    "langchain_text_splitters": {"evals/alternatives.py"},
    "matplotlib": {"evals/plots.py"},
    "tqdm": {"corpus/progress.py"},
    "tiktoken": {"assistant/budget.py"},
    "gradio": {"ui/chat/"},
    "mcp": {"ui/mcp/"},
    "jwt": {"ui/gate/tokens.py"},
    "prometheus_client": {"ui/watch/figures.py"},
    "sqlalchemy": {"ui/feedback/"},
    "alembic": {"ui/feedback/migrating.py", "ui/feedback/migrations/"},
    "playwright": {"ui/browsing.py", "ui/screenshot.py", "ui/pace.py", "ui/walk.py"},
}
OF_SERVERS_ONLY = {"fastapi", "starlette", "uvicorn"}
SERVERS = {"ui/", "evals/peer.py"}
MOST_LINES = 200


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(file: Path) -> set[str]:
    """The dotted names that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_point_one_way(folder: str) -> None:
    found = {name.partition(".")[0] for file in files(folder) for name in imports(file)}

    assert found & set(MAY_IMPORT) - {folder} <= MAY_IMPORT[folder]


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_each_library_lives_in_its_named_files(folder: str) -> None:
    for file in files(folder):
        place = file.relative_to(ROOT).as_posix()
        for library in {name.partition(".")[0] for name in imports(file)}:
            allowed = ONLY_IN.get(library, SERVERS if library in OF_SERVERS_ONLY else {""})
            assert any(place.startswith(each) for each in allowed), f"{place} imports {library}"


def test_the_chat_does_not_know_that_an_index_exists() -> None:
    assert not {name for file in files("ui") for name in imports(file) if name.startswith("indexing")}


def test_the_evaluation_knows_of_the_page_only_what_a_reader_sees() -> None:
    found = {(file.name, name) for file in files("evals") for name in imports(file) if name.split(".")[0] == "ui"}

    assert found == {("seen.py", "ui.rendering")}


@pytest.mark.parametrize("folder", [*MAY_IMPORT, "tests"])
def test_no_other_package_has_one_of_our_names(folder: str) -> None:
    assert set(packages_distributions().get(folder, [])) <= {"beleidswijzer"}


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_every_file_says_what_it_is_and_stays_readable(folder: str) -> None:
    for file in files(folder):
        text = file.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{file} has no docstring"
        assert len(text.splitlines()) <= MOST_LINES, f"{file} is too long"
