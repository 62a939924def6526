"""``python -m tests.attacks.table [LEVEL]...``: every program of the corpus at every level that can be had; a table.

Level E promises nothing and is left out: it is refused unless an instructor asks for it by name.
"""

import sys
import tempfile
from pathlib import Path

from autograder.checks.course import Course
from autograder.checks.grading import grade_exercise
from autograder.checks.results import Outcome
from autograder.checks.submission import Handed
from autograder.engine.canaries import try_level
from autograder.engine.levels import Level
from autograder.engine.sandbox import Sandbox
from tests.attacks.audit import Traces
from tests.attacks.corpus import Case, code_of, load_cases, make_course, printed


def judge_case(case: Case, course: Course, sandbox: Sandbox) -> tuple[str, bool]:
    """What came of a case, and whether that is as stated."""
    (exercise,) = course.pick([case.carrier])
    before = Traces.take(sandbox)
    result, attempt = grade_exercise(exercise, Handed(case.source, case.name), sandbox, "attack")
    code, expected = code_of(result, attempt), case.expects(sandbox.level)
    said = "\n".join(verdict.actual for verdict in result.verdicts)
    good = code in (["F"] if "merits" in case.stated else expected) and case.says(sandbox.level) in said
    works = case.works(sandbox.level)
    good = good and ("HOLE" in printed(attempt)) == works and Traces.take(sandbox) == before
    good = good and {verdict.outcome for verdict in result.verdicts} <= {Outcome.PASSED, Outcome.FAILED}
    return code, good and (works or expected != ["N"] or "tried" in printed(attempt))


def main() -> None:
    """Print a row for each case as it is done, and the sum for each level."""
    levels = [Level(name) for name in sys.argv[1:]] or [Level.A, Level.B, Level.C, Level.D]
    levels = [level for level in levels if try_level(level).had]
    cases = [case for case in load_cases() if "unsteady" not in case.stated]
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        courses = {method: make_course(Path(folder) / method, method.split(", ")) for method in methods_of(cases)}
        for level in levels:
            with Sandbox(level) as sandbox:
                for case in cases:
                    code, good = judge_case(case, courses[", ".join(case.methods)], sandbox)
                    wrong += not good
                    print(f"{level} {code} {'as stated' if good else 'NOT AS STATED':<14} {case.name}", flush=True)
    print(f"{len(cases)} programs at levels {', '.join(levels)}: {wrong} not as stated")
    sys.exit(1 if wrong else 0)


def methods_of(cases: list[Case]) -> set[str]:
    """The sets of start methods that cases are tried under."""
    return {", ".join(case.methods) for case in cases}


if __name__ == "__main__":
    main()
