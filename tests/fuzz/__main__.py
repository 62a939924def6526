"""``python -m tests.fuzz COUNT [--random] [SEED]``: try so many inputs, and print what came of it and what they cost.

With ``atheris`` (pip's extra ``fuzzing``) the kit's own lines guide the choice of inputs; without it a seeded
generator of random numbers makes them. An input that breaks a rule is written to ``results/fuzz/``.
"""

import hashlib
import os
import random
import resource
import sys
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz.target import Tried, try_input

FOUND = Path("results/fuzz")
TRACED = 25  # memory is measured for every one of so many inputs, because measuring makes it slow
SEED, SEEDS = "fuzz", 300


class Record:
    """Counts inputs and escapes, and remembers the worst."""

    def __init__(self) -> None:
        """Nothing was tried yet."""
        self.kinds: Counter[str] = Counter()
        self.escapes: Counter[str] = Counter()
        self.slowest, self.largest = (0.0, ""), (0, "")

    def take(self, data: bytes) -> None:
        """Try one input."""
        name = hashlib.sha256(data).hexdigest()[:12]
        try:
            tried = try_input(data, sum(self.kinds.values()) % TRACED == 0)
        except Exception as error:
            tried = Tried("broken", 0.0, 0)
            self.escapes[f"{type(error).__name__}: {error}"[:200]] += 1
            FOUND.mkdir(parents=True, exist_ok=True)
            (FOUND / name).write_bytes(data)
            traceback.print_exc()
        self.kinds[tried.kind] += 1
        self.slowest = max(self.slowest, (tried.seconds, name))
        self.largest = max(self.largest, (tried.memory, name))

    def tell(self) -> None:
        """Print it all."""
        print(f"{sum(self.kinds.values())} inputs: {dict(self.kinds)}")
        print(f"{sum(self.escapes.values())} escapes: {dict(self.escapes)}")
        print(f"worst processor time of one input: {self.slowest[0]:.3f} s ({self.slowest[1]})")
        print(f"worst memory of one input: {self.largest[0] / (1 << 20):.1f} MiB ({self.largest[1]})")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"largest size of the whole process: {peak:.0f} MiB", flush=True)


def guided(record: Record, count: int) -> None:
    """Let atheris choose."""
    import atheris

    def one(data: bytes) -> None:
        record.take(data)
        if sum(record.kinds.values()) >= count:
            record.tell()
            os._exit(1 if record.escapes else 0)  # the only way out of its loop

    atheris.instrument_imports()
    for name in [name for name in sys.modules if name.startswith("autograder.intake")]:
        for found in vars(sys.modules[name]).values():
            if callable(found) and getattr(found, "__module__", "") == name and hasattr(found, "__code__"):
                atheris.instrument_func(found)
    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    draw = random.Random(SEED)
    for number in range(SEEDS):
        (corpus / f"seed-{number}").write_bytes(draw.randbytes(draw.randrange(4, 400)))
    options = ["-max_len=1024", "-len_control=0", "-rss_limit_mb=2048", "-timeout=1200"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def main() -> None:
    """Try inputs, and say what came of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    record = Record()
    if "--random" not in sys.argv:
        try:
            guided(record, count)
        except ImportError:
            print("atheris is not installed: inputs are random.", file=sys.stderr)
    draw = random.Random(SEED + str(sys.argv[2:]))
    while sum(record.kinds.values()) < count:
        record.take(draw.randbytes(draw.randrange(4, 400)))
    record.tell()
    sys.exit(1 if record.escapes else 0)


if __name__ == "__main__":
    main()
