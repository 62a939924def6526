"""Measure how much faster a changed course is applied to a graded class than the class is graded anew.

The demo class four times over is graded once. Then, in pairs, every file of checks gets another last line, and both
commands are run to their end, first the one and then the other by turns: `autograder grade` grades everybody anew, as
the course has changed, and `autograder regrade --yes` judges everybody again from a copy of the store. What is compared
is the wall clock of both. Of equal programs one is run, and one judged; so it is measured twice, with copies that are
equal, and with copies that a line of comment makes distinct. ``PAIRS`` says how many pairs there are of each.

Measured on two processors with 9 to 26 processes that wanted to run: equal copies 8, 9 and 17 times as fast (176 to
205 s against 11 to 27 s), distinct copies 34 times (713 s against 21 s, one pair). So the fifty times that are wanted
were not reached there; an idle machine was not measured.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
TOPICS = ("02_process_subclass", "04_memory_isolation", "05_manager_share", "10_pool_callback")  # as were handed in
COPIES = 4
PAIRS = 3


def make_class(folder: Path, distinct: bool) -> None:
    """The demo class, so many times over."""
    for number in range(COPIES):
        words = f"\n# copy {number}\n" if distinct else ""
        for entry in sorted((ROOT / "tests" / "demo_class").iterdir()):
            copy = folder / f"{entry.stem}{number}{entry.suffix}"
            if entry.is_dir():
                shutil.copytree(entry, copy)
                for path in copy.rglob("*.py"):
                    path.write_bytes(path.read_bytes() + words.encode())
            elif entry.suffix == ".ipynb":
                copy.write_text(vary_notebook(entry.read_text(), words))
            else:
                vary_archive(entry, copy, words.encode())


def vary_notebook(text: str, words: str) -> str:
    """A notebook with these words at the end of each program."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        cell["source"] = source + (words if source.startswith("%%writefile") else "")
    return json.dumps(notebook)


def vary_archive(entry: Path, copy: Path, words: bytes) -> None:
    """An archive with these words at the end of each program."""
    with zipfile.ZipFile(entry) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (words if name.endswith(".py") else b""))


def seconds_of(folder: Path, *words: str) -> float:
    """How long a command takes."""
    began = time.monotonic()
    done = subprocess.run([COMMAND, *words, "--course", "course"], cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return time.monotonic() - began


def measure(folder: Path, pairs: int, distinct: bool) -> list[tuple[float, float]]:
    """The seconds of grading anew and of regrading, pair by pair."""
    for kind in ("exercises", "solutions"):
        for topic in TOPICS:
            shutil.copytree(ROOT / kind / topic, folder / "course" / kind / topic)
    counts = "".join(f"{topic} = 1\n" for topic in TOPICS)
    (folder / "course/assignment.toml").write_text(f'name = "demo"\ntitle = "Demo"\n[exercises]\n{counts}')
    (folder / "class").mkdir()
    make_class(folder / "class", distinct)
    print(f"graded at first in {seconds_of(folder, 'grade', 'class', '--seed', 'bench'):.1f} s", flush=True)
    found = []
    for number in range(pairs):
        shutil.rmtree(folder / "kept", ignore_errors=True)
        shutil.copytree(folder / "results", folder / "kept")
        for checks in folder.glob("course/exercises/*/test_*.py"):
            checks.write_text(f"{checks.read_text()}# {number}\n")
        took = {}
        for words in (("grade", "class"), ("regrade", "kept", "--yes"))[:: -1 if number % 2 else 1]:
            took[words[0]] = seconds_of(folder, *words)
        found.append((took["grade"], took["regrade"]))
        print(f"grade {took['grade']:.1f} s, regrade {took['regrade']:.2f} s", flush=True)
    return found


def main(pairs: int) -> None:
    """Print the ratios, their median and their spread."""
    print(f"{os.cpu_count()} processors, {os.getloadavg()[0]:.1f} processes that want to run")
    for distinct in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder), pairs, distinct)
        ratios = [anew / again for anew, again in found]
        told = ", ".join(f"{one:.0f}" for one in ratios)
        spread = f"median {statistics.median(ratios):.0f}, {min(ratios):.0f} to {max(ratios):.0f}"
        print(f"{'distinct' if distinct else 'equal'} copies: {told} times as fast; {spread}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PAIRS)
