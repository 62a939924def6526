"""Grade a class here and on a cluster of processes: how long that takes, and whether a death changes anything.

    python -m tests.benchmarks.cluster --programs 8 --kills 20

The class is of right and mistaken programs, no two of them equal, under one start method. It is graded with one worker
and with two of this machine's, then on Dask with one, two and three workers of one thread each; the time is that of the
whole command. Then a random one of three workers is killed at a random result, so many times, each in a grading of its
own, and another worker joins. More workers than processors gain nothing: that is what three are for on two.
"""

import argparse
import json
import random
import subprocess
import tempfile
import time
from pathlib import Path

from tests.attacks.corpus import make_course
from tests.attacks.crashes import make_class
from tests.desk.lab import open_lab
from tests.desk.test_cluster import grade, records, start

SEED = "cluster benchmark"


def timed(folder: Path, results: str, *options: str) -> float:
    """How long a grading takes, in seconds of the wall clock."""
    began = time.monotonic()
    code, said = grade(folder, results, *options)
    assert code in (0, 1), said
    return time.monotonic() - began


def kill_one(folder: Path, results: str, programs: int, chance: random.Random) -> None:
    """Grade on three workers, one of which is killed."""
    with open_lab(folder / f"lab-{results}") as lab:
        lab.add_workers(3, "--no-nanny")
        running = start(folder, results, "--scheduler", lab.address)
        try:
            assert running.stderr is not None
            after = chance.randrange(programs)
            for line in running.stderr:
                if line.startswith("{") and (now := json.loads(line))["running"] and now["graded"] >= after:
                    break
            chance.choice(lab.workers).kill()
            lab.add_worker("--no-nanny")
            running.communicate(timeout=3600)
        except subprocess.TimeoutExpired:
            print(f"{results}: it hangs")
        finally:
            running.kill()
            running.wait()


def main() -> None:
    """Measure, kill, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=8)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="cluster-") as place:
        folder = Path(place)
        make_course(folder / "course", ["fork"])
        make_class(folder / "class", options.programs)
        for workers in (1, 2):
            seconds = timed(folder, f"local{workers}", "--workers", str(workers))
            print(f"{workers} of this machine: {seconds:.1f} s", flush=True)
        expected = records(folder / "local1")
        for workers in (1, 2, 3):
            with open_lab(folder / f"lab{workers}") as lab:
                lab.add_workers(workers)
                seconds = timed(folder, f"dask{workers}", "--scheduler", lab.address)
            same = records(folder / f"dask{workers}") == expected
            print(f"{workers} of Dask: {seconds:.1f} s, the records are {'' if same else 'NOT '}the same", flush=True)
        faults = 0
        for number in range(options.kills):
            kill_one(folder, f"killed{number}", options.programs, chance)
            results = folder / f"killed{number}"
            faults += not (results / "results.json").is_file() or records(results) != expected
        print(f"{options.kills} kills, {faults} faults")


if __name__ == "__main__":
    main()
