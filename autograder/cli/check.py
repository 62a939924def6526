"""``autograder check``: a student's own work."""

import contextlib
import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import FOLDER, exit_code
from autograder.messages import Message

if TYPE_CHECKING:
    from autograder.checks.results import ExerciseResult
    from autograder.cli.pictures import Pictures
    from autograder.intake.submission import SubmittedFile
    from autograder.sandbox.environment import Environment

STANDARD_OUTPUT = 1
TRACE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", help="Repeat an earlier run with the same names and sizes.")
@click.option("--submission", type=FOLDER, help="Where your files are (default: this folder, or the exercise's own).")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON, for other programs.")
@click.option(
    "--timeline/--no-timeline",
    default=None,
    help="Draw who ran when and who waited for whom, for the first check that failed "
    "(default: in a terminal of 100 columns or more).",
)
@click.option(
    "--trace", type=TRACE, help="Write that run to a file, for speedscope and other viewers of Chrome traces."
)
def check(
    exercises: tuple[str, ...],
    seed: str | None,
    submission: Path | None,
    as_json: bool,
    timeline: bool | None,
    trace: Path | None,
) -> None:
    """Check your own work.

    EXERCISE is 2, 02, 02_process_subclass, a part of its name such as subclass, or a path. Without one, the
    exercise of the folder you are in is checked, or the whole course. Your program runs in the best sandbox that
    this machine can give. On macOS and Windows it runs as it is.
    """
    from autograder.escaping import for_json

    console = PipeConsole(file=sys.stdout, highlight=False, quiet=as_json)
    here = Path.cwd()
    course = Course.around(here)
    with Bench(course, console, seed, timeline, trace) as bench:
        results = [
            bench.check(exercise, find_program(exercise, *([submission] if submission else places)))
            for exercise, places in choose(course, here, exercises)
        ]
    if trace is not None:
        bench.pictures.write_trace()
    if as_json:
        click.echo(for_json(results), nl=False)  # as bytes: JSON is UTF-8 (RFC 8259), whatever the terminal writes
    sys.exit(exit_code([result.outcome for result in results]))


class PipeConsole(Console):
    """A console whose reader may go away, as ``head`` does."""

    def on_broken_pipe(self) -> None:
        """Print nothing more; what is under way goes on to its end, and to its exit code."""
        self.quiet = True
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), STANDARD_OUTPUT)


class Bench:
    """Where programs are checked, one after the other; what that needs is loaded and made when it is needed."""

    def __init__(
        self, course: Course, console: Console, seed: str | None, timeline: bool | None, trace: Path | None
    ) -> None:
        """Raises :class:`UsageError` where a trace is wanted and could not be written."""
        self.course, self.console, self.seed, self.timeline, self.trace = course, console, seed, timeline, trace
        self.opened = contextlib.ExitStack()
        if trace is not None:
            _ = self.pictures

    def __enter__(self) -> Self:
        """The bench itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the sandbox, if there is one."""
        self.opened.close()

    @functools.cached_property
    def sandbox(self) -> "Environment":
        """One for all exercises."""
        from autograder.platforms import environment_for_own_code

        return self.opened.enter_context(environment_for_own_code())

    @functools.cached_property
    def pictures(self) -> "Pictures":
        """What is shown of the runs themselves."""
        from autograder.cli.pictures import Pictures

        return Pictures(self.console, self.timeline, self.trace)

    def check(self, exercise: Exercise, path: Path) -> "ExerciseResult":
        """Check one program, show what comes of it, and keep how far one is, as `autograder watch` does."""
        result = self.judge(exercise, read_program(exercise, path, self.course))
        if path.parent.resolve() == exercise.folder.resolve():
            from autograder.desk.progress import Progress

            Progress(self.course).note(exercise.name, result.points, result.max_points)
        return result

    def judge(self, exercise: Exercise, handed: "SubmittedFile") -> "ExerciseResult":
        """Grade one program and show its verdicts."""
        self.console.print(f"\n[bold]{exercise.name[:2]} {exercise.about.title}[/]  [dim]{exercise.file}[/]")
        unreadable = None if self.console.quiet else tell_unreadable(self.console, self.course, exercise, handed)
        if unreadable is not None:
            return unreadable
        from autograder.checks.assignment import Assignment
        from autograder.desk.grading import grade_exercise, new_seed
        from autograder.desk.stubs import STUB
        from autograder.reports.check_text import CheckPrinter
        from autograder.reports.lessons import print_lessons
        from autograder.reports.terminal import say

        (exercise,) = Assignment.counted(self.course, [exercise])
        with CheckPrinter(self.console, () if handed.obstacle else exercise.tried) as printer:  # else nothing is run
            seed = self.seed or new_seed()
            result, attempt = grade_exercise(exercise, handed, self.sandbox, seed, listener=printer.hear)
        print_lessons(self.console, result, printer.unusable)
        near = say_near(exercise, Path(handed.origin), self.course) if STUB[1].encode() in handed.source else ""
        if near:  # written beside the stub, under another name
            say(self.console, near, 2)
        self.pictures.show(result, attempt, self.sandbox)
        return result


def tell_unreadable(
    console: Console, course: Course, exercise: Exercise, handed: "SubmittedFile"
) -> "ExerciseResult | None":
    """Print why Python cannot read a program, at once and once; ``None`` for one that it can.

    The result has no verdicts: nothing was run.
    """
    from autograder.diagnosis.syntax_errors import find_syntax_error
    from autograder.reports.terminal import NOTHING_BEFORE, print_points, print_python_error, say

    error = find_syntax_error(handed.source, exercise.file) if not handed.obstacle else None
    if error is None:
        return None
    print_python_error(console, error)
    console.print()
    say(console, NOTHING_BEFORE, 2)
    from autograder.checks.assignment import Assignment
    from autograder.checks.results import ExerciseResult, Outcome
    from autograder.checks.session import checks_of

    (exercise,) = Assignment.counted(course, [exercise])
    most = sum(exercise.worth(check.name, check.points) for check in checks_of(exercise))
    print_points(console, 0, most, Outcome.FAILED)
    return ExerciseResult(exercise.name, exercise.about.title, exercise.file, 0.0, most, Outcome.FAILED)


def choose(course: Course, here: Path, words: Sequence[str]) -> list[tuple[Exercise, list[Path]]]:
    """The exercises that are meant, by folder, by file or by what they are called, each with where its file may be.

    A path that leads out of the course leads to the file that is meant, and not to the course's own.
    """
    chosen: dict[str, tuple[Exercise, list[Path]]] = {}
    for word in words or ["."]:
        path = (here / word).resolve()
        place = path if path.is_dir() else path.parent if path.is_file() else here
        outside = not place.is_relative_to(course.root)
        found = course.within(path) if path.exists() else ()
        if not found and outside:
            found = tuple(one for one in course.exercises if path.is_dir() and find_in(place, one) is not None)
        found = found or (course.exercises if word == "." else course.pick([word]))
        chosen |= {one.name: (one, [place] if outside else [place, one.folder]) for one in found}
    return list(chosen.values())


def read_program(exercise: Exercise, path: Path, course: Course) -> "SubmittedFile":
    """The student's file, with the reason why it cannot be run, if there is one."""
    from autograder.intake.submission import SubmittedFile, find_obstacle

    if not path.is_file():
        none = Message("There is no {path}.", path=str(path))
        return SubmittedFile(b"", str(path), Message.joined([none, say_near(exercise, path, course)]))
    source = path.read_bytes()
    return SubmittedFile(source, str(path), find_obstacle(exercise, source))


def say_near(exercise: Exercise, path: Path, course: Course) -> str:
    """Which file may be meant where the right one is not there, or still the stub; empty where none is."""
    from autograder.intake.near_misses import nearest, say_name

    found = nearest(path.parent, exercise, course.exercises) if path.parent.is_dir() else None
    return say_name(found, exercise) if found is not None else ""


def find_program(exercise: Exercise, *places: Path) -> Path:
    """The student's file: in the first of these places that has it."""
    found = (find_in(place, exercise) for place in places)
    return next(filter(None, found), places[-1] / exercise.file)


def find_in(folder: Path, exercise: Exercise) -> Path | None:
    """The file of an exercise in a folder, or in the one of that exercise in it."""
    places = folder / exercise.file, folder / exercise.name / exercise.file
    return next((path for path in places if path.is_file()), None)
