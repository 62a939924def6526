#!/bin/sh
# `imap` of multiprocessing of Python 3.11, of multiprocess 0.70.19, and `map` of Pebble 5.2.3 and concurrent.futures:
# what is left of the results after one task has raised.
#
# Guessed: `chunksize` decides how many tasks travel together, for speed, and no result depends on it; whoever catches
# the exception of one task and asks for the next gets the next.
#
# Seen: so it is in Pebble. `Pool.imap`, of multiprocessing and of multiprocess, goes on behind an exception with
# chunks of one, but with larger chunks the iterator ends there as if all were done: of six tasks below, of which the
# second raises, one exception is all that arrives. The first task's result is lost with its chunk, the third never
# runs, and the other chunk runs to its end for nobody. `ProcessPoolExecutor.map` never goes on.
#
# A grader that hands out submissions so, and asks for larger chunks when the class grows, silently drops everybody
# behind the first one who raises; and checks of a student's use of `imap` must not take the one for the other.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile multiprocess==0.70.19 Pebble==5.2.3

cat > ask.py <<'END'
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import multiprocess
from pebble import ProcessPool

FORK = multiprocessing.get_context("fork")


def task(number):
    with open("ran", "a") as file:
        file.write(str(number))
    if number == 1:
        raise ValueError(number)
    return number


def results(iterator):
    """Ask for one result after another until the iterator ends."""
    found = []
    while True:
        try:
            found.append(str(next(iterator)))
        except ValueError:
            found.append("ValueError")
        except StopIteration:
            return found


def with_pool(context, size):
    with context.Pool(1) as pool:
        found = results(pool.imap(task, range(6), chunksize=size))
        pool.close()
        pool.join()
    return found


def with_pebble(size):
    with ProcessPool(max_workers=1, context=FORK) as pool:
        return results(pool.map(task, range(6), chunksize=size).result())


def with_executor(size):
    with ProcessPoolExecutor(1, mp_context=FORK) as executor:
        futures = executor.map(task, range(6), chunksize=size)
        return results(futures)


for name, ask in {
    "multiprocessing": lambda size: with_pool(FORK, size),
    "multiprocess": lambda size: with_pool(multiprocess.get_context("fork"), size),
    "Pebble": with_pebble,
    "concurrent.futures": with_executor,
}.items():
    for size in (1, 3):
        Path("ran").write_text("")
        found = " ".join(ask(size))
        ran = "" if name == "concurrent.futures" else f"; ran: {Path('ran').read_text()}"  # there the rest is cancelled
        print(f"{name}, chunks of {size}: {found}{ran}")
END

cat > expected <<'END'
multiprocessing, chunks of 1: 0 ValueError 2 3 4 5; ran: 012345
multiprocessing, chunks of 3: ValueError; ran: 01345
multiprocess, chunks of 1: 0 ValueError 2 3 4 5; ran: 012345
multiprocess, chunks of 3: ValueError; ran: 01345
Pebble, chunks of 1: 0 ValueError 2 3 4 5; ran: 012345
Pebble, chunks of 3: 0 ValueError 2 3 4 5; ran: 012345
concurrent.futures, chunks of 1: 0 ValueError
concurrent.futures, chunks of 3: ValueError
END

venv/bin/python ask.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
