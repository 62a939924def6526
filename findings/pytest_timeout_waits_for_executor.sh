#!/bin/sh
# pytest 9.2.0 with pytest-timeout 2.4.0 (its method "signal") and concurrent.futures of Python 3.11: the timeout of a
# test does not end the test.
#
# Guessed: a test that is over its timeout fails then, whatever kind of pool it has waited for; so a timeout of three
# seconds bounds a test to about three seconds.
#
# Seen: with `with multiprocessing.Pool()` it does: leaving the block ends the workers. With `with
# ProcessPoolExecutor()` the timeout's exception comes in time, but leaving the block waits for the worker, and the
# timer has been used up: nothing bounds the test any more. Below the worker works on for five seconds after the
# timeout, asking all the while whether the test has gone on, and the answer is no. The report then says
# "Timeout (>3.0s)", of a test that lasted eight seconds.
#
# A grader that bounds its checks so is held up for as long as a student's task likes, with the very program that the
# timeout is there for. The bound must come from outside of the process that waits, or end the workers first.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile pytest==9.2.0 pytest-timeout==2.4.0

cat > test_homework.py <<'END'
"""Who was first is written to a file, in order. No step is told by a clock: the worker waits for what it asks."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

FORK = multiprocessing.get_context("fork")
timeout_came, block_was_left = FORK.Event(), FORK.Event()


def note(line):
    with open("seen", "a") as file:
        file.write(line + "\n")


def long_task():
    """Work on after the timeout, for five seconds or until the test has gone on."""
    timeout_came.wait(60)
    note(f"the task ends; the test has gone on: {block_was_left.wait(5)}")


def wait_for(get):
    try:
        get(60)
    finally:
        note("the timeout came")
        timeout_came.set()


@pytest.mark.timeout(3, method="signal")
def test_executor():
    note("ProcessPoolExecutor:")
    try:
        with ProcessPoolExecutor(1, mp_context=FORK) as executor:
            wait_for(executor.submit(long_task).result)
    finally:
        block_was_left.set()
        note("the block was left")


def wait_for_nothing():
    FORK.Event().wait(60)
    note("the task ends")


@pytest.mark.timeout(3, method="signal")
def test_pool():
    note("Pool:")
    try:
        with FORK.Pool(1) as pool:
            wait_for(pool.apply_async(wait_for_nothing).get)
    finally:
        note("the block was left")
END

cat > expected <<'END'
ProcessPoolExecutor:
the timeout came
the task ends; the test has gone on: False
the block was left
Pool:
the timeout came
the block was left
FAILED test_homework.py::test_executor - Failed: Timeout (>3.0s) from pytest-timeout.
FAILED test_homework.py::test_pool - Failed: Timeout (>3.0s) from pytest-timeout.
END

COLUMNS=200 venv/bin/python -m pytest -q --tb=no -p no:cacheprovider --color=no > terminal 2>&1 || test $? -eq 1
grep ^FAILED terminal >> seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
