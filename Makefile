# Everything is installed into .venv from the project's own files; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GRADING := $(VENV)/.grading
INSTALLED := $(VENV)/.installed
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt \
    --config-settings editable_mode=compat --editable
COUNT ?= 2000
PYTHONS ?=
DEMO := 02_process_subclass 04_memory_isolation 05_manager_share 10_pool_callback

.PHONY: attacks bench browser clean cpython demo differential format fuzz pythons stress test test-thorough verify

demo: $(GRADING)  ## grade the bundled class of twelve; SEED=word grades it with the same draws each time
	@$(BIN)/autograder grade tests/demo_class --fresh --results results/demo $(SEED:%=--seed %) $(DEMO:%=--exercise %) \
	    || test $$? -eq 1
	@echo "Try it as a student: cd exercises/02_process_subclass, edit process_subclass.py, and type"
	@echo "    $(CURDIR)/$(BIN)/autograder check"

test: $(INSTALLED)  ## the proof of the course and all quick tests, types, style and architecture among them
	@$(BIN)/pytest -n 4 --dist worksteal -m "not thorough and not differential"  # more than processors: many a program only waits

test-thorough: $(INSTALLED)  ## what takes longer: classes graded, nbgrader, PostgreSQL, the browser, attacks, the sandbox with single parts left out
	@$(BIN)/pytest -n 3 --dist worksteal -m thorough

browser:  ## install the browser that the tests review a class in; Debian's, so this needs root and apt-get
	@test -x /usr/bin/chromium && test -x /usr/bin/chromedriver || { \
	    { test "$$(id -u)" -eq 0 && command -v apt-get >/dev/null; } || \
	        { echo "make browser installs Debian's chromium: run it as root on Debian or Ubuntu." >&2; exit 1; }; \
	    apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium chromium-driver >/dev/null; }

differential: $(INSTALLED)  ## every program of the course as a script of plain Python, held against its run in the grader; pools judged again from their records
	@$(BIN)/pytest -n 3 --dist worksteal -m differential tests/engine/test_faithful.py tests/desk/test_replay.py

verify: $(INSTALLED)  ## prove the course
	@$(BIN)/autograder verify

bench: $(INSTALLED)  ## measure the cost of grading beside the same programs ungraded, and that of the sandbox
	@$(BIN)/python -m tests.benchmarks.floor
	@$(BIN)/python -m tests.benchmarks.sandbox

stress: $(INSTALLED)  ## COUNT gradings, half of them under load; prints the wrong verdicts
	@$(BIN)/python -m tests.benchmarks.stress $(COUNT)

attacks: $(INSTALLED)  ## every attack at every level, twenty kills of the grader, and honest programs 100 times
	@$(BIN)/python -m tests.attacks.table
	@$(BIN)/python -m tests.attacks.crashes 20
	@$(BIN)/python -m tests.benchmarks.false_positives 100

pythons:  ## run the kit on every supported Python, or on PYTHONS, in Debian's own roots; root alone can (docs/pythons.md)
	@$(PYTHON) -m tests.pythons $(PYTHONS)

cpython: $(INSTALLED)  ## CPython's own tests of multiprocessing, inside the sandbox; no part of `make test`
	@$(BIN)/python -m tests.cpython

fuzz: $(INSTALLED)  ## COUNT inputs for the intake; guided by coverage where `pip install '.[fuzzing]'` was possible
	@$(BIN)/python -m tests.fuzz $(COUNT)

format: $(INSTALLED)
	@$(BIN)/ruff format autograder tests exercises
	@$(BIN)/ruff check --fix autograder tests exercises

clean:
	rm -rf $(VENV) results build *.egg-info

$(GRADING): pyproject.toml constraints.txt
	@$(PYTHON) autograder/pythons.py
	@echo "Installing into $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) .
	@touch $@

$(INSTALLED): $(GRADING)
	@echo "Installing what the tests need into $(VENV) (once, about a minute) ..."
	@$(INSTALL) '.[instructor,development]'
	@touch $@
