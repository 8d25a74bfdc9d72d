# Every target goes through .venv, which `setup` makes from requirements.lock.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
# One more than there are processors: some tests wait for clocks and servers.
WORKERS ?= $(shell "$(PYTHON)" -c 'import os; print((os.cpu_count() or 1) + 1)')
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UNFINISHED := $(VENV)/.unfinished
RUNNABLE := import pip, sys; sys.exit(sys.version_info < (3, 11))
# What Python compiled is kept, whatever the shell says: a suite starts hundreds of processes.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup demo test check soak bench names accuracy lock clean

setup: $(STAMP)

# A run that was interrupted leaves $(UNFINISHED) behind: the next one starts from an empty .venv.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "batchwatch needs Python 3.11 or newer: install it, or name it with make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "batchwatch needs Python 3.11 or newer, and $(PYTHON) is not: name another with make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@if test -e $(UNFINISHED) || ! $(BIN)/python -c '$(RUNNABLE)' 2>/dev/null; then "$(PYTHON)" -m venv --clear $(VENV); fi
	@touch $(UNFINISHED)
	@echo "installing the locked dependencies into $(VENV) (a few minutes the first time)" >&2
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@rm -f $(UNFINISHED)
	@touch $(STAMP)

demo: setup
	@$(BIN)/batchwatch demo

test: setup
	@$(BIN)/python -m pytest -m "not soak" -n $(WORKERS) --dist loadfile --no-loadscope-reorder

soak: setup
	@$(BIN)/python -m pytest -m soak --timeout 3600

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest tests/test_docs.py

bench: setup
	@$(BIN)/python -m bench

# The gazetteer, from the official rows and the aliases that people reviewed.
names: setup
	@$(BIN)/python -m extract.known.table_files

# docs/accuracy.md and its figures, from the articles in tests/gold and tests/unseen.
accuracy: setup
	@$(BIN)/python -m cli.accuracy

lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
