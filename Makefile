# Each target makes .venv when needed; a second call does not install again.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo run test check format model ocr eval faults bench walk catalogues lock

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Compiled by the build hook, and again when a translation changed. The catalogues have no header
# (its dates would change with every run), which counts as fuzzy; check.py refuses real fuzziness.
.venv/catalogues: .venv/installed $(wildcard locales/*/LC_MESSAGES/*.po)
	$(BIN)/pybabel --quiet compile --use-fuzzy --domain bot --directory locales
	@touch $@

demo: .venv/catalogues ## play the seed case in the terminal: no token, no network
	@$(BIN)/jieti demo

run: .venv/catalogues ## serve Telegram (JIETI_TOKEN) with your own database
	@$(BIN)/jieti run

test: .venv/catalogues ## all tests
	$(BIN)/python -m pytest

check: .venv/catalogues ## format, lint, types, which room knows which, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python locales/check.py

format: .venv/catalogues ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

model: .venv/catalogues ## train the model of the understanding from its phrases
	$(BIN)/python -m bot.hearing.training

ocr: .venv/catalogues ## also read photographed bills (some 400 MB), and test that
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[ocr]"
	$(BIN)/python -m pytest tests/understanding/test_photo.py tests/telegram/test_photos.py

eval: .venv/catalogues ## how well phrases are understood that the model was not trained on
	$(BIN)/jieti eval tests/phrases.json
	$(BIN)/jieti eval tests/held_out.json

faults: .venv/catalogues ## 200 kills and every other fault, and what was lost (some minutes)
	$(BIN)/python -m tests.faults

bench: .venv/catalogues ## what rules and answers cost, as ratios to a bare loop and a bare echo bot
	$(BIN)/python -m tests.bench_rules
	$(BIN)/python -m tests.bench_understanding
	$(BIN)/python -m tests.bench_wire

walk: .venv/catalogues ## what one question and one album cost: statements, readings, papers, files
	@$(BIN)/python -m tests.walk

catalogues: .venv/installed ## collect the sentences of the code into locales/
	$(BIN)/python locales/check.py --update

lock: .venv/installed ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--extra dev --output-file requirements.lock pyproject.toml
