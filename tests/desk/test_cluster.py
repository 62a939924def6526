"""A class is graded on a cluster as on one machine, whatever happens to the workers."""

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("distributed")

from autograder.checks.course import Course
from autograder.desk.cluster_worker import Bench
from tests.attacks.corpus import make_course
from tests.attacks.crashes import make_class
from tests.attacks.records import alike
from tests.conftest import ROOT, need
from tests.desk.lab import Lab, open_lab, wait_for

COMMAND = Path(sys.executable).with_name("autograder")
(EXERCISE,) = Course.load(ROOT).pick(["01"])
# What Dask has each worker run as it starts: then one job ends the whole process, as a fault in the kit's own might.
KILLS = """
import os, signal
from autograder.desk.cluster_worker import Bench

def kill_or_grade(self, data, record, grade=Bench.grade):
    if b"# kills its worker" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return grade(self, data, record)

Bench.grade = kill_or_grade
"""


def start(folder: Path, results: str, *options: str) -> subprocess.Popen[str]:
    """The grader, at work on the class."""
    command = [str(COMMAND), "grade", "class", "--course", "course", "--exercise", "01", "--seed", "cluster"]
    command += ["--results", results, "--progress", "json", *options]
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, stdout=null, stderr=pipe, text=True)


def wait_until(running: subprocess.Popen[str], graded: int) -> None:
    """Return when so many programs have been graded, and some are being run."""
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("{") and (now := json.loads(line))["running"] and now["graded"] >= graded:
            return


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
    command = [str(COMMAND), "replay", "cluster", "--course", "course"]
    done = subprocess.run(command, cwd=class_folder, capture_output=True, text=True, timeout=900)
    assert "5 results were judged again from their evidence; 5 are the same." in done.stdout, done.stdout + done.stderr


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
        wait_until(running, chance.randrange(4))
        chance.choice(lab.workers).kill()
        lab.add_worker("--no-nanny")
        _, said = running.communicate(timeout=900)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 1, said
    assert records(class_folder / f"killed{seed}") == records(class_folder / "local")


@pytest.mark.thorough
def test_a_worker_that_comes_late_grades_a_class(class_folder: Path, lab: Lab) -> None:
    """There was none at first, and the desk has said so."""
    running = start(class_folder, "late", "--scheduler", lab.address)
    try:
        wait_for(running, "There are no workers")
        lab.add_worker("--no-nanny")
        _, said = running.communicate(timeout=900)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 1, said
    assert records(class_folder / "late") == records(class_folder / "local")


@pytest.mark.thorough
def test_a_worker_that_hangs_is_given_up(class_folder: Path, tmp_path: Path) -> None:
    """Once the scheduler has not heard of it for as long as it was told to wait; the other one does what it had."""
    settings = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "20s"}
    with open_lab(tmp_path / "lab", environment=settings) as lab:
        lab.add_workers(2, "--no-nanny")
        running = start(class_folder, "hung", "--scheduler", lab.address)
        try:
            wait_until(running, 1)
            lab.workers[0].send_signal(signal.SIGSTOP)
            _, said = running.communicate(timeout=500)
        finally:
            running.kill()
            running.wait()
            lab.workers[0].send_signal(signal.SIGCONT)
    assert running.returncode == 1, said
    assert records(class_folder / "hung") == records(class_folder / "local")


@pytest.mark.thorough
def test_a_program_that_kills_workers_costs_nobody_else(class_folder: Path, lab: Lab, tmp_path: Path) -> None:
    """Three workers die on it, and come again; it is undecided, and the others have what they have here."""
    folder = tmp_path / "other"
    for name in ("class", "course"):
        shutil.copytree(class_folder / name, folder / name)
    source = (folder / "class" / "student00" / EXERCISE.file).read_bytes()
    (folder / "class" / "killer").mkdir()
    (folder / "class" / "killer" / EXERCISE.file).write_bytes(source + b"# kills its worker\n")
    (tmp_path / "preload.py").write_text(KILLS)
    lab.add_workers(2, "--preload", str(tmp_path / "preload.py"))
    code, said = grade(folder, "killed", "--scheduler", lab.address)
    assert code == 3, said
    found, expected = records(folder / "killed"), records(class_folder / "local")
    killer = json.loads(found.pop("killer"))
    assert found == expected
    (result,) = killer["exercises"]
    assert (result["state"], result["points"]) == ("undecided", 0.0)
    assert "The workers of the cluster died on this program, 3 times." in json.dumps(result)


@pytest.mark.thorough
def test_a_class_is_graded_over_tls_by_dasks_own_settings(
    class_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its certificates are in Dask's configuration, and nothing of it is the kit's."""
    need(shutil.which("openssl") is not None, "openssl")
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    names = ["-subj", "/CN=lab", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *names]
    subprocess.run(made, check=True, capture_output=True)
    settings = {
        "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": certificate,
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True",
    }
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{role}__KEY"] = key
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{role}__CERT"] = certificate
    for name, value in settings.items():
        monkeypatch.setenv(name, value)  # the desk's and the lab's alike
    with open_lab(tmp_path / "lab", "--protocol", "tls") as lab:
        assert lab.address.startswith("tls://")
        lab.add_workers(1, "--no-nanny")
        code, said = grade(class_folder, "tls", "--scheduler", lab.address)
    assert code == 1, said
    assert records(class_folder / "tls") == records(class_folder / "local")


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
