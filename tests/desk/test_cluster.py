"""A class is graded on a cluster as on one machine, whatever happens to the workers."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("distributed")

from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult
from autograder.desk import cluster
from autograder.desk.batch import Graded, Task
from autograder.desk.cluster import ClusterGraders, Sent, is_open
from autograder.desk.cluster_pythons import find_other_python
from autograder.desk.cluster_worker import Bench, PublishedExercise, decode_answer, encode_answer
from autograder.desk.worker_process import Failure
from autograder.desk.workers import TRIES
from autograder.errors import KitError
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level
from tests.attacks.corpus import make_course
from tests.attacks.crashes import make_class
from tests.attacks.records import alike
from tests.conftest import ROOT, need
from tests.desk.lab import Lab, open_lab, wait_for

COMMAND = Path(sys.executable).with_name("autograder")
(EXERCISE,) = Course.load(ROOT).pick(["01"])


def start(folder: Path, results: str, *options: str) -> subprocess.Popen[str]:
    """The grader, at work on the class."""
    command = [str(COMMAND), "grade", "class", "--course", "course", "--exercise", "01", "--seed", "cluster"]
    command += ["--results", results, "--progress", "json", *options]
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, stdout=null, stderr=pipe, text=True)


def grade(folder: Path, results: str, *options: str) -> tuple[int, str]:
    """Grade the class; gives the exit code and what was said on standard error."""
    running = start(folder, results, *options)
    try:
        _, said = running.communicate(timeout=900)
    finally:
        running.kill()
        running.wait()
    return running.returncode, said


def records(folder: Path) -> dict[str, bytes]:
    """Each student's record without machine and times, and what else changes from run to run."""
    graded = json.loads((folder / "results.json").read_text())["students"]
    return {one["student"]: msgspec.json.encode(alike({**one, "machines": {}})) for one in graded}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class and its course, graded here."""
    folder = tmp_path_factory.mktemp("cluster")
    make_course(folder / "course", ["fork"])
    make_class(folder / "class", 5)
    code, said = grade(folder, "local")
    assert code == 1, said
    return folder


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """A scheduler without workers."""
    with open_lab(tmp_path / "lab") as made:
        yield made


@pytest.mark.thorough
def test_the_records_are_those_of_one_machine(class_folder: Path, lab: Lab) -> None:
    """But for machine and times; each says where it was made."""
    lab.add_workers(2)
    code, said = grade(class_folder, "cluster", "--scheduler", lab.address)
    assert code == 1, said
    assert records(class_folder / "cluster") == records(class_folder / "local")
    students = json.loads((class_folder / "cluster" / "results.json").read_text())["students"]
    machines = [machine for one in students for machine in one["machines"].values()]
    assert len(machines) == 5
    assert all(one["level"] in "AB" and one["kernel"] and one["python"] and one["kit"] for one in machines)


@pytest.mark.thorough
def test_a_worker_of_another_kit_is_refused(class_folder: Path, lab: Lab, tmp_path: Path) -> None:
    """In one sentence; where there is no other one, nothing is graded."""
    shutil.copytree(ROOT / "autograder", tmp_path / "kit" / "autograder")
    with (tmp_path / "kit" / "autograder" / "__init__.py").open("a") as stream:
        stream.write('__version__ = "0.0.1"\n')
    worker = lab.add_worker("--no-nanny", kit=tmp_path / "kit")
    wait_for(worker, "Registered to:")
    code, said = grade(class_folder, "refused", "--scheduler", lab.address)
    assert code == 3, said
    (line,) = [line for line in said.splitlines() if "is refused" in line]
    assert "its autograder is 0.0.1 (" in line
    assert "install the same on both" in line
    assert "None of the 1 workers" in said


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
def test_a_worker_that_is_killed_changes_nothing(class_folder: Path, lab: Lab, seed: int) -> None:
    """One of three, at a moment that the seed decides; another one joins late."""
    chance = random.Random(seed)
    lab.add_workers(3, "--no-nanny")
    running = start(class_folder, f"killed{seed}", "--scheduler", lab.address)
    try:
        assert running.stderr is not None
        after = chance.randrange(4)
        for line in running.stderr:
            if line.startswith("{") and (now := json.loads(line))["running"] and now["graded"] >= after:
                break
        chance.choice(lab.workers).kill()
        lab.add_worker("--no-nanny")
        _, said = running.communicate(timeout=900)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 1, said
    assert records(class_folder / f"killed{seed}") == records(class_folder / "local")


@pytest.mark.thorough
def test_a_scheduler_with_tls_is_reached_by_dasks_own_settings(tmp_path: Path) -> None:
    """Its certificates are in Dask's configuration, and nothing of it is the kit's."""
    need(shutil.which("openssl") is not None, "openssl")
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    names = ["-subj", "/CN=lab", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *names]
    subprocess.run(made, check=True, capture_output=True)
    settings = {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": certificate}
    for role in ("SCHEDULER", "CLIENT"):
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{role}__KEY"] = key
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{role}__CERT"] = certificate
    enter = (
        "import sys; from autograder.desk.cluster import ClusterGraders; from autograder.sandbox.levels import Level\n"
        "with ClusterGraders(sys.argv[1], [], Level.B, print): pass"
    )
    with open_lab(tmp_path / "lab", "--protocol", "tls", environment=settings) as lab:
        assert lab.address.startswith("tls://")
        command = [sys.executable, "-c", enter, lab.address]
        environment = {**os.environ, **settings}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
        assert "There are no workers" in done.stdout, done.stderr
        assert done.returncode == 0


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


@pytest.mark.thorough
def test_a_worker_tries_its_sandbox_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit's own attacks are not made anew for each grading; with --fresh they are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    trials = []
    for fresh in (False, False, True):
        Bench.find_level("B", fresh)
        trials.append([(path.name, path.stat().st_mtime_ns) for path in (tmp_path / "autograder/levels").iterdir()])
    assert len(trials[0]) == 1
    assert trials[0] == trials[1] != trials[2]


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
    """After three tries; what others had is sent again."""
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
    assert [(one.student, tries) for one, tries in graders.again] == [("bo", 2)]
    assert list(graders.under_way) == ["cy"]
    assert graders.threads == {"tcp://there": 1}
    assert graders.find_free() == "tcp://there"
