"""What the check cells of a notebook call: ``check("02_topic", "test_name")``.

The program is never run in the notebook's own kernel. It is graded as ``autograder check`` grades it,
in a process of its own and in the sandbox, so that a program that hangs, or that breaks its
interpreter, does nothing to the kernel. nbgrader reads the points from the value of the cell
(its documentation: "Autograder test cells", partial credit). No notebook software is needed.
"""

import hashlib
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Outcome
from autograder.errors import Inconclusive, KitError, UsageError
from autograder.reports.html import check_to_html, points_of

END_SECONDS = 10.0  # how long an interrupted grading may take to empty its sandbox


class Points(float):
    """The points that a check has earned: a number to nbgrader, a page to people."""

    page: str

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.page


@dataclass
class Graded:
    """The result of one program, and the checks that have already shown theirs."""

    program: str
    result: ExerciseResult
    shown: set[str] = field(default_factory=set)


_graded: dict[Path, Graded] = {}


def check(exercise: str, check: str, folder: str | Path = ".") -> Points:
    """The points of one check for the program that stands in ``folder``.

    All checks of an exercise are decided in one run, which serves each of its cells once: running
    a cell again grades again, and so does a program that has changed. Raises :class:`UsageError` when
    there is no such exercise or check, and :class:`Inconclusive` or :class:`KitError` when nothing
    could be decided, so that a cell without a verdict never looks like one that has passed.
    """
    course = Course.around(Path(folder))
    found = course.pick([exercise])[0]
    path = Path(folder).resolve() / found.file
    program = fingerprint(path, found)
    graded = _graded.get(path)
    if graded is None or graded.program != program or check in graded.shown:
        graded = _graded[path] = Graded(program, grade(course, found, path.parent))
    graded.shown.add(check)
    verdicts = [verdict for verdict in graded.result.verdicts if verdict.check == check]
    if not verdicts:
        raise UsageError(f"{found.name} has no check {check!r}. Fetch the assignment again to get this cell back.")
    for verdict in verdicts:
        if verdict.outcome is Outcome.INCONCLUSIVE:
            raise Inconclusive(f"The machine was too busy to tell; run this cell again. {verdict.actual}")
        if verdict.outcome is Outcome.ERROR:
            raise KitError(f"The kit itself failed; this is no failure of yours. {verdict.actual}")
    points = Points(points_of(verdicts)[0])
    points.page = check_to_html(graded.result, check, unfolded=True)
    return points


def fingerprint(program: Path, exercise: Exercise) -> str:
    """What tells one state of a program and its checks from another."""
    files = [path for path in (program, exercise.checks) if path.is_file()]
    return "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)


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
