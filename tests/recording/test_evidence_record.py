"""Evidence comes back from its bytes as it was, whatever a program did, without words of the grader's machine."""

import contextlib
import dataclasses
import os
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checks.written import written
from autograder.engine.evidence import Ending, Evidence, LockWait, ObservedStep, Process
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.protocol import Opaque
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call, describe, read
from autograder.errors import UsageError
from autograder.recording.claims import decode_claim, encode_claim
from autograder.recording.evidence_record import decode_evidence, encode_evidence
from autograder.recording.inside_words import GRADER, without_inside
from autograder.recording.scenarios import scenario_digest
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import Judge

TASK = Probe("task", calls=3, together=3, watch=("x",))
CHILDREN = """
from multiprocessing import Pool, Process
x = {"list": [1, (2, 3)], "set": {4}, 5: None}
def go(task, *names):
    children = [Process(target=task, args=(name, x)) for name in names]
    for child in children: child.start()
    for child in children: child.join()
    return children, frozenset(["a"]), 2**70, 1.5
"""
SLEEPS = """
import time
from multiprocessing import Process
def go(task):
    child = Process(target=task, args=("we",))
    child.start()
    while child.is_alive():
        time.sleep(0.01)
"""
STUCK = """
from multiprocessing import Lock, Process
lock = Lock()
def go(task):
    with lock:
        child = Process(target=hold, args=(task,))
        child.start()
        child.join()
def hold(task):
    with lock:
        task("we")
"""
RAISES = """
from multiprocessing import Pool
def go(task):
    with Pool(2) as pool:
        return pool.map(task, [1, 2])
"""
PRINTS = """
import sys, traceback
from multiprocessing import Process
def go(task):
    print("héllo \\udc80 /judge/socket".encode("utf-8", "surrogateescape"))
    child = Process(target=fails, args=(task,))
    child.start()
    child.join()
    open("/kit/inside/nowhere")
def fails(task):
    try:
        task(1)
    except ValueError:
        traceback.print_exc()
    raise KeyError(repr(task))
"""
NONSENSE = """
import socket
def go(task):
    here = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.connect("/judge/socket")
    here.send(b"nonsense")
    here.recv(1)
"""
COUNT = """
from multiprocessing import Lock, Process
def add(shared, key, lock):
    with lock:
        shared[key] += 1
def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children: child.start()
    for child in children: child.join()
"""
SHARED = ManagedDict("shared", {"k": 1}, Probe("read", calls=3, answer="nothing"), Probe("write", calls=3))
FAILS = Probe("task", calls=2, fails=(1,))
CASES: dict[str, tuple[str, tuple[Any, ...], Ending, dict[str, Any]]] = {
    "children": (CHILDREN, (call("go", TASK, "amber-1", "birch-2", "cedar-3"),), Ending.FINISHED, {"one_by_one": True}),
    "sleeps": (SLEEPS, (call("go", Probe("task", calls=1)), describe("Process")), Ending.FINISHED, {}),
    "stuck": (STUCK, (call("go", TASK),), Ending.BLOCKED, {}),
    "raises": (RAISES, (call("go", FAILS),), Ending.FAILED, {}),
    "prints": (PRINTS, (call("go", FAILS),), Ending.FAILED, {}),
    "import error": ("import nowhere", (call("go", TASK),), Ending.IMPORT_FAILED, {}),
    "no such name": ("x = 1", (call("go", TASK),), Ending.FAILED, {}),
    "exits": ("import os\ndef go(task): os._exit(3)", (call("go", TASK),), Ending.EXITED, {}),
    "forks": ("import os\ndef go(task):\n  while True: os.fork()", (call("go", TASK),), Ending.TOO_MANY_PROCESSES, {}),
    "nonsense": (NONSENSE, (call("go", TASK),), Ending.GARBLED, {}),
    "copies": ("import os\ndef go(task): return os.fork()", (call("go", TASK), read("go")), Ending.FINISHED, {}),
    "managed dict": (COUNT, (call("count", SHARED, "k", 3),), Ending.FINISHED, {"pauses": True, "whereabouts": True}),
}


def leaves(value: Any, seen: dict[int, int], path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in an evidence, and which object stands where, each known by when it was first come to."""
    if isinstance(value, LockWait):
        yield f"{path}.process", value.process and value.process.number
        return  # the rest is numbers of the machine's, of which it matters only which are equal
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Scenario, Opaque)):
        known = id(value) in seen
        yield path, seen.setdefault(id(value), len(seen))
        for field in () if known else dataclasses.fields(value):
            if field.metadata.get("recorded", True):
                yield from leaves(getattr(value, field.name), seen, f"{path}.{field.name}")
    elif isinstance(value, list) and not path.endswith(".arguments"):
        yield path, len(value)
        for number, one in enumerate(value):
            yield from leaves(one, seen, f"{path}[{number}]")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from leaves(getattr(value, name), seen, f"{path}.{name}")
    elif isinstance(value, Scenario | Ending):
        yield path, value
    elif isinstance(value, float):
        yield path, pytest.approx(value, abs=1e-4)
    else:
        yield path, without_inside(value) if isinstance(value, str) else without_inside(written(value))


@pytest.mark.parametrize("name", CASES)
def test_evidence_comes_back_as_it_was(judged: Judge, name: str) -> None:
    """Every value, every exact type, and every object in all the places where it stood."""
    source, steps, ending, options = CASES[name]
    evidence = judged(source, *steps, limits=Limits(processes=60, births=40), **options)
    data = encode_evidence(evidence)
    back = decode_evidence(data, evidence.scenario)
    assert evidence.ending is ending, evidence.errors
    assert dict(leaves(back, {})) == dict(leaves(evidence, {}))
    assert encode_evidence(back) == data
    assert_nothing_inside(data)


def assert_nothing_inside(data: bytes) -> None:
    """No path of the sandbox's inside, and no word of this machine."""
    host = os.uname().nodename.encode()  # a short one stands in many bytes by chance
    inside = (b"/kit/", b"/judge/", b"inside.", b"/tmp/autograder", b"site-packages")
    for word in (*inside, *([host] if len(host) > 7 else [])):
        assert word not in data, word


@pytest.mark.parametrize("level", ["D", "E"])
def test_a_sandbox_without_a_root_of_its_own_names_no_folder_of_the_machine(level: str) -> None:
    """There the student's folder is one of the machine's."""
    from autograder.engine import judge
    from autograder.sandbox.levels import Level

    source = "def go(task):\n    open(__file__ + '.nowhere')\n"
    scenario = Scenario(call("go", Probe("task", calls=1)))
    with Sandbox(Level(level)) as sandbox:
        folder = sandbox.student_folder("program.py", source.encode(), {})
        evidence = judge.run(sandbox, folder, "program", scenario, "fork", "seed", Limits())
        data = encode_evidence(evidence)
        assert str(sandbox.runs).encode() not in data
        assert str(sandbox.folder).encode() not in data
    assert b"/home/student/program.py.nowhere" in data


def test_two_times_that_differ_stay_in_order() -> None:
    """However little they differ; equal ones stay equal."""
    drawn = random.Random(15)
    scenario = Scenario(read("x"))
    evidence = Evidence(scenario, "m", "fork", "s")
    for number in range(200):
        born = drawn.choice([0.25, 0.25 + 1e-9, 0.25 + 2e-7, drawn.random(), drawn.random() * 100])
        gone = drawn.choice([None, born, born + 1e-10, born + 1.0])
        evidence.processes.append(Process(number, number, None, 0, False, False, born, gone=gone))
    evidence.steps.append(ObservedStep(scenario.steps[0], 0.25 + 1e-9))
    back = decode_evidence(encode_evidence(evidence), scenario)
    before = [time for one in evidence.processes for time in (one.born, one.gone) if time is not None]
    after = [time for one in back.processes for time in (one.born, one.gone) if time is not None]
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 1e-4
    order = [sorted(set(times)).index(time) for times in (before,) for time in times]
    assert order == [sorted(set(times)).index(time) for times in (after,) for time in times]


scalars: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
)
hashable = st.recursive(scalars, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=5)
values = st.recursive(
    hashable,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.sets(hashable, max_size=4)
    ),
    max_leaves=15,
)


def types(value: Any) -> Any:
    """The exact types in a value."""
    if isinstance(value, dict):
        return dict, [(types(key), types(one)) for key, one in value.items()]
    if isinstance(value, (list, tuple)):
        return type(value), [types(one) for one in value]
    return type(value)


@given(values)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_claim_keeps_its_exact_types(value: Any) -> None:
    """Containers of any kind in one another, keys that are no texts, numbers of any size."""
    import msgspec

    back = decode_claim(msgspec.msgpack.decode(msgspec.msgpack.encode(encode_claim(value))))
    assert back == value
    assert types(back) == types(value)


def test_what_is_no_plain_data_equals_nothing_but_itself() -> None:
    """Also when it comes back."""
    made = Opaque("process.Worker", "<Worker>", {"pid": 7, "name": "we", "exitcode": None})
    back, again = decode_claim(encode_claim(made)), decode_claim(encode_claim(made))
    assert (back.type, back.text, back.process) == (made.type, made.text, made.process)
    assert back == back
    assert back not in (again, made)


def small(judged: Judge) -> tuple[bytes, Scenario]:
    """A short record, to damage."""
    evidence = judged("def go(task): return [task(1), {2: (3,)}]", call("go", Probe("task", calls=1)))
    return encode_evidence(evidence), evidence.scenario


def test_damaged_evidence_is_one_sentence(judged: Judge) -> None:
    """Wherever it ends too soon, or a bit is wrong."""
    data, scenario = small(judged)
    drawn = random.Random(15)
    for end in range(len(data)):
        with pytest.raises(UsageError, match="This evidence cannot be read") as raised:
            decode_evidence(data[:end], scenario)
        assert "\n" not in str(raised.value)
    for _ in range(2000):
        changed = bytearray(data)
        changed[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)
        with contextlib.suppress(UsageError):  # and nothing else; it may as well be another evidence
            decode_evidence(bytes(changed), scenario)


def test_another_format_and_another_scenario_are_told(judged: Judge) -> None:
    """By their names; so is what is no evidence at all, or nested without end."""
    data, scenario = small(judged)
    with pytest.raises(UsageError, match="its format is 99, and this kit reads 1"):
        decode_evidence(data.replace(b"\x01", b"\x63", 1), scenario)
    for other in (Scenario(), Scenario(call("go", Probe("another", calls=1)))):
        with pytest.raises(UsageError, match="damaged"):
            decode_evidence(data, other)
    for nonsense in (b"", b"nonsense", b"\x91" * 100_000 + b"\x01"):
        with pytest.raises(UsageError, match="cannot be read"):
            decode_evidence(nonsense, scenario)


def test_a_digest_is_that_of_all_that_was_drawn() -> None:
    """Anything that is run or drawn otherwise makes another one."""
    task = Probe("task", calls=1, seconds={"a": 0.5})
    made = [
        Scenario(call("go", task, "a"), n=1),
        Scenario(call("go", task, "a"), n=2),
        Scenario(call("go", task, "b"), n=1),
        Scenario(call("go", task, "a", keep="k"), n=1),
        Scenario(call("go", task, ["a"]), n=1),
        Scenario(call("go", Probe("task", calls=1, seconds={"a": 0.6}), "a"), n=1),
        Scenario(call("go", task, "a"), one_by_one=True, n=1),
        Scenario(call("go", task, "a"), n=(1,)),
        Scenario(call("go", task, "a"), n=[1]),
    ]
    assert len({scenario_digest(one) for one in made}) == len(made)
    assert scenario_digest(made[0]) == scenario_digest(Scenario(call("go", task, "a"), n=1))


def test_frames_of_the_grader_keep_nothing_but_that_they_are_its() -> None:
    """Their file and code are gone, the student's own stay; other paths of the inside are gone, too."""
    frames = [
        '  File "/home/student/task.py", line 3, in work\n    return inner(1)\n           ^^^^^^^^',
        '  File "/run/x1/kit/inside/probe.py", line 40, in __call__\n    raise ValueError(1)\n    ^^^',
        '  File "/run/x1/home/student/task.py", line 7, in inner\n    pass',
    ]
    hidden = f'  File "{GRADER}", line 40, in __call__\n  File "/home/student/task.py", line 7, in inner\n    pass'
    assert without_inside("\n".join(frames)) == f"{frames[0]}\n{hidden}"
    cut = ["\n".join(frames)[:length] for length in range(len("\n".join(frames)))]  # whoever printed it was stopped
    assert [text for text in map(without_inside, cut) if "/kit" in text or "/run" in text] == []
    said = "OSError: '/run/x1/judge/socket', /kit/inside/wire.py: and (/judge/platform.json)"
    assert without_inside(said) == f"OSError: '{GRADER}', {GRADER}: and ({GRADER})"
    assert without_inside("a" * 400 + "/judge/socket" + "b" * 400).count("a") < 400


def test_a_scenario_has_one_digest_whatever_was_asked_of_it() -> None:
    """What it keeps of its own answers is no part of what it asks for."""
    asked = Scenario(call("go", TASK, SHARED), size=3)
    digest = scenario_digest(asked)
    assert asked.probes
    assert scenario_digest(asked) == digest
