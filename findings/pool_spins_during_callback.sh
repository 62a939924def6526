#!/bin/sh
# A callback that takes its time: `Pool.apply_async` and `ThreadPool.apply_async` of multiprocessing of Python 3.11, `Pool`
# of multiprocess 0.70.19, and `add_done_callback` of concurrent.futures and of Pebble 5.2.3.
#
# Guessed: as long as a callback sleeps, everything else waits: workers for tasks, threads for results.
#
# Seen: a process with a `Pool` keeps a whole processor busy from the second result on until the callback of the first
# one is over. The thread that looks after the workers waits for the pipe of the results, too (`Pool._get_sentinels`),
# which another thread is to empty, and that one is in the callback; so it comes back at once, again and again. A
# `ThreadPool` does not do so: its own `_get_sentinels` leaves that pipe out. Neither do the two kinds of futures.
#
# Whoever writes results to a file or a screen in a callback pays for it with a processor, and who watches a program from
# outside, to tell one that waits from one that computes, takes a right one for one that computes.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile multiprocess==0.70.19 Pebble==5.2.3

cat > ask.py <<'END'
import multiprocessing
import multiprocessing.pool
import time
from concurrent.futures import ProcessPoolExecutor

import multiprocess
from pebble import ProcessPool

FORK = multiprocessing.get_context("fork")
SECONDS, BUSY = 2.0, 0.4  # how long the first callback takes, and processor time that nobody needs who waits
used = []


def task(number):
    return number


def note(_):
    """The first callback sleeps; what the process has of the processors meanwhile is what all others do."""
    if not used:
        before = time.process_time()
        used.append(0.0)
        time.sleep(SECONDS)
        used[0] = time.process_time() - before


def with_pool(pool):
    with pool:
        for number in range(3):
            pool.apply_async(task, (number,), callback=note)
        pool.close()
        pool.join()


def with_futures(submit, end):
    for number in range(3):
        submit(number).add_done_callback(note)
    end()


def pebble():
    pool = ProcessPool(max_workers=1, context=FORK)

    def end():
        pool.close()
        pool.join()

    with_futures(lambda number: pool.schedule(task, [number]), end)


def futures():
    executor = ProcessPoolExecutor(1, mp_context=FORK)
    with_futures(lambda number: executor.submit(task, number), executor.shutdown)


for name, ask in {
    "multiprocessing, Pool": lambda: with_pool(FORK.Pool(1)),
    "multiprocess, Pool": lambda: with_pool(multiprocess.get_context("fork").Pool(1)),
    "multiprocessing, ThreadPool": lambda: with_pool(multiprocessing.pool.ThreadPool(1)),
    "concurrent.futures": futures,
    "Pebble": pebble,
}.items():
    used.clear()
    ask()
    print(f"{name}: {'busy' if used[0] > BUSY else 'quiet'} while the first callback sleeps")
END

cat > expected <<'END'
multiprocessing, Pool: busy while the first callback sleeps
multiprocess, Pool: busy while the first callback sleeps
multiprocessing, ThreadPool: quiet while the first callback sleeps
concurrent.futures: quiet while the first callback sleeps
Pebble: quiet while the first callback sleeps
END

venv/bin/python ask.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
