# The menu. `make` alone prints it; every target does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material prints at each build that it reaches its end of life in May 2027; README.md says what we do about it.
export NO_MKDOCS_2_WARNING := 1
# A build bears the commit's date, so that the same input gives the same bytes; without a commit, it bears today's.
export SOURCE_DATE_EPOCH ?= $(shell git -c safe.directory='*' log -1 --format=%ct 2>/dev/null || date +%s)

.PHONY: menu site serve test publish rollback folder kill load looks lighthouse properdocs fuzz check review bench shots lock audit clean
.DEFAULT_GOAL := menu

menu: ## Print this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/site.done ## Build the wiki into site/
	@PYTHON=$(BIN)/python scripts/site

serve: $(VENV)/site.done ## Show the wiki at http://127.0.0.1:8000/ and follow every change
	$(BIN)/python -m $(or $(DRAGOMAN_GENERATOR),mkdocs) serve

test: $(VENV)/dev.done chromium nginx ## Run all tests, those in a real browser too
	$(BIN)/pytest -n 2 --dist worksteal $(TESTS)

publish: $(VENV)/site.done ## Publish a new release into the folder TO, e.g. TO=/srv/wiki
	PYTHONPATH=hooks $(BIN)/python -m dragoman publish $(or $(TO),$(error Say where to: make $@ TO=/srv/wiki))

rollback: $(VENV)/site.done ## Show readers of the folder TO the release before
	PYTHONPATH=hooks $(BIN)/python -m dragoman publish --rollback $(or $(TO),$(error Say where: make $@ TO=/srv/wiki))

folder: $(VENV)/site.done ## Pack the wiki as wiki.zip, which opens by double click without a server
	PYTHONPATH=hooks $(BIN)/python -m dragoman folder -o wiki.zip

kill: $(VENV)/dev.done nginx ## Kill twenty publications while readers read, and twenty builds: there must never be half a site
	DRAGOMAN_KILLS=20 $(BIN)/pytest tests/test_publishing.py tests/test_operating.py -k killed

load: $(VENV)/dev.done nginx ## Measure how many pages a second one worker of nginx serves under the wiki's policy
	$(BIN)/python scripts/load.py

looks: $(VENV)/dev.done chromium ## Test each kind of page in each look, on paper, in large letters, by keyboard, and with hostile texts
	DRAGOMAN_ALL_LOOKS=1 $(BIN)/pytest -n 2 --dist worksteal tests/browser -k "accessible or cut or stop or runs"

lighthouse: $(VENV)/dev.done chromium nginx ## Measure five pages with Lighthouse; needs Node.js, takes about ten minutes
	$(BIN)/python scripts/lighthouse.py

properdocs: $(VENV)-properdocs/properdocs.done $(VENV)/site.done chromium nginx ## Run all tests with ProperDocs in MkDocs's place, and compare what both build
	scripts/same $(BIN)/python $(VENV)-properdocs/bin/python
	DRAGOMAN_GENERATOR=properdocs $(VENV)-properdocs/bin/pytest -n 2 --dist worksteal $(TESTS)

fuzz: $(VENV)/dev.done ## Try ever new inputs for MINUTES (10), from SEED (1): nothing may run, get lost or crash
	$(BIN)/python scripts/fuzz.py $(or $(MINUTES),10) $(or $(SEED),1)

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
	$(MAKE) $(VENV)/dev.done
	$(BIN)/python scripts/licences.py

audit: $(VENV)/dev.done ## Look the locked dependencies up among known vulnerabilities
	UV=$(BIN)/uv scripts/audit

clean: ## Delete everything that these targets made
	rm -rf site site.tmp.* site.old wiki.zip review $(VENV) $(VENV)-properdocs .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: chromium nginx
chromium:
	@scripts/chromium

# Its tests are skipped where it can't be had.
nginx:
	@scripts/nginx --install || true

$(VENV)/bin/python:
	@scripts/environment $(PYTHON) $(VENV)

# What the wiki is built with: locked, checked against its hashes, nothing built from source.
$(VENV)/site.done: requirements/site.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/site.txt
	@touch $@

$(VENV)/bench.done: requirements/bench.txt $(VENV)/dev.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

# An environment of its own that differs in nothing else. What asks for MkDocs by name is not told: hence --no-deps.
$(VENV)-properdocs/properdocs.done: requirements/properdocs.txt requirements/dev.txt pyproject.toml
	$(MAKE) VENV=$(VENV)-properdocs $(VENV)-properdocs/dev.done
	$(VENV)-properdocs/bin/python -m pip uninstall --quiet --disable-pip-version-check --yes mkdocs mkdocs-get-deps
	$(VENV)-properdocs/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements/properdocs.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml $(VENV)/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
