"""``python -m tests.attacks.table [LEVEL]...``: every program of the corpus at every level that can be had; a table."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from autograder.checks.course import Course
from autograder.desk.grading import grade_exercise
from autograder.engine.canaries import try_level
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox
from tests.attacks.audit import Traces
from tests.attacks.corpus import NOT_RUN, Case, code_of, differences, load_cases, make_courses


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


def main() -> None:
    """Print a row for each case and level as it is done, then the sums."""
    asked = [Level(name) for name in sys.argv[1:]] or list(Level)
    trials = [try_level(level) for level in asked]
    levels = [trial.level for trial in trials if trial.had]
    for trial in trials:
        if not trial.had:
            print(f"{trial.level} cannot be had here: {trial.trouble}")
    cases = [case for case in load_cases() if "unsteady" not in case.stated]
    sums: Counter[tuple[Level, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        courses = make_courses(Path(folder))
        for level in levels:
            with Sandbox(level) as sandbox:
                for case in cases:
                    code, found = judge_case(case, courses(case), sandbox)
                    words = "NOT AS STATED" if found else "not run" if code == NOT_RUN else "as stated"
                    sums[level, words] += 1
                    print(f"{level} {code} {words:<13} {case.name}", *found, stated_difference(case, level), flush=True)
    for level in levels:
        counted = ", ".join(f"{number} {words}" for (one, words), number in sums.items() if one is level)
        print(f"{level}: {len(cases)} programs: {counted}")
    sys.exit(1 if any(words == "NOT AS STATED" for _, words in sums) else 0)


if __name__ == "__main__":
    main()
