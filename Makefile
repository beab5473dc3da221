# Every command sets up what it needs. The work is in config/environment.py (set-up) and tests/run.py (tests).
.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo test check law-mutation lock messages browser clean python
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PORT ?= 8000
SERVE ?= 1
BROWSER ?= 1
# The first of these that is new enough; `make PYTHON=/path/to/python …` names another.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done; echo missing)
endif

help: ## list the commands
	@echo "泉盾 Quandun. Commands:"
	@awk -F ' *:.*## ' '/^[a-z-]+ *:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: setup ## one matter from report to assessment, then the site (SERVE=0: end after the story; PORT=8000)
	@.venv/bin/quandun demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: setup-test ## everything: ruff, mypy, walls, tests on SQLite and PostgreSQL, browser (BROWSER=0 leaves that out)
	@.venv/bin/python -m tests.run $(if $(filter 0,$(BROWSER)),--no-browser)

check: setup-test ## the fast loop: ruff, mypy, walls, tests without a database
	@.venv/bin/python -m tests.run --fast

law-mutation: setup-test ## change every number of law, one at a time: an example, figure or text must turn red
	@.venv/bin/python -m tests.law.mutation

setup: python ## make .venv with what the product needs
	@$(PYTHON) config/environment.py product

setup-test: python ## make .venv with what the tests need as well
	@$(PYTHON) config/environment.py test

browser: python ## install Chromium and Chinese fonts where apt-get may be used
	@$(PYTHON) config/browsers.py

messages: setup ## update and compile the English translations
	@.venv/bin/quandun messages extract && .venv/bin/quandun messages compile

lock: python ## work out requirements*.lock anew
	@$(PYTHON) config/environment.py lock

clean: ## remove the environment, tools and caches (data in var/ stays)
	@echo "clean: .venv, .tools and caches"
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@test "$(PYTHON)" != missing || { echo "python 3.11 or newer is needed; none of python3, python3.11 … python3.14 is" >&2; exit 2; }
