"""The managed dict that a grader passes in is the one that the running Python gives at home, and tells of its use."""

import sys
from multiprocessing.managers import DictProxy
from typing import Any

import pytest

from autograder.engine.evidence import Evidence
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

PROGRAM = """
from collections.abc import MutableMapping
from copy import deepcopy
from multiprocessing import Manager, Process

def look(shared, report):
    with Manager() as manager:
        own = manager.dict()
        report(type(shared).__name__, repr(shared).split(' object')[0], isinstance(shared, MutableMapping),
               isinstance(own, MutableMapping), sorted(set(dir(shared)) ^ set(dir(own))))

def use(shared, source):
    process = Process(target=run, args=(shared, source))
    process.start()
    process.join()

def run(shared, source):
    exec(source, {"shared": shared, "deepcopy": deepcopy})
"""
WITHOUT = "shared.keys is not None, repr(shared), str(shared)"
READS = {
    "shared['hits']": "__getitem__",
    "'hits' in shared": "__contains__",
    "len(shared)": "__len__",
    "shared.copy()": "copy",
    "shared.get('hits')": "get",
    "shared.items()": "items",
    "shared.keys()": "keys",
    "shared.values()": "values",
    "deepcopy(shared)": "copy",
    "shared._getvalue()": "copy",
    "shared._callmethod('get', ('hits',))": "get",
}
WRITES = {
    "shared['hits'] = 8": "__setitem__",
    "del shared['hits']": "__delitem__",
    "shared.clear()": "clear",
    "shared.update(hits=8)": "update",
}
BOTH = {
    "shared.pop('hits')": "pop",
    "shared.popitem()": "popitem",
    "shared.setdefault('hits', 8)": "setdefault",
}
PROXY: Any = DictProxy  # has names that its types do not tell
if "__or__" in PROXY._exposed_:  # since Python 3.14
    READS |= {"shared | {}": "__or__", "{} | shared": "__ror__", "reversed(shared)": "__reversed__"}
    WRITES |= {"shared |= {'hits': 8}": "__ior__"}


def used(judged: Judge, source: str, start_method: str, function: str = "use") -> Evidence:
    """One run, in which a child does something with the dict, or the caller itself (``run``)."""
    shared = ManagedDict("shared", {"hits": 7}, Probe("read", 1), Probe("write", 1, answer="nothing"))
    return judged(PROGRAM, call(function, shared, source), start_method=start_method)


def told(evidence: Evidence, name: str) -> list[Any]:
    """The methods that were told of."""
    return [made.arguments[0] for made in evidence.calls_of(name)]


@pytest.mark.parametrize("start_method", START_METHODS)
def test_it_is_the_proxy_of_the_running_python(judged: Judge, start_method: str) -> None:
    """It has exactly the methods, the name and the base classes of what ``Manager().dict()`` gives."""
    shared = ManagedDict("shared", {"hits": 7}, Probe("read", 1), Probe("write", 1, answer="nothing"))
    evidence = judged(PROGRAM, call("look", shared, Probe("report", 1, holds=False)), start_method=start_method)
    (made,) = evidence.calls_of("report")
    name, text, ours, own, different = made.arguments
    assert (name, text, different) == ("DictProxy", "<DictProxy", ["_reads", "_writes"])
    assert ours == own == (sys.version_info >= (3, 14))


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("source", [*READS, *WRITES, *BOTH])
def test_every_use_is_told(judged: Judge, source: str, start_method: str) -> None:
    """Each read and each write, by its method, also of what a later Python has added."""
    evidence = used(judged, source, start_method)
    assert told(evidence, "read") == [table[source] for table in (READS, BOTH) if source in table], evidence.errors
    assert told(evidence, "write") == [table[source] for table in (WRITES, BOTH) if source in table]


def test_its_keys_are_walked_through_where_python_can(judged: Judge) -> None:
    """In the process of its manager; in a child Python's own proxy raises, which knows no manager there."""
    source = "for key in shared: pass"
    assert told(used(judged, source, "fork", "run"), "read") == ["__iter__"]
    assert "no attribute '_registry'" in used(judged, source, "fork").errors


def test_every_method_of_the_proxy_is_tried() -> None:
    """A Python that adds a method to it is found here; ``fromkeys`` makes a new dict and reads nothing."""
    tried = {"__iter__", *READS.values(), *WRITES.values(), *BOTH.values()}
    assert set(PROXY._exposed_) - {"fromkeys"} <= tried


def test_what_changes_and_reads_nothing_is_not_told(judged: Judge) -> None:
    """To look at a method, or to print the proxy, is no reading of an entry."""
    evidence = used(judged, WITHOUT, "fork")
    assert told(evidence, "read") == told(evidence, "write") == []
