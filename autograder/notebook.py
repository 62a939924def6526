"""What the check cells of a notebook call: ``check("02_topic", "test_name")``.

The program is never run in the notebook's own kernel. It is graded as ``autograder check`` grades it,
in a process of its own and in the sandbox, so that a program that hangs, or that breaks its
interpreter, does nothing to the kernel. nbgrader reads the points from the value of the cell
(its documentation: "Autograder test cells", partial credit). No notebook software is needed.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Outcome
from autograder.errors import Inconclusive, KitError, UsageError
from autograder.intake.live_cells import GradedText, choose_text
from autograder.reports.check_text import LONGEST
from autograder.reports.html import check_to_html, points_of
from autograder.reports.lines import check_to_lines

END_SECONDS = 10.0  # how long an interrupted grading may take to empty its sandbox
VALIDATING = "NBGRADER_VALIDATING"  # set by nbgrader's ``Validator`` for the kernels that it starts
VALIDATED_WIDTH = 82  # it cuts lines at 87 characters, and indents them by four


class Points(float):
    """The points that a check has earned: a number to nbgrader, a page to people."""

    page: str

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.page


@dataclass
class Graded:
    """The result of one program, the checks that have already shown theirs, and whether one told what was printed."""

    program: str
    result: ExerciseResult
    shown: set[str] = field(default_factory=set)
    told: bool = False


_graded: dict[Path, Graded] = {}


def check(exercise: str, check: str, folder: str | Path = ".") -> Points:
    """The points of one check for the program that stands in ``folder``, or in the cell that was to save it there.

    All checks of an exercise are decided in one run, which serves each of its cells once: running
    a cell again grades again, and so does a program that has changed. Raises :class:`UsageError` when
    there is no such exercise or check, and :class:`Inconclusive` or :class:`KitError` when nothing
    could be decided, so that a cell without a verdict never looks like one that has passed.
    """
    course = Course.around(Path(folder))
    found = course.pick([exercise])[0]
    text = choose_text(Path(folder).resolve() / found.file, found.name)
    program = fingerprint(text.source, found)
    graded = _graded.get(text.path)
    if graded is None or graded.program != program or check in graded.shown:
        graded = _graded[text.path] = Graded(program, grade_text(course, found, text))
    graded.shown.add(check)
    verdicts = [verdict for verdict in graded.result.verdicts if verdict.check == check]
    if not verdicts:
        raise UsageError(f"{found.name} has no check {check!r}. Fetch the assignment again to get this cell back.")
    for verdict in verdicts:
        if verdict.outcome is Outcome.INCONCLUSIVE:
            raise Inconclusive(f"The machine was too busy to tell; run this cell again. {verdict.actual}")
        if verdict.outcome is Outcome.ERROR:
            raise KitError(f"The kit itself failed; this is no failure of yours. {verdict.actual}")
    earned, most = points_of(verdicts)
    points = Points(earned)
    points.page = check_to_html(graded.result, check, unfolded=True, graded=text.words)
    if VALIDATING in os.environ and earned < most:
        told = check_to_lines(graded.result, check, text.words, VALIDATED_WIDTH, not graded.told)
        graded.told = True
        print("\n".join(told), file=sys.stderr)  # what nbgrader shows in the place of "Partial credit"
    return points


def fingerprint(source: bytes | None, exercise: Exercise) -> str:
    """What tells one state of a program and its checks from another."""
    checks = exercise.checks.read_bytes() if exercise.checks.is_file() else b""
    return "".join(hashlib.sha256(data).hexdigest() for data in (source or b"", checks))


def grade_text(course: Course, exercise: Exercise, text: GradedText) -> ExerciseResult:
    """Grade the file where it is, and a cell that was not saved in a folder of its own; say first how long it takes."""
    if VALIDATING not in os.environ:
        print(f"checking {exercise.file}: {LONGEST}", flush=True)
    if text.is_file:
        return grade(course, exercise, text.path.parent)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / exercise.file).write_bytes(text.source or b"")
        return grade(course, exercise, Path(folder))


def grade(course: Course, exercise: Exercise, folder: Path) -> ExerciseResult:
    """Grade in a process of its own, which ends with us; an interrupted cell ends it."""
    command = [sys.executable, "-m", "autograder", "check", exercise.name, "--submission", str(folder)]
    command += ["--json", "--timeline"]
    process = subprocess.Popen(
        command, cwd=course.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        answer, complaint = process.communicate()
    finally:
        if process.poll() is None:
            interrupt(process)
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    try:
        return msgspec.json.decode(answer, type=list[ExerciseResult])[0]
    except (msgspec.DecodeError, IndexError) as error:
        raise KitError(complaint.decode(errors="replace").strip() or "The grader gave no answer.") from error


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """End a grading so that it cleans up. Windows can only kill it: its programs then end by themselves."""
    if sys.platform == "win32":
        process.kill()
    else:
        process.send_signal(signal.SIGINT)
