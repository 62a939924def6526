"""How long a beginner waits for the first mark, and for the end, after each of many slips, and what is read then.

``python -m tests.benchmarks.slips`` makes slips from the references, or takes those of ``--folder`` (``NN_name.py``, NN
the exercise), and types ``autograder check`` for each. ``--keep FOLDER`` keeps program and output for somebody to read:
whether the right next thing is told is for people to say.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.course import Course
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
MARKED = re.compile("✓|✗|^  \\w+Error: ", re.MULTILINE)
EXPLAINED = re.compile(r"seen: |^  \w+Error: |points$", re.MULTILINE)


@dataclass(frozen=True)
class Slip:
    """One wrong program, and the name of what is wrong with it."""

    exercise: str
    name: str
    source: str


@dataclass(frozen=True)
class Told:
    """What a student reads, and after how many seconds: the first mark, the first sentence, the end."""

    slip: Slip
    text: str
    mark: float
    sentence: float
    end: float


def replacing(pattern: str, replacement: str, count: int = 1) -> Callable[[str], str]:
    """A slip of one place."""
    return lambda source: re.sub(pattern, replacement, source, count=count, flags=re.MULTILINE)


SLIPS: dict[str, Callable[[str], str]] = {
    "missing_colon": replacing(r"^(def .*):$", r"\1"),
    "bracket_left_open": replacing(r"^(    .*)\)$", r"\1"),
    "quote_left_open": replacing(r"^(    )(?=\w)", r'\1print("begins)\n\1'),
    "print_as_a_statement": replacing(r"^(    )(?=\w)", r"\1print 'begins'\n\1"),
    "indented_too_far": replacing(r"^    (?=(return|for|with) )", "      "),
    "indented_too_little": replacing(r"^    (?=(return|for|with) )", "  "),
    "import_forgotten": replacing(r"^(from|import) .*\n", ""),
    "module_misspelt": replacing(r"\bmultiprocessing\b", "multiprocesing"),
    "function_misspelt": replacing(r"^def (\w)(\w)(\w+)(?=\()", r"def \2\1\3"),
    "name_misspelt": replacing(r"\b(process|child|pool|worker)\.(?=\w+\()", r"\1s."),
    "never_started": replacing(r"^ *\w+\.start\(\)\n", ""),
    "never_joined": replacing(r"^ *(for .*\n *)?\w+\.join\(\)\n", ""),
    "joined_too_early": replacing(r"^( *)(\w+)\.start\(\)\n", r"\1\2.join()\n\1\2.start()\n"),
    "joined_at_once": replacing(r"^( +)(\w+)\.start\(\)\n", r"\1\2.start()\n\1\2.join()\n"),
    "run_instead_of_start": replacing(r"\.start\(\)", ".run()"),
    "method_without_brackets": replacing(r"\.(join|start|close)\(\)", r".\1"),
    "method_misspelt": replacing(r"\.(s)(t)art\(\)", r".\2\1art()"),
    "target_called": replacing(r"target=(\w+)", r"target=\1()"),
    "comma_forgotten": replacing(r"args=\((\w+),\)", r"args=(\1)"),
    "args_forgotten": replacing(r", args=\([^()]*\)", ""),
    "return_forgotten": replacing(r"^ *return .*\n(?!\n*    )", "    pass\n"),
    "prints_instead": replacing(r"^( *)return (.*)$", r"\1print(\2)"),
    "loops_for_ever": replacing(r"^( +)return ", r"\1while True:\n\1    pass\n\1return "),
    "waits_a_second": replacing(r"\b\w+\.join\(\)", "__import__('time').sleep(1)"),
    "threads": replacing(r"from multiprocessing import Process$", "from threading import Thread as Process"),
    "still_the_stub": lambda source: "",
}


def made(count: int) -> list[Slip]:
    """So many slips: each kind in as many exercises as have a place for it, spread evenly."""
    found = []
    for kind, change in SLIPS.items():
        for exercise in Course.load(ROOT).exercises:
            right = (exercise.solution / exercise.file).read_text(encoding="utf-8")
            right = re.sub(r"^ *### (BEGIN|END) SOLUTION\n", "", right, flags=re.MULTILINE)
            wrong = change(right) or (exercise.folder / exercise.file).read_text(encoding="utf-8")
            if wrong != right:
                found.append(Slip(exercise.name, kind, wrong))
    count = min(count, len(found))
    return [found[number * len(found) // count] for number in range(count)]


def written(folder: Path) -> Iterator[Slip]:
    """Slips that somebody wrote."""
    for path in sorted(folder.glob("[0-9][0-9]_*.py")):
        (exercise,) = Course.load(ROOT).pick([path.name[:2]])
        yield Slip(exercise.name, path.stem, path.read_text(encoding="utf-8"))


def tell(slip: Slip) -> Told:
    """Type the command, and look at the clock as something comes."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name) / "exercises" / slip.exercise
        shutil.copytree(ROOT / "exercises" / slip.exercise, work)
        (work / f"{slip.exercise[3:]}.py").write_text(slip.source, encoding="utf-8")
        began, text, mark, sentence = time.monotonic(), "", 0.0, 0.0
        with subprocess.Popen([str(COMMAND), "check"], cwd=work, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            while part := os.read(process.stdout.fileno(), 65536):
                text += part.decode("utf-8", "replace")
                mark = mark or (time.monotonic() - began if MARKED.search(text) else 0.0)
                sentence = sentence or (time.monotonic() - began if EXPLAINED.search(text) else 0.0)
        end = time.monotonic() - began
    return Told(slip, text, mark or end, sentence or end, end)


def main() -> None:
    """Tell median and worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150, help="how many slips are made")
    parser.add_argument("--folder", type=Path, help="slips that are written already")
    parser.add_argument("--keep", type=Path, help="where programs and what was told of them are kept")
    parser.add_argument("--beside", type=int, default=1, help="how many are checked at the same time")
    options = parser.parse_args()
    slips = list(written(options.folder)) if options.folder else made(options.count)
    told: list[Told] = []
    with ThreadPoolExecutor(options.beside) as pool:
        for one in pool.map(tell, slips):
            told.append(one)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                stem = options.keep / f"{one.slip.exercise[:2]}_{one.slip.name}"
                stem.with_suffix(".py").write_text(one.slip.source, encoding="utf-8")
                stem.with_suffix(".txt").write_text(one.text, encoding="utf-8")
            print(
                f"{one.mark:6.2f} {one.sentence:6.2f} {one.end:6.2f}  {one.slip.exercise[:2]} {one.slip.name}",
                flush=True,
            )
    for words, seconds in (
        ("first mark", [one.mark for one in told]),
        ("first sentence", [one.sentence for one in told]),
        ("end", [one.end for one in told]),
    ):
        print(f"{words}: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s, of {len(told)} slips")


if __name__ == "__main__":
    main()
