"""Which programs are alike beyond what the exercise makes alike: copies are found, right programs are not."""

import random

import pytest

from autograder.checks.course import Course
from autograder.desk import similarity
from autograder.desk.similarity import COMMON, LEAST_TOKENS, Alike, Program, find_alike, read_tokens
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
(EXERCISE,) = COURSE.pick(["06"])
STUB = (EXERCISE.folder / EXERCISE.file).read_text()
REFERENCE = (EXERCISE.solution / EXERCISE.file).read_text()
KNOWN = (STUB, REFERENCE)
LONG = '''
import multiprocessing
def helper(queue, items, limit=7):
    """Put the squares."""
    total = 0
    for item in items:
        if item % 3 == 0 and item < limit:
            total += item * item
            queue.put((item, total))
        else:
            queue.put(None)
    while not queue.empty():
        print(queue.get(), total or -1)
    return {name: len(name) for name in ("amber", "beryl")}
'''
OTHER = """
from multiprocessing import Process, Event

class Gate:
    def __init__(self):
        self.open = Event()
    def __enter__(self):
        self.open.set()
        return self
    def __exit__(self, *error):
        del error[:]
        self.open.clear()

def guard(task, *names):
    with Gate() as gate, open("x") as file:
        assert gate, file
        yield from (name.upper() for name in names if name)
"""


def test_a_copy_with_other_names_is_found() -> None:
    """Renamed, commented, laid out anew: the same program. Its names say more."""
    renamed = LONG.replace("queue", "q").replace("item", "thing").replace("total", "sum_") + "\n# mine\n"
    (pair,) = find_alike([("ada", LONG), ("bo", renamed), ("cy", OTHER)], KNOWN, 0.8)
    assert (pair.students, pair.score) == (("ada", "bo"), 1.0)
    assert pair.with_names < 0.9
    assert not pair.is_same_text
    assert {5, 8, 9, 10} <= pair.lines[0]  # of the text without its blank end


def test_one_text_twice_is_told_as_that() -> None:
    """Whatever ends its lines."""
    (pair,) = find_alike([("ada", LONG), ("bo", LONG.replace("\n", "\r\n"))], KNOWN, 0.8)
    assert pair.is_same_text
    assert (pair.score, pair.with_names) == (1.0, 1.0)


def test_what_everybody_has_is_nobodys_copy() -> None:
    """Stubs, references, and what many in the class wrote."""
    assert find_alike([("ada", STUB), ("bo", STUB)], KNOWN, 0.1) == []
    assert find_alike([("ada", REFERENCE), ("bo", REFERENCE)], KNOWN, 0.1) == []
    many = [(f"s{number}", f"{LONG}\nx{number} = {number}\n") for number in range(COMMON + 1)]
    assert find_alike(many, KNOWN, 0.1) == []
    assert len(find_alike(many[:3], KNOWN, 0.1)) == 3


def test_right_programs_of_the_course_are_not_alike() -> None:
    """Alternatives to the references, each written by itself, leave too little or differ."""
    for exercise in COURSE.exercises:
        known = [(exercise.folder / exercise.file).read_text(), (exercise.solution / exercise.file).read_text()]
        others = [(path.stem, path.read_text()) for path in (exercise.solution / "alternatives").glob("*.py")]
        pairs = find_alike(others, known, 0.8)
        assert [one.students for one in pairs] == [], exercise.name


@pytest.mark.parametrize(
    "text", ["", "def (", "'''", "\0\0", "x" * 100_000, "(" * 5000, "x = 'a" + "\\" * 999, "\ud800"]
)
def test_any_text_is_read(text: str) -> None:
    """Broken programs are compared like others."""
    assert len(read_tokens(text)) <= 5000
    find_alike([("ada", text), ("bo", text + "\n" + LONG)], KNOWN, 0.1)


def test_lines_are_counted_in_what_is_shown() -> None:
    """From 1, blank lines and comments too."""
    tokens = read_tokens("\n\n# comment\nx = 1\n\n'text'\n")
    assert [(token.text, token.line) for token in tokens][:3] == [("x", 4), ("=", 4), ("1", 4)]
    assert tokens[-1].line == 6
    assert LEAST_TOKENS > 3


WORDS = [
    "len",
    "sum",
    "max",
    "min",
    "sorted",
    "print",
    "range",
    "list",
    "dict",
    "set",
    "zip",
    "map",
    "any",
    "all",
    "abs",
    "iter",
]


def family(number: int) -> str:
    """A long text that no other number gives."""
    draw = random.Random(number)
    return "\n".join(" ".join(draw.choices(WORDS, k=10)) for _ in range(12))


@pytest.mark.parametrize("families", [10, 40])
def test_the_work_grows_with_the_class_and_not_with_its_square(families: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only programs that share something are compared: in each family of five, its ten pairs."""
    compared = []
    measure = similarity.measure

    def count(one: Program, other: Program) -> Alike:
        compared.append((one, other))
        return measure(one, other)

    monkeypatch.setattr(similarity, "measure", count)
    handed = [(f"s{n}-{k}", f"{family(n)}\nlast = {'(' * k}{k}{')' * k}\n") for n in range(families) for k in range(5)]
    assert len(find_alike(handed, (), 0.5)) == len(compared) == 10 * families
