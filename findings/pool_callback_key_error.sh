#!/bin/sh
# A callback that raises a KeyError: `Pool.apply_async` of multiprocessing of Python 3.11 and of multiprocess 0.70.19,
# and `add_done_callback` of concurrent.futures and of Pebble 5.2.3.
#
# Guessed: an exception in a callback is printed or logged; the task itself is done, so its result can be had.
#
# Seen: so it is with the two kinds of futures: the callback's error is logged, and the result is there. `Pool` has a
# `try` of its own around "take this job's entry, set its result, call its callback" that means to leave out jobs which
# nobody waits for any more, and takes any KeyError for that: nothing is printed, later results arrive as if nothing had
# happened, and the job whose callback raised is never ready, although its task has run and its callback was called.
# A `join()` of the pool would then wait for that one result.
#
# Whoever counts results in a plain dict in a callback meets this, and sees no error at all; a grader that looks for a
# traceback to explain a pool that never ends finds none.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile multiprocess==0.70.19 Pebble==5.2.3

cat > ask.py <<'END'
import contextlib
import io
import logging
import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

import multiprocess
from pebble import ProcessPool

FORK = multiprocessing.get_context("fork")
printed = io.StringIO()
logging.basicConfig(stream=printed)
threading.excepthook = lambda one: printed.write(f"{one.exc_type.__name__}\n")


def task(number):
    return number


def count(result):
    called.append(result)
    counts = {}
    counts[result] += 1


def with_pool(context):
    with context.Pool(1) as pool:
        first = pool.apply_async(task, (7,), callback=count)
        last = pool.apply_async(task, (8,)).get(60)  # one worker, so the first result has come before
        return first.ready(), last


def with_future(executor, submit):
    with executor:
        first = submit(7)
        first.add_done_callback(lambda future: count(future.result()))
        last = submit(8).result(60)
        return first.done(), last


pebble = ProcessPool(max_workers=1, context=FORK)
plain = ProcessPoolExecutor(1, mp_context=FORK)
for name, ask in {
    "multiprocessing": lambda: with_pool(FORK),
    "multiprocess": lambda: with_pool(multiprocess.get_context("fork")),
    "Pebble": lambda: with_future(contextlib.closing(pebble), lambda number: pebble.schedule(task, [number])),
    "concurrent.futures": lambda: with_future(plain, lambda number: plain.submit(task, number)),
}.items():
    called, before = [], len(printed.getvalue())
    done, last = ask()
    told = "KeyError" in printed.getvalue()[before:]
    print(f"{name}: callback called {len(called)} time, first done: {done}, last: {last}, error told: {told}")
pebble.join()
sys.stdout.flush()
END

cat > expected <<'END'
multiprocessing: callback called 1 time, first done: False, last: 8, error told: False
multiprocess: callback called 1 time, first done: False, last: 8, error told: False
Pebble: callback called 1 time, first done: True, last: 8, error told: True
concurrent.futures: callback called 1 time, first done: True, last: 8, error told: True
END

venv/bin/python ask.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
