"""``autograder replay``: judge recorded evidence again."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import FAILED, FILE, FOLDER, typed
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.desk.store import Kept, Store


@click.command()
@click.argument("results", type=FOLDER)
@click.argument("student", required=False)
@click.argument("exercise", required=False)
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option("--assignment", type=FILE, help="What it counts (default: the course's assignment.toml).")
@click.option("--run", is_flag=True, help="Run the programs again with the same draws, and say what went otherwise.")
def replay(
    results: Path, student: str | None, exercise: str | None, course: Path | None, assignment: Path | None, run: bool
) -> None:
    """Judge again what was recorded, for instructors.

    RESULTS is the folder that `autograder grade --results` wrote; of a class, of one STUDENT, or of one EXERCISE of
    theirs, the checks and the diagnosis are run on the stored evidence. No program of a student's is run, and the same
    verdicts come out, byte for byte; where they do not, it is said in which check. With --run the programs are run
    again in the sandbox, and every event is told in which the two runs differ. Nothing is written.
    """
    from autograder.cli.explain import pick_exercise
    from autograder.desk.store import Store

    console = Console(file=sys.stdout, highlight=False)
    with Store.open(results) as store:
        exercises = exercises_of(store, course, assignment)
        wanted = pick_exercise(store, exercise) if exercise else None
        chosen = choose(store, student, wanted)
        told = run_again(console, store, exercises, chosen) if run else judge_again(console, store, exercises, chosen)
    sys.exit(FAILED if told else 0)


def exercises_of(store: "Store", place: Path | None, file: Path | None) -> dict[str, Exercise]:
    """The exercises of a store, as the course and its assignment are now; raises :class:`UsageError`."""
    from autograder.checks.assignment import Assignment

    course = Course.load(place) if place else Course.around(Path.cwd())
    assignment = Assignment.load(file, course) if file else Assignment.of(course)
    known = {one.name: one for one in (*course.exercises, *(assignment.exercises if assignment else ()))}
    missing = [name for name in store.exercises if name not in known]
    if missing:
        raise UsageError(f"{course.root} has no {missing[0]}, which was graded. Name the right course with --course.")
    return {name: known[name] for name in store.exercises}


def choose(store: "Store", student: str | None, exercise: str | None) -> "Iterator[Kept]":
    """The results that are asked for, one after the other."""
    if student is not None:
        store.student(student)  # raises for one who is not there
    for name in store.names if student is None else [student]:
        for kept in store.results(name):
            if exercise in (None, kept.exercise):
                yield kept


def judge_again(console: Console, store: "Store", exercises: dict[str, Exercise], chosen: "Iterable[Kept]") -> int:
    """Judge each again and say where it comes out otherwise; gives how many do."""
    from autograder.desk.controls import Controls
    from autograder.desk.course_digest import Digests
    from autograder.desk.regrade import judge_as_recorded
    from autograder.desk.result_diff import differences
    from autograder.errors import NeedsRun

    number, told, changed = 0, 0, set()
    controls = Controls(store)
    for kept in chosen:
        number += 1
        damage = controls.trouble(kept)
        if damage:
            told += 1
            tell(console, kept, [damage])
            continue
        if kept.digests != Digests.of(exercises[kept.exercise]):
            changed.add(kept.exercise)
        try:
            found = differences(
                kept.result, judge_as_recorded(exercises[kept.exercise], kept, controls.of(kept.exercise))
            )
        except (NeedsRun, UsageError) as error:  # a damaged record costs this result alone
            found = [str(error)]
        told += bool(found)
        tell(console, kept, found)
    console.print(f"{number} results were judged again from their evidence; {number - told} are the same.")
    if changed:
        names = ", ".join(sorted(changed))
        console.print(f"Since they were graded, {names} changed. {typed()} regrade {store.folder} applies that.")
    return told


def run_again(console: Console, store: "Store", exercises: dict[str, Exercise], chosen: "Iterable[Kept]") -> int:
    """Run each again and say what went otherwise; gives of how many programs a verdict is another."""
    from autograder.checks.attempt_record import unpack
    from autograder.desk.controls import Controls
    from autograder.desk.replay import run_anew
    from autograder.desk.result_diff import pairs
    from autograder.engine.canaries import choose as choose_level
    from autograder.errors import NeedsRun
    from autograder.sandbox.levels import Level
    from autograder.sandbox.sandbox import Sandbox

    controls, number, told = Controls(store), 0, 0
    level = choose_level(Level(store.grading.machine.level)).level
    with Sandbox(level) as sandbox:
        for kept in chosen:
            number += 1
            damage = controls.trouble(kept)
            if kept.attempt is None or kept.handed.obstacle or damage:
                tell(console, kept, [kept.handed.obstacle or damage or "No evidence of it is kept."])
                continue
            try:
                with_it = unpack(kept.attempt), sandbox, controls.of(kept.exercise)
                result, runs = run_anew(exercises[kept.exercise], kept.handed, *with_it)
            except (NeedsRun, UsageError) as error:  # its scenarios have changed since, or its record is damaged
                tell(console, kept, [str(error)])
                continue
            found = [f"{key[0]} under {key[1]}: {sentence}" for key, said in runs.items() for sentence in said]
            tell(console, kept, found or ["The same happened, in the same order."])
            verdicts = [
                f"{now.check} under {now.start_method} was {before.state}, and is {now.state}."
                for before, now in pairs(kept.result, result)
                if before is not None and now is not None and before.outcome is not now.outcome
            ]
            told += bool(verdicts)
            tell(console, kept, verdicts or ["Every verdict is the same."])
    console.print(f"{number} programs were chosen; of {told}, a verdict is another than the first time.")
    return told


def tell(console: Console, kept: "Kept", sentences: list[str]) -> None:
    """Sentences about one result."""
    from autograder.reports.terminal import plain

    for sentence in sentences:
        console.print(f"{plain(kept.student)}, {kept.exercise}: {plain(sentence)}", soft_wrap=True)
