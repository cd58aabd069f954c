# Everything happens in .venv; nothing else on the machine is touched.
# Another Python: make play PYTHON=/path/to/python3.13

VENV := .venv
PYTHON ?=
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --quiet --quiet --disable-pip-version-check
ARGS ?=
# A few tests at a time to each worker, so that none is left with all of the long ones.
PYTEST := $(RUN) -m pytest --numprocesses auto --maxschedchunk 2

.DEFAULT_GOAL := help
.PHONY: help play test test-postgres check format lint types contracts fast-tests kernel bench
.PHONY: picture docs clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

play: $(VENV)/.play ## Set up what is missing and play; ARGS="first-steps --seed 7" is handed on
	@$(RUN) -m game $(ARGS)

test: $(VENV)/.dev ## Set up what is missing and run the whole suite, slow tests too
	@$(PYTEST) -m "not postgres" $(ARGS)

test-postgres: $(VENV)/.dev ## Run the tests that need PostgreSQL, on a server of their own on loopback
	@if ! command -v initdb >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	    && [ -z "$$BUFFER_STATE_TEST_POSTGRES" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing PostgreSQL …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y -qq --no-install-recommends postgresql >/dev/null; \
	  else \
	    echo "PostgreSQL is missing; install it (Debian, Ubuntu: apt install postgresql)," >&2; \
	    echo "or name a server: BUFFER_STATE_TEST_POSTGRES=postgresql://USER@HOST/DATABASE" >&2; \
	    exit 1; \
	  fi; \
	fi
	@$(PYTEST) -m postgres $(ARGS)

check: format lint types contracts fast-tests ## What must pass before a commit

format: $(VENV)/.dev
	@$(RUN) -m ruff format --check .

lint: $(VENV)/.dev
	@$(RUN) -m ruff check .

types: $(VENV)/.dev
	@$(RUN) -m mypy

contracts: $(VENV)/.dev
	@$(VENV)/bin/lint-imports

fast-tests: $(VENV)/.dev
	@$(PYTEST) -m "not slow and not postgres"

kernel: $(VENV)/.dev ## Compile what plays many games, or each process would that is first to need it
	@$(RUN) -c 'from game.engine.batch.kernels import warm_up; warm_up().join()'

bench: $(VENV)/.dev ## Measure speed as ratios, each pair in one run
	@for script in benchmarks/bench_*.py; do $(RUN) "$$script" || exit; done

docs: $(VENV)/.docs ## Build the pages of docs/ as a site in build/site, without a warning
	@NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --strict --quiet
	@echo "build/site/index.html"

picture: $(VENV)/.dev ## Take the pictures of README and pages from the program itself
	@$(RUN) docs/picture.py

clean: ## Remove the environment, caches and builds; saves stay
	rm -rf $(VENV) build dist .coverage .coverage.* htmlcov
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find game tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make environments. Each is run and not just looked
# up, since version managers put commands on the path that only say which version is missing.
$(RUN):
	@found= old=1; \
	for name in "$(PYTHON)" python3.13 python3.12 python3.11 python3.14 python3 python; do \
	  [ -n "$$name" ] || continue; \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  old=; \
	  "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1 || { bare=$$name; continue; }; \
	  found=$$name; break; \
	done; \
	if [ -n "$$old" ]; then \
	  echo "Buffer State needs Python 3.11 or newer, and none was found." >&2; \
	  echo "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)" >&2; \
	  echo "or name one: make play PYTHON=/path/to/python3" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "$$bare has no module venv, which the set-up needs." >&2; \
	  echo "Install it (Debian, Ubuntu: apt install python3-venv) and try again." >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version) …"; \
	"$$found" -m venv --clear $(VENV)

$(VENV)/.play: pyproject.toml $(RUN)
	@echo "Installing what the game needs …"
	@$(PIP) install --editable '.[fast]' 2>/dev/null || $(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(RUN)
	@echo "Installing what the game and its tests need …"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.play

$(VENV)/.docs: pyproject.toml $(VENV)/.dev
	@echo "Installing what the site is built with …"
	@$(PIP) install --editable '.[docs]'
	@touch $@
