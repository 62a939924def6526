"""What the desk makes of a cluster: whom it gives work, what it sends once, and what it says where it cannot go on."""

import asyncio
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

pytest.importorskip("distributed")

from click.testing import CliRunner
from distributed.scheduler import KilledWorker

from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult
from autograder.cli import commands
from autograder.desk import cluster, cluster_gate
from autograder.desk.batch import Graded, Task
from autograder.desk.cluster import NO_TLS, ClusterGraders, Sent, is_open
from autograder.desk.cluster_gate import Gate
from autograder.desk.cluster_pythons import find_other_python
from autograder.desk.cluster_worker import Bench, PublishedExercise, decode_answer, encode_answer
from autograder.desk.kit import kit_here
from autograder.desk.worker_process import Failure
from autograder.desk.workers import TRIES
from autograder.engine.canaries import Trial, choose
from autograder.errors import KitError, UsageError
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level
from tests.conftest import ROOT

(EXERCISE,) = Course.load(ROOT).pick(["01"])
NOBODY = "tcp://127.0.0.1:1"


@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://10.0.0.1:8786", False),
        ("tcp://10.0.0.1:8786", True),
        ("tcp://lab.example:8786", True),
    ],
)
def test_what_others_can_read_is_told(address: str, warned: bool) -> None:
    """Off loopback, without TLS."""
    assert is_open(address) is warned


def test_an_answer_travels_as_bytes() -> None:
    """A result with its record, and a failure with what fills its words."""
    result = ExerciseResult(EXERCISE.name, "title", EXERCISE.file)
    assert decode_answer(encode_answer(Graded(result, b"record"))) == Graded(result, b"record")
    failure = decode_answer(encode_answer(Failure(Message("It broke {n} times.", n=3))))
    assert isinstance(failure, Failure)
    assert Message.of(failure.reason).values == {"n": 3}


def test_an_exercise_is_known_by_its_digest(tmp_path: Path) -> None:
    """Its files and what the assignment makes of it; elsewhere it is the same exercise."""
    published = PublishedExercise.of(EXERCISE)
    other = msgspec.structs.replace(published, weight=2.0)
    assert published.digest == PublishedExercise.of(EXERCISE).digest != other.digest
    found = other.unpack(tmp_path)
    assert (found.name, found.about, found.weight) == (EXERCISE.name, EXERCISE.about, 2.0)
    assert found.checks.read_bytes() == EXERCISE.checks.read_bytes()


def versions(scheduler: str, **workers: str) -> dict[str, Any]:
    """What Dask tells of a cluster whose desk has 3.11.2."""
    about = {name: {"host": {"python": f"{python}.final.0"}, "packages": {}} for name, python in workers.items()}
    client, there = {"host": {"python": "3.11.2.final.0"}}, {"host": {"python": f"{scheduler}.final.0"}}
    return {"client": client, "scheduler": there, "workers": about}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (versions("3.11.9", one="3.11.2", two="3.11.14"), ""),
        (versions("3.11.2"), ""),
        (versions("3.11.2", one="3.11.2", two="3.12.1"), "Worker two has Python 3.12, and this desk has 3.11; start"),
        (versions("3.13.0", one="3.11.2"), "The scheduler has Python 3.13, and this desk has 3.11; start Dask"),
        (versions("3.1.0", a="3.9.1", b="3.12.0"), "The scheduler has Python 3.1, and this desk has 3.11 (and 2 more"),
    ],
)
def test_another_minor_version_of_python_is_told(found: dict[str, Any], said: str) -> None:
    """In one sentence, that of the documentation; what comes behind the minor version does not matter."""
    told = find_other_python(found)
    assert told.startswith(said)
    assert bool(told) is bool(said)
    assert "\n" not in told
    sentence = find_other_python(versions("3.11.2", **{"tcp://…": "3.12.1"}))
    assert sentence in " ".join((ROOT / "docs" / "cluster.md").read_text(encoding="utf-8").split())


def test_nothing_is_sent_to_another_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first code that travels by value; the connection is closed, and nothing is there to take back."""
    done: list[str] = []

    class Cluster:
        """One worker has another Python."""

        def __init__(self, *_: object, **options: object) -> None:
            """It is there."""

        def get_versions(self) -> dict[str, Any]:
            """Of everybody."""
            return versions("3.11.2", far="3.12.1")

        def __getattr__(self, name: str) -> Any:
            """Note all else."""
            return lambda *_, **options: done.append(name)

    monkeypatch.setattr(cluster, "Client", Cluster)
    with pytest.raises(KitError, match=r"Worker far has Python 3\.12"):
        ClusterGraders("tcp://127.0.0.1:1", [EXERCISE], Level.B, print).__enter__()
    assert done == ["close"]


class FewWorkers:
    """A client that sees these workers."""

    status = "running"

    def __init__(self, *addresses: str) -> None:
        """They are there."""
        self.addresses = addresses

    def run_on_scheduler(self, _: object) -> list[str]:
        """Who is there."""
        return list(self.addresses)


class Pending:
    """A task that a worker has."""

    status = "pending"

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self.status = "cancelled"


def test_a_program_on_which_workers_die_fails_alone() -> None:
    """After three tries; what others had is sent again, and who only waited behind it is held to have had none."""
    graders = ClusterGraders("tcp://127.0.0.1:1", [EXERCISE], Level.B, print)
    workers: Any = FewWorkers("tcp://there")
    graders.client = workers
    graders.threads = {"tcp://there": 1, "tcp://gone": 1}
    tasks = [Task(name, EXERCISE, SubmittedFile(b"", name), "seed") for name in ("ada", "bo", "cy")]
    pending: list[Any] = [Pending() for _ in tasks]
    places = [("tcp://gone", TRIES), ("tcp://gone", 1), ("tcp://there", 1)]
    graders.under_way = {
        task.student: Sent(task, future, *place) for task, future, place in zip(tasks, pending, places, strict=True)
    }
    ((task, failure),) = graders.look_for_the_gone()
    assert task.student == "ada"
    assert isinstance(failure, Failure)
    assert "died on this program, 3 times" in failure.reason
    assert [(one.student, tries) for one, tries in graders.again] == [("bo", 1)]
    assert list(graders.under_way) == ["cy"]
    assert graders.threads == {"tcp://there": 1}
    assert graders.find_free() == "tcp://there"


def test_a_reference_is_published_once() -> None:
    """Each task says by a few letters which one it is held against; so it crosses the network once for each worker."""
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, print)
    registered: list[str] = []
    sent: list[tuple[Any, ...]] = []

    class Cluster:
        """Takes whatever it is sent."""

        def register_plugin(self, plugin: Any, name: str) -> None:
            """Note it."""
            registered.append(name)

        def submit(self, work: Any, *given: Any, **options: Any) -> Any:
            """Note it."""
            sent.append(given)
            return SimpleNamespace(add_done_callback=lambda _: None)

    graders.client = Cluster()  # type: ignore[assignment]
    for source, reference in ((b"1", b"record"), (b"2", b"record"), (b"3", b"another"), (b"4", b"")):
        graders.send(Task("ada", EXERCISE, SubmittedFile(source, "ada"), "seed", reference), "tcp://there", 1)
    assert len(registered) == len(set(registered)) == 2
    assert [name for _, name, _ in sent] == [registered[0], registered[0], registered[1], ""]
    assert len({data for *_, data in sent}) == 4


def test_a_task_on_which_dask_gives_up_has_failed() -> None:
    """Where Dask itself has counted the deaths, before the desk did."""
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, print)
    released: list[bool] = []

    def result(timeout: float) -> None:
        gone: Any = SimpleNamespace()
        raise KilledWorker("key", gone, 2)

    future: Any = SimpleNamespace(result=result, release=lambda: released.append(True))
    answer = graders.answer(Sent(Task("ada", EXERCISE, SubmittedFile(b"", "ada"), "seed"), future, "tcp://there", 1))
    assert isinstance(answer, Failure)
    assert answer.reason == "The workers of the cluster died on this program, 3 times."
    assert released


def test_an_answer_that_is_lost_with_its_worker_is_found_out_anew() -> None:
    """A worker keeps what it has found until the desk has fetched it, and may die in between."""
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, print)
    graders.client = FewWorkers("tcp://there")  # type: ignore[assignment]

    def result(timeout: float) -> None:
        raise TimeoutError(f"timed out after {timeout} s.")

    task = Task("ada", EXERCISE, SubmittedFile(b"", "ada"), "seed")
    future: Any = SimpleNamespace(key="key", status="finished", result=result, release=lambda: None)
    graders.under_way["key"] = Sent(task, future, "tcp://there", 1)
    graders.done.put(future)
    assert list(graders.hear()) == []
    assert list(graders.again) == [(task, 1)]
    assert graders.under_way == {}


def test_what_the_kit_fails_with_on_a_worker_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every exception can be pickled, and the desk hears nothing of a task that failed with such a one."""

    def fail(job: bytes, record: bytes) -> None:
        raise RecursionError("too deep")

    gate = SimpleNamespace(bench=SimpleNamespace(grade=fail))
    monkeypatch.setattr(cluster_gate, "get_worker", lambda: SimpleNamespace(plugins={"gate": gate}))
    for reference, said in (("", "RecursionError: too deep"), ("gone", "KeyError: 'gone'")):
        answer = decode_answer(cluster_gate.grade_there("gate", reference, b"job"))
        assert isinstance(answer, Failure)
        assert answer.reason.startswith(f"The cluster failed on this program alone: {said}")


def test_a_worker_below_the_level_gets_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says why as `autograder doctor` would, and the desk tells whom it refuses; others get work."""

    def find_level(required: str, fresh: bool) -> Trial:
        return choose(Level(required), lambda level: Trial(level, "no bwrap"))

    monkeypatch.setattr(Bench, "find_level", staticmethod(find_level))
    heard: list[dict[str, Any]] = []
    worker = SimpleNamespace(
        address="tcp://there",
        state=SimpleNamespace(nthreads=2),
        status=SimpleNamespace(name="running"),
        log_event=lambda _, said: heard.append(said),
    )
    published = msgspec.msgpack.encode([PublishedExercise.of(EXERCISE)])
    asyncio.run(Gate("gate", kit_here(), published, "B", False).prepare(worker))
    told: list[str] = []
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, told.append)
    graders.look_at(heard[0])
    refused = "Worker tcp://there is refused: This machine cannot give level B (A: no bwrap; B: no bwrap; "
    assert told[0].startswith(refused)
    assert graders.find_free() == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"refused": "it has no autograder, and this desk has 0.2.0"},
            "it has no autograder, and this desk has 0.2.0.",
        ),
        ({"refused": "", "counts": [4711]}, "it has 4711 processors, and what this class draws was chosen without"),
    ],
)
def test_who_is_refused_is_told_and_the_others_go_on(said: dict[str, Any], why: str) -> None:
    """Without the kit, or with a number of processors that sizes were drawn without regard to."""
    told: list[str] = []
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, told.append)
    machine = msgspec.json.encode(graders.machine).decode()
    about = {"threads": 1, "machine": machine, "counts": graders.machine.counts}
    graders.look_at({**about, "address": "tcp://one", **said})
    graders.look_at({**about, "address": "tcp://two", "refused": ""})
    assert len(told) == 1
    assert told[0].startswith(f"Worker tcp://one is refused: {why}")
    assert list(graders.threads) == ["tcp://two"]


@pytest.mark.parametrize(("address", "told"), [("tcp://10.0.0.1:8786", [NO_TLS]), ("tls://10.0.0.1:8786", [])])
def test_what_crosses_in_the_clear_is_told_before_anything_does(
    monkeypatch: pytest.MonkeyPatch, address: str, told: list[str]
) -> None:
    """Also where nobody answers."""
    heard: list[str] = []

    def refuse(*_: object, **__: object) -> None:
        raise OSError("nobody is there")

    monkeypatch.setattr(cluster, "Client", refuse)
    with pytest.raises(UsageError, match=r"There is no scheduler at .* \(nobody is there\)\. Start one"):
        ClusterGraders(address, [EXERCISE], Level.B, heard.append).__enter__()
    assert heard == told


def test_where_nobody_listens_there_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    """By Dask's own client, in one line."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"tcp://127.0.0.1:{place.getsockname()[1]}"
        with pytest.raises(UsageError) as caught:
            ClusterGraders(address, [EXERCISE], Level.B, print).__enter__()
    assert str(caught.value).startswith(f"There is no scheduler at {address} (")
    assert "\n" not in str(caught.value)


def test_a_scheduler_that_is_lost_ends_the_grading() -> None:
    """With what to do; what was graded is in the store by then."""
    graders = ClusterGraders(NOBODY, [EXERCISE], Level.B, print)
    graders.client = SimpleNamespace(status="closed")  # type: ignore[assignment]
    with pytest.raises(
        KitError, match=r"The connection to the scheduler tcp://127\.0\.0\.1:1 was lost\. What was graded"
    ):
        list(graders.hear())


def grade_on_a_cluster(folder: Path, *options: str) -> str:
    """What the command says."""
    (folder / "class").mkdir()
    (folder / "class" / "ada.py").write_text("pass")
    given = ["grade", str(folder / "class"), "--course", str(ROOT), "--exercise", "01", "--results", str(folder / "r")]
    done = CliRunner().invoke(commands, [*given, "--scheduler", NOBODY, *options])
    return str(done.exception) if done.exception else done.output


def test_workers_of_a_cluster_are_counted_by_dask(tmp_path: Path) -> None:
    """--workers is for this machine alone."""
    assert grade_on_a_cluster(tmp_path, "--workers", "2").startswith(
        "--workers is for this machine. Of a cluster, each"
    )


def test_a_missing_extra_is_told_with_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is graded."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    said = grade_on_a_cluster(tmp_path)
    assert said.startswith("This needs Dask's distributed, which is not installed. In the folder of the kit")
    assert said.endswith("install '.[cluster]'")
