"""``python -m tests.attacks.table [LEVEL]...``: every program of the corpus at every level that can be had; a table.

Below it stand the programs that took the most time, by the wall clock and of the processors, grader and sandbox
together.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from autograder.checks.course import Course
from autograder.desk.grading import grade_exercise
from autograder.engine.canaries import try_level
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox
from tests.attacks.audit import Traces
from tests.attacks.corpus import NOT_RUN, Case, code_of, differences, load_cases, make_courses

WORST = 10  # how many programs are named for the time that they took


def time_spent() -> tuple[float, float]:
    """The wall clock, and what this process and all that it has reaped have had of the processors, in seconds."""
    spent = os.times()
    return time.monotonic(), spent.user + spent.system + spent.children_user + spent.children_system


def judge_case(case: Case, course: Course, sandbox: Sandbox) -> tuple[str, list[str]]:
    """What came of a case, and what of it is not as stated."""
    if case.harms(sandbox.level):
        return NOT_RUN, []
    (exercise,) = course.pick([case.carrier])
    before = Traces.take(sandbox)
    result, attempt = grade_exercise(exercise, SubmittedFile(case.source, case.name), sandbox, "attack")
    found = differences(case, sandbox.level, result, attempt)
    after = Traces.take(sandbox)
    return code_of(result, attempt), found + ([] if after == before else [f"left on the machine: {after} not {before}"])


def stated_difference(case: Case, level: Level) -> str:
    """What a case states for this level alone."""
    about = {key: words for key, words in case.stated.items() if key.endswith(f" {level}")}
    return "; ".join(f"{key}: {words}" for key, words in about.items())


def judge_all(levels: list[Level], sums: Counter[tuple[Level, str]]) -> Iterator[tuple[float, float, str]]:
    """Print a row for each case and level as it is done, and count it; the seconds that each took."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        courses = make_courses(Path(folder))
        for level in levels:
            with Sandbox(level) as sandbox:
                for case in steady_cases():
                    wall, processor = time_spent()
                    code, found = judge_case(case, courses(case), sandbox)
                    ended, spent = time_spent()
                    words = "NOT AS STATED" if found else "not run" if code == NOT_RUN else "as stated"
                    sums[level, words] += 1
                    print(f"{level} {code} {words:<13} {case.name}", *found, stated_difference(case, level), flush=True)
                    yield ended - wall, spent - processor, f"{level} {case.name}"


def steady_cases() -> list[Case]:
    """The cases that always end in the same way."""
    return [case for case in load_cases() if "unsteady" not in case.stated]


def main() -> None:
    """Print the rows, then the sums and what took longest."""
    asked = [Level(name) for name in sys.argv[1:]] or list(Level)
    trials = [try_level(level) for level in asked]
    for trial in trials:
        if not trial.had:
            print(f"{trial.level} cannot be had here: {trial.trouble}")
    sums: Counter[tuple[Level, str]] = Counter()
    took = list(judge_all([trial.level for trial in trials if trial.had], sums))
    for level in dict.fromkeys(level for level, _ in sums):
        counted = [f"{number} {words}" for (one, words), number in sums.items() if one is level]
        print(f"{level}: {len(steady_cases())} programs: {', '.join(counted)}")
    for column, name in (0, "wall clock"), (1, "processors"):
        print(f"What took most of the {name} (seconds of the wall clock, of the processors):")
        for wall, processor, title in sorted(took, key=itemgetter(column), reverse=True)[:WORST]:
            print(f"  {wall:6.1f} {processor:6.1f}  {title}")
    sys.exit(1 if any(words == "NOT AS STATED" for _, words in sums) else 0)


if __name__ == "__main__":
    main()
