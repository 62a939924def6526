"""``python -m tests.benchmarks.facts``: seconds and memory for what is said of runs with more and more calls."""

import time
import tracemalloc

from autograder.diagnosis.facts import facts_of
from tests.diagnosis.many_calls import run_of

CALLS = (500, 2000, 8000, 32_000)


def main() -> None:
    """Print a line for each number of calls."""
    for number in CALLS:
        evidence = run_of(number)
        began = time.process_time()
        facts_of(evidence)
        took = time.process_time() - began
        tracemalloc.start()
        facts_of(evidence)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{number:6} calls: {took:7.3f} s of processor time, {most / (1 << 20):6.1f} MiB", flush=True)


if __name__ == "__main__":
    main()
