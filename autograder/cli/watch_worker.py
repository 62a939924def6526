"""The process that checks for ``autograder watch``: it stays, so that a check begins as soon as a file is saved.

It reads a line for each check, the exercise's name and the terminal's width, and writes lines of JSON. When its
input ends it interrupts what it does, empties its sandbox, and ends: so nothing outlives the terminal.
"""

import _thread
import io
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import msgspec
from rich.console import Console

from autograder.checks.assignment import Assignment
from autograder.checks.attempt import Attempt
from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult, Verdict
from autograder.cli.check import find_program, read_program
from autograder.desk.grading import grade_exercise, new_seed
from autograder.errors import AutograderError
from autograder.escaping import for_json
from autograder.platforms import environment_for_own_code
from autograder.reports.timeline import draw
from autograder.reports.timeline.choice import failed_runs
from autograder.reports.timeline.terminal import print_timeline
from autograder.sandbox.environment import Environment


class Heard(msgspec.Struct, tag=True):
    """A verdict has fallen."""

    verdict: Verdict


class Finished(msgspec.Struct, tag=True):
    """All verdicts of a program have fallen; the run of the first check that failed, drawn for a terminal."""

    result: ExerciseResult
    picture: str


class Trouble(msgspec.Struct, tag=True):
    """The kit itself could not check."""

    words: str


Answer = Heard | Finished | Trouble


def main(here: Path) -> None:
    """Check what is asked for, until the input ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever began this may have been deaf to it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(requests,), daemon=True).start()
    try:
        with environment_for_own_code() as sandbox:
            while request := requests.get():
                exercise, width = request.split()
                answer(here, exercise, int(width), sandbox, answers)
    except KeyboardInterrupt:
        return
    except AutograderError as error:
        write(answers, Trouble(str(error)))


def listen(requests: "queue.SimpleQueue[str]") -> None:
    """Pass on each line; the end of the input interrupts what is being done."""
    for line in sys.stdin:
        requests.put(line.strip())
    requests.put("")
    _thread.interrupt_main()


def answer(here: Path, name: str, width: int, sandbox: Environment, answers: BinaryIO) -> None:
    """Check one program, and tell its verdicts as they fall."""
    course = Course.around(here)
    (exercise,) = Assignment.counted(course, course.pick([name]))
    try:
        handed = read_program(exercise, find_program(exercise, here, exercise.folder), course)
        listener = lambda verdict: write(answers, Heard(verdict))  # noqa: E731
        result, attempt = grade_exercise(exercise, handed, sandbox, new_seed(), listener=listener)
        write(answers, Finished(result, drawn(result, attempt, width)))
    except AutograderError as error:
        write(answers, Trouble(str(error)))


def drawn(result: ExerciseResult, attempt: Attempt, width: int) -> str:
    """The picture of the run of the first check that failed; empty where none ran."""
    found = next((run for _, run in failed_runs(result, attempt) if run.made() or run.calls), None)
    if found is None:
        return ""
    page = io.StringIO()
    print_timeline(Console(file=page, width=width, highlight=False), draw(found, None))
    return page.getvalue()


def write(answers: BinaryIO, message: Answer) -> None:
    """One line of JSON; nobody who reads it any more is nobody to tell."""
    try:
        answers.write(for_json(message) + b"\n")
    except BrokenPipeError:
        _thread.interrupt_main()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
