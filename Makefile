# Countersign. `make help` says what there is; every target makes .venv first if it must.
.DEFAULT_GOAL := help
.PHONY: help venv demo up down test storm check tidy types walls needs bench tour css clean

BIN := .venv/bin
MEMBERS := shared-lib integrations storefront rx-portal deploy
SOURCES := $(addsuffix /src,$(MEMBERS))
TESTS ?= tests
# Members import one another by these names; DEP002 is left out because servers and drivers are run, not imported.
OURS := $(foreach package,shared_lib integrations,--known-first-party $(package))

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

demo: venv  ## start the clinic, play its story, stay up (ONCE=1: end with the story's status)
	@$(BIN)/clinic demo $(if $(ONCE),--once)

up: venv  ## start the clinic and wait until it is ready
	@$(BIN)/clinic up

down: venv  ## stop the clinic
	@$(BIN)/clinic down

test: venv  ## does it work? (TESTS=tests/clinic for a part)
	@$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(TESTS)

storm: venv  ## repeat the races, crashes and restarts twenty times (TIMES=3 for fewer), and sum up
	@$(BIN)/python -m tests.invariants.storm

check: tidy types walls needs  ## is it tidy? does it type? do the walls stand? is each need declared?

tidy: venv
	@echo "Is it tidy?"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: venv
	@echo "Does it type?"
	@$(BIN)/mypy $(SOURCES) tests

walls: venv
	@echo "Do the walls stand?"
	@$(BIN)/lint-imports --no-cache

needs: venv
	@echo "Is each need declared?"
	@for member in $(MEMBERS); do (cd $$member && ../$(BIN)/deptry src $(OURS) --ignore DEP002) || exit 1; done

bench: venv  ## measure it as production runs it (BENCH=queue: one; SCALE=1: small only; QUICK=1: does it work?)
	@$(BIN)/clinic bench

tour: venv  ## make the pictures of docs/tour anew, with this clinic or one for as long as it takes
	@$(BIN)/python -m tests.screens.tour

css:  ## compile the brand's stylesheet (needs Node)
	@sh shared-lib/brand/build.sh

clean:  ## stop the clinic and remove all its state; .venv stays
	@if [ -x $(BIN)/clinic ]; then $(BIN)/clinic clean; fi
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache

venv:
	@sh scripts/bootstrap.sh
