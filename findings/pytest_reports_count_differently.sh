#!/bin/sh
# pytest 9.2.0, pytest-json-report 1.5.0 and junitparser 5.0.3: three reports of one run disagree on what passed.
#
# Guessed: a fixture that fails after the test, because the program left a process behind, turns the test into an
# error, and every report of that run says so with the same numbers.
#
# Seen: for three tests the terminal says "1 failed, 2 passed, 2 errors". The JUnit file says four tests: one that
# failed before its fixture did is listed twice, under one name, as failed and as an error; one that passed is listed
# as an error alone. The JSON file says three tests, none of them failed: two errors. So the number of those that
# passed is 2 or 1, of those that failed 1 or 0, and of all 3 or 4, depending on which report is read.
#
# A check for leftover processes belongs in a fixture's end, so a grader of concurrent homework meets this with the
# first program that is wrong and leaves something. Points must be kept by test, never taken from these counts, and a
# reader of the JUnit file must expect one name twice.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile pytest==9.2.0 pytest-json-report==1.5.0 junitparser==5.0.3

cat > test_homework.py <<'END'
import multiprocessing

import pytest


@pytest.fixture
def no_process_left():
    yield
    left = multiprocessing.active_children()
    for process in left:
        process.terminate()
        process.join()
    assert left == [], "a process is left"


def start_and_leave():
    context = multiprocessing.get_context("fork")
    never = context.Event()
    context.Process(target=never.wait, args=(60,), daemon=True).start()


def test_wrong_and_leaves_a_process(no_process_left):
    start_and_leave()
    assert 3 == 0


def test_right_but_leaves_a_process(no_process_left):
    start_and_leave()


def test_right(no_process_left):
    pass
END

cat > count.py <<'END'
import json
import re
from pathlib import Path

from junitparser import JUnitXml

print("terminal:", re.search(r"\d+ failed.*(?= in )", Path("terminal").read_text()).group())
suite = next(iter(JUnitXml.fromfile("junit.xml")))
print(f"JUnit: {suite.tests} tests, {suite.failures} failed, {suite.errors} errors")
for case in suite:
    print(f"JUnit lists {case.name}: {type(case.result[0]).__name__.lower() if case.result else 'passed'}")
summary = json.loads(Path("report.json").read_text())["summary"]
print("JSON:", ", ".join(f"{count} {key}" for key, count in sorted(summary.items())))
END

cat > expected <<'END'
terminal: 1 failed, 2 passed, 2 errors
JUnit: 4 tests, 1 failed, 2 errors
JUnit lists test_wrong_and_leaves_a_process: failure
JUnit lists test_wrong_and_leaves_a_process: error
JUnit lists test_right_but_leaves_a_process: error
JUnit lists test_right: passed
JSON: 3 collected, 2 error, 1 passed, 3 total
END

venv/bin/python -m pytest -q -p no:cacheprovider --color=no \
    --junitxml=junit.xml --json-report --json-report-file=report.json > terminal 2>&1 || test $? -eq 1
venv/bin/python count.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
