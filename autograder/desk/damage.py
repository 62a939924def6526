"""What stands in the place of a record that cannot be read, so that it costs nobody else anything."""

import sqlite3

from autograder.checks.result_record import decode_notes
from autograder.checks.results import ExerciseResult, Outcome, State, Verdict
from autograder.errors import KitError
from autograder.messages import Message


def unreadable(error: Exception) -> Message:
    """The sentence that is told of a result that cannot be read."""
    words = "What is kept of this result is damaged ({error}). Its points are as they were; grade it again to see more."
    return Message(words, error=str(error.__cause__ or error))


def stand_in(row: sqlite3.Row, why: str) -> ExerciseResult:
    """An undecided result with the points that the store knows besides, so that no sum becomes another."""
    verdict = Verdict("", Message("What is kept of this result can be read"), "", 0.0, Outcome.ERROR, "", why)
    exercise = str(row["exercise"])
    result = ExerciseResult(exercise, exercise, row["path"].rpartition("/")[2], verdicts=[verdict])
    if row["student"]:  # of a reference no points are kept
        result.handed_in = row["state"] != State.NOT_HANDED_IN
        result.conclude()
        result.points, result.max_points = row["points"], row["max_points"]
    else:
        result.conclude()
    return result


def readable_notes(data: bytes | None) -> list[str]:
    """The sentences of a column, or the one that they cannot be read."""
    try:
        return decode_notes(data) if data else []
    except KitError as error:
        words = "What is kept of the notes here is damaged ({error})."
        return [Message(words, error=str(error.__cause__ or error))]
