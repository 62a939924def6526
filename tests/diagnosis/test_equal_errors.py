"""Facts know no version of Python: what a later one raises and says has the name that an earlier one gave it."""

import pytest

from autograder.diagnosis.error_table import meaning
from autograder.diagnosis.facts import facts_of
from autograder.diagnosis.normalization import error_words
from autograder.diagnosis.plain_words import Spot
from autograder.diagnosis.source_text import SourceText
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from tests.conftest import Judge

CANNOT_BE_SENT = """
from multiprocessing import Pool, Process

def local():
    def work(): pass
    Process(target=work).start()

def nameless():
    Process(target=NAMELESS).start()

NAMELESS = lambda: None

def heard_of(on_error):
    def work(): pass
    with Pool(1) as pool:
        pool.apply_async(work, error_callback=on_error)
        pool.close()
        pool.join()
"""
LOCAL = "Can't pickle local object"
NOWHERE = "Can't pickle … at …>: attribute lookup … on program failed"


@pytest.mark.parametrize(
    ("kind", "message", "same"),
    [
        ("AttributeError", f"{LOCAL} 'launch.<locals>.work'", ("AttributeError", f"{LOCAL} …")),
        ("AttributeError", "Can't get local object 'launch.<locals>.work'", ("AttributeError", f"{LOCAL} …")),
        ("PicklingError", f"{LOCAL} <function launch.<locals>.work at 0x7f>", ("AttributeError", f"{LOCAL} …")),
        (
            "PicklingError",
            "Can't pickle <function <lambda> at 0x7f>: attribute lookup <lambda> on program failed",
            ("PicklingError", NOWHERE),
        ),
        (
            "PicklingError",
            "Can't pickle <function <lambda> at 0x7f>: it's not found as program.<lambda>\nwhen serializing",
            ("PicklingError", NOWHERE),
        ),
        ("TypeError", "cannot pickle '_thread.lock' object", ("TypeError", "cannot pickle … object")),
        ("TypeError", "f() argument after * must be an iterable", ("TypeError", "Value after * must be an iterable")),
        ("TypeError", "Value after ** must be a mapping", ("TypeError", "Value after ** must be a mapping")),
        (
            "TypeError",
            "cannot use 'list' as a dict key (unhashable type: 'list')",
            ("TypeError", "unhashable type: …"),
        ),
        (
            "ValueError",
            "too many values to unpack (expected 2, got 3)",
            ("ValueError", "too many values to unpack (expected …)"),
        ),
        (
            "TypeError",
            "'int' object does not support the context manager protocol (missed __exit__ method)",
            ("TypeError", "… object does not support the context manager protocol"),
        ),
        ("ValueError", "max() iterable argument is empty", ("ValueError", "max() arg is an empty sequence")),
        ("KeyError", "", ("KeyError", "")),
    ],
)
def test_what_is_the_same_is_called_the_same(kind: str, message: str, same: tuple[str, str]) -> None:
    """Whichever Python says it."""
    assert error_words(kind, message) == same


@pytest.mark.parametrize(
    ("kind", "earlier", "later"),
    [
        ("TypeError", "unhashable type: 'list'", "cannot use 'list' as a set element (unhashable type: 'list')"),
        (
            "TypeError",
            "__main__.f() argument after * must be an iterable, not int",
            "Value after * must be an iterable, not int",
        ),
        (
            "TypeError",
            "f() argument after ** must be a mapping, not list",
            "Value after ** must be a mapping, not list",
        ),
        ("ValueError", "too many values to unpack (expected 2)", "too many values to unpack (expected 2, got 3)"),
    ],
)
def test_what_is_the_same_is_explained_the_same(kind: str, earlier: str, later: str) -> None:
    """In plain words, whichever Python says it."""
    spot = Spot(SourceText(b""), 0)
    assert meaning(kind, earlier, spot) == meaning(kind, later, spot) != ""


@pytest.mark.parametrize("start_method", ["spawn", "forkserver"])
def test_a_running_python_is_known(judged: Judge, start_method: str) -> None:
    """The Python that runs this test says one of the things that are known."""
    local = set(facts_of(judged(CANNOT_BE_SENT, call("local"), start_method=start_method)))
    assert {"local: raises AttributeError", f"says AttributeError: {LOCAL} …"} <= local
    nameless = set(facts_of(judged(CANNOT_BE_SENT, call("nameless"), start_method=start_method)))
    assert {"nameless: raises PicklingError", f"says PicklingError: {NOWHERE}"} <= nameless
    heard = set(facts_of(judged(CANNOT_BE_SENT, call("heard_of", Probe("on_error", 1)), start_method=start_method)))
    assert "on_error: given (AttributeError)" in heard
