# Two words are enough on a fresh machine: `make chat` and `make test`.
PYTHON ?= python3
RUN := .venv/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: chat serve texts index test check evals bench bench-large load faults lock accountability sbom licences audit
.DELETE_ON_ERROR:

chat: .venv/ready index
	$(RUN) -m ui

serve: chat

texts: .venv/ready
	$(RUN) -m corpus fetch
	$(RUN) -m indexing build

index: .venv/ready
	$(RUN) -m indexing build

# On both cores; a file's tests stay together, because they share what is slow to make.
test: .venv/ready-to-test
	$(RUN) -m pytest -n 2 --dist loadfile

check: .venv/ready-to-test
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(RUN) -m pytest -n 2 --dist loadfile

evals: .venv/ready index
	$(RUN) -m evals

bench: .venv/ready index
	$(RUN) -m evals bench --shape

bench-large: .venv/ready
	$(RUN) -m evals bench-large

load: .venv/ready index
	$(RUN) -m evals load --beside --write

faults: .venv/ready-to-test
	$(RUN) -m tests.faults

# The papers that account for it, from the settings of now.
accountability: .venv/ready
	$(RUN) -m ui.accountability var/accountability

sbom: .venv/ready-to-audit
	$(RUN) -m ui.accountability.supply sbom var/accountability/sbom.cdx.json

licences: .venv/ready-to-audit
	$(RUN) -m ui.accountability.supply licences

audit: .venv/ready-to-audit
	$(RUN) -m ui.accountability.supply audit

# Exact versions for every platform; pip reads them as constraints, so that an install can be repeated.
lock: .venv/ready
	$(PIP) uv
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-annotate --no-header \
		--upgrade --output-file constraints.txt pyproject.toml

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

.venv/ready-to-test: .venv/ready
	$(PIP) --editable '.[test]'
	touch $@

.venv/ready-to-audit: .venv/ready
	$(PIP) --editable '.[audit]'
	touch $@
