"""A small exercise in a course of its own, with a reference that calls the task it is given."""

from pathlib import Path

from autograder.checks.course import Exercise

CALLS = b"def go(task, n): return task(n)\n"


def make_small_exercise(folder: Path, checks: str) -> Exercise:
    """An exercise with these checks, in a course in ``folder``."""
    for part, name, text in (
        ("exercises", "exercise.toml", 'title = "Small"\nobjective = "do it"\nlisting = "none"\n'),
        ("exercises", "test_small.py", checks),
        ("solutions", "small.py", CALLS.decode()),
    ):
        path = folder / part / "50_small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Exercise.load(folder / "exercises" / "50_small")
