# The menu. `make` alone prints it; every target does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material prints at each build that it reaches its end of life in May 2027; README.md says what we do about it.
export NO_MKDOCS_2_WARNING := 1
# The only date in a build, that of the sitemap, is the commit's: the same input gives the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: menu site serve test looks check review bench shots lock clean
.DEFAULT_GOAL := menu

menu: ## Print this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/site.done ## Build the wiki into site/
	$(BIN)/mkdocs build --strict

serve: $(VENV)/site.done ## Show the wiki at http://127.0.0.1:8000/ and follow every change
	$(BIN)/mkdocs serve

test: $(VENV)/dev.done chromium ## Run all tests, those in a real browser too
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

looks: $(VENV)/dev.done chromium ## Test each kind of page in both widths and both schemes, crosswise too
	DRAGOMAN_ALL_LOOKS=1 $(BIN)/pytest tests/browser/test_pages.py -k accessible

check: $(VENV)/dev.done ## Check style, types and the glossary
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/dragoman check --print

review: $(VENV)/site.done ## Check a change since BASE (origin/main), say what it means and build a preview, in review/
	@PYTHON=$(BIN)/python scripts/review

bench: $(VENV)/bench.done ## Measure what linking costs; takes about half an hour
	$(BIN)/python scripts/bench.py

shots: $(VENV)/dev.done chromium ## Take the README's picture anew
	$(BIN)/python scripts/picture.py

lock: $(VENV)/dev.done ## Renew the locked dependencies from pyproject.toml
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/lock

clean: ## Delete everything that these targets made
	rm -rf site review $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: chromium
chromium:
	@scripts/chromium

$(VENV)/bin/python:
	@scripts/environment $(PYTHON) $(VENV)

# What the wiki is built with: locked, checked against its hashes, nothing built from source.
$(VENV)/site.done: requirements/site.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/site.txt
	@touch $@

$(VENV)/bench.done: requirements/bench.txt $(VENV)/dev.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml $(VENV)/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
