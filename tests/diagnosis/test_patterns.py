"""Patterns that look like the code that they find."""

import pytest

from autograder.diagnosis.patterns import LINE, STEPS, Steps, find
from autograder.diagnosis.scopes import Code

JOINED = "for $_ in $_:\n    $_.join()\nfor $_ in $_:\n    $_.start()"
IN_TURN = "for $P in $PS:\n    $P.start()\n    ...\n    $P.join()"


def lines(pattern: str, source: str) -> list[int]:
    """Where a pattern is found."""
    code = Code.of(source)
    assert code is not None
    Steps.left = STEPS  # as for each construct that is looked for
    return [int(found[LINE]) for found in find(pattern, code)]


@pytest.mark.parametrize(
    ("pattern", "source", "line"),
    [
        ("Process(target=$F(...), ...)", "import multiprocessing as mp\np = mp.Process(None, f(x), args=(1,))", 2),
        (
            "Process(target=$F(...), ...)",
            "from multiprocessing import get_context\nget_context().Process(target=f())",
            2,
        ),
        ("Process(args=($X, ), ...)", "Process(target=f, args=[1])", 1),
        ("sleep(...)", "from time import sleep as nap\nnap(3)", 2),
        ("getpid()", "import os\nprint(os.getpid())", 2),
        ("threading.Lock()", "from threading import Lock\nlock = Lock()", 2),
        ("multiprocessing.dummy.Pool(...)", "from multiprocessing.dummy import Pool\nPool(4)", 2),
        ("Process.__init__(...)", "import multiprocessing\nmultiprocessing.Process.__init__(self, **options)", 2),
        (IN_TURN, "for p in ps:\n    p.start()\n    if x:\n        p.join()", 4),
        ("for $I in $IS:\n    $P.apply_async(...).get()", "[pool.apply_async(t, (i,)).get() for i in items]", 1),
        ("$P = Pool(...)", "with Pool(3) as p:\n    p.map(f, x)", 1),
        ("$D[$K] += $_", "d[k] = d[k] + 1", 1),
        ("$A = 1", "a: int = 1", 1),
        ("$A = 1", "(a := 1)", 1),
        ("$B = 2", "a, b = 1, 2", 1),
        (
            "try:\n    $_.join()\nexcept:\n    ...",
            "try:\n    p.join()\nexcept ValueError as error:\n    print(error)",
            2,
        ),
        ("def $F(...):\n    ...\n$F(...)", "def f(a):\n    pass\nprint(f(1))", 3),
        ("def $_(list, ...):\n    ...", "def f(a, list, b): pass", 1),
        ("class $_(Process):\n    def start(...):\n        ...", "class W(Process):\n    def start(self): pass", 2),
        ("at top level:\n    Manager()", "m = Manager()", 1),
        ("$P.start", "p.start\n", 1),
        ("dataclasses.dataclass", "from dataclasses import dataclass\n@dataclass\nclass W(Process): pass", 2),
        (
            "dataclasses.dataclass(...)",
            "import dataclasses\ndef f():\n    @dataclasses.dataclass(order=True)\n    class W: pass",
            3,
        ),
    ],
)
def test_what_is_equal_is_found(pattern: str, source: str, line: int) -> None:
    """Whatever it is imported from, called like, or wrapped in; the line is that of the pattern's last part."""
    assert lines(pattern, source) == [line]


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("Process(target=$F(...), ...)", "Process(target=f, args=(1,))"),
        ("Process(target=$F)", "Process(target=f, args=(1,))"),
        (IN_TURN, "for p in ps:\n    p.start()\nfor p in ps:\n    p.join()"),
        (IN_TURN, "for p in ps:\n    p.join()\n    p.start()"),
        (IN_TURN, "for p in ps:\n    p.start()\n    q.join()"),
        ("def $F(...):\n    ...\n$F(...)", "def f(a):\n    pass\ndef g():\n    f(1)"),
        ("at top level:\n    Manager()", "def f():\n    return Manager()"),
        ("$P.start", "p.start()"),
        ("Lock()", "from threading import Lock\nlock = Lock()"),
        ("$_.join()", "', '.join(names)"),
        ("f()", "if __name__ == '__main__':\n    f()"),
    ],
)
def test_what_only_looks_alike_is_not_found(pattern: str, source: str) -> None:
    """Another order, another thing, another scope, a trial under the guard."""
    assert lines(pattern, source) == []


@pytest.mark.parametrize(
    ("pattern", "source", "line"),
    [
        ("$P.join()  # here\n$P.start()", "p = f()\np.join()\np.start()", 2),
        (JOINED.replace("()\nfor", "()  # here\nfor"), "for p in ps:\n    p.join()\nfor p in ps:\n    p.start()", 2),
        (JOINED, "for p in ps:\n    p.join()\nfor p in ps:\n    p.start()", 4),
        ("class W:  # here\n    def run(...):\n        ...", "class W:\n    def run(self):\n        pass", 1),
    ],
)
def test_the_marked_statement_is_the_one_to_point_at(pattern: str, source: str, line: int) -> None:
    """Without a mark it is the last."""
    assert lines(pattern, source) == [line]


def test_what_is_no_python_holds_nothing() -> None:
    """And breaks nothing."""
    assert Code.of("def (") is None
    assert Code.of("\x00") is None
    assert Code.of("(" * 5000 + ")" * 5000) is None
