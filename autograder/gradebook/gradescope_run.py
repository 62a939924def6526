"""Grade one submission where Gradescope has put it.

``python -m autograder.gradebook.gradescope_run COURSE SUBMISSION FILE``.

Whatever happens, a ``results.json`` is written, because without one Gradescope shows the student nothing.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.checks.assignment import Assignment
from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult, Outcome, State, Verdict
from autograder.desk.grading import grade_exercise, new_seed
from autograder.errors import AutograderError
from autograder.files import replace
from autograder.gradebook.gradescope import to_gradescope
from autograder.intake.submission import read_submission
from autograder.sandbox.sandbox import Sandbox

SHOWN_EVIDENCE = 30


def main(course: Path, submission: Path, file: Path) -> int:
    """Grade, and write the file; gives the exit code: 3 when the kit itself failed."""
    try:
        results = grade(course, submission)
    except AutograderError as error:
        sentence = f"The kit itself failed; this is no failure of yours: {error}"
        replace(file, json.dumps({"score": 0, "output": sentence, "visibility": "visible"}).encode())
        sys.stderr.write(f"{sentence}\n")
        return 3
    points = round(sum(result.points for result in results), 2)
    tests = [test for result in results for test in tests_of(result)]
    replace(file, json.dumps(to_gradescope(points, tests), indent=1).encode())
    return 3 if any(result.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE) for result in results) else 0


def grade(place: Path, folder: Path) -> list[ExerciseResult]:
    """The result of every exercise of the assignment."""
    course = Course.load(place)
    assignment = Assignment.of(course)
    exercises = assignment.exercises if assignment else course.exercises
    submission = read_submission(folder, exercises)
    with Sandbox() as sandbox:
        seed = new_seed()
        return [grade_exercise(exercise, submission.handed(exercise), sandbox, seed)[0] for exercise in exercises]


def tests_of(result: ExerciseResult) -> Iterator[dict[str, Any]]:
    """A test of Gradescope's for each check under each start method."""
    for verdict in result.verdicts:
        yield {
            "name": f"{result.exercise}: {verdict.sentence} ({verdict.start_method})",
            **marks_of(verdict),
            "max_score": verdict.of,
            "output": "" if verdict.state is State.PASSED else explain(verdict, result),
        }


def marks_of(verdict: Verdict) -> dict[str, Any]:
    """The score, and the status of what has one: nobody has failed at what is open or was not handed in."""
    if verdict.state in (State.PASSED, State.FAILED):
        return {"score": verdict.earned, "status": verdict.state.value}
    return {} if verdict.earned is None else {"score": verdict.earned}


def explain(verdict: Verdict, result: ExerciseResult) -> str:
    """Why a check did not pass, as plain text."""
    if verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE):
        return f"This could not be decided, and is no failure of yours. Ask your instructor. {verdict.actual}"
    if verdict.state is State.NOT_HANDED_IN:
        return f"Not handed in. {verdict.actual}"
    lines = [f"expected: {verdict.expected}", f"seen: {verdict.actual}"]
    lines += [f"next: {verdict.next_step}"] if verdict.next_step else []
    if result.diagnosis is not None:
        lines += ["", result.diagnosis.title, "", result.diagnosis.explanation]
    return "\n".join([*lines, "", *verdict.evidence[:SHOWN_EVIDENCE]]).strip()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
