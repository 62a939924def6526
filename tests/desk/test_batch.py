"""A class is graded as it is read, and equal programs once."""

import json
import shutil
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder.checks.attempt_record import AttemptRecord, RecordedRuns, pack, unpack
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Machine, Outcome, State, Verdict
from autograder.desk import batch
from autograder.desk.batch import Graded, LocalGraders, Task, grade_class
from autograder.desk.kit import kit_here
from autograder.desk.replay import Control, replay
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.engine.canaries import Trial
from autograder.engine.draw import machine_counts
from autograder.intake.submission import Submission, SubmittedFile
from autograder.reports.exports import write_all
from autograder.sandbox.levels import Level
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).pick(["01", "02"])
ONE, TWO = EXERCISES
RECORD = pack(AttemptRecord(1, b"", "seed", [], [], {}, RecordedRuns(1.0)))
ELSEWHERE = Machine("kit", "3", "another kernel", "A", "sandbox")


def handed_in(student: str, one: bytes | None, two: bytes | None = None) -> Submission:
    """What a student handed in for two exercises."""
    given = [(ONE, one), (TWO, two)]
    files = {of.name: SubmittedFile(text, f"{student}/{of.file}") for of, text in given if text is not None}
    return Submission(student, student, files=files)


@dataclass
class MadeUpGraders:
    """Graders that run nothing: what a program comes to stands in it."""

    at_once: int = 2
    machine: Machine = field(default_factory=lambda: Machine("kit", "3", "kernel", "A", "sandbox", counts=[2]))
    graded: list[tuple[str, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    counts: list[Set[int]] = field(default_factory=list)  # which the draws of each task avoid
    interrupt_after: int = 1000
    elsewhere: Machine | None = None

    @property
    def running(self) -> list[Task]:
        """Nothing, whenever somebody asks."""
        return []

    def do(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """Answer, so many tasks later as there are workers."""
        held: list[Task] = []
        for task in tasks:
            held.append(task)
            if len(held) == self.at_once:
                yield self.answer(held.pop(0))
        yield from map(self.answer, held)

    def answer(self, task: Task) -> tuple[Task, Graded | Failure]:
        """One answer."""
        if len(self.graded) == self.interrupt_after:
            raise KeyboardInterrupt
        self.counts.append(task.counts)
        (self.graded if task.student else self.references).append((task.student, task.exercise.name))
        if task.handed.source == b"break":
            return task, Failure("it broke")
        outcome = Outcome.FAILED if task.handed.source == b"wrong" else Outcome.PASSED
        result = ExerciseResult(task.exercise.name, "title", task.exercise.file)
        result.verdicts = [Verdict("test_x", "It works.", "fork", 1.0, outcome)]
        result.conclude()
        return task, Graded(result, RECORD, self.elsewhere)


def grade(
    folder: Path,
    class_: Iterable[Submission],
    graders: MadeUpGraders,
    exercises: tuple[Exercise, ...] = EXERCISES,
) -> list[tuple[str, str, State]]:
    """Grade a class; gives what was heard."""
    heard: list[tuple[str, str, State]] = []
    with StoreWriter.open(folder) as store:
        grade_class(
            store,
            class_,
            exercises,
            "seed",
            graders,
            lambda student, one: heard.append((student, one.exercise, one.state)),
        )
    return heard


def states(folder: Path) -> dict[str, list[str]]:
    """What stands of each student."""
    with Store.open(folder) as store:
        return {one.student: [result.state.value for result in one.exercises] for one in store.students()}


def test_equal_programs_are_run_once_and_each_record_says_so(tmp_path: Path) -> None:
    """While the first is run, and after; the right ones, the wrong ones, and those that break the kit."""
    class_ = [handed_in(name, b"right", b"wrong") for name in ("ada", "bo", "cy", "di")]
    class_ += [handed_in("eve", b"right, too", b"break"), handed_in("flo", b"wrong", b"break")]
    graders = MadeUpGraders(at_once=3)
    heard = grade(tmp_path, class_, graders)
    assert len(heard) == 12
    assert sorted(graders.graded) == sorted(
        [("ada", ONE.name), ("ada", TWO.name), ("eve", ONE.name), ("eve", TWO.name), ("flo", ONE.name)]
    )
    assert states(tmp_path)["di"] == ["passed", "failed"]
    assert states(tmp_path)["flo"] == ["failed", "undecided"]
    with Store.open(tmp_path) as store:
        assert store.student("ada").run_of == {}
        assert store.student("di").run_of == dict.fromkeys((ONE.name, TWO.name), "ada")
        assert store.student("eve").run_of == {}
        one = store.result("cy", ONE.name)
        assert one is not None
        assert (one.attempt, one.run_of, one.handed.origin) == (RECORD, "ada", f"cy/{ONE.file}")
        write_all(store.grading, store.students(), tmp_path)
    exported = {one["student"]: one for one in json.loads((tmp_path / "results.json").read_text())["students"]}
    assert exported["bo"]["run_of"] == {ONE.name: "ada", TWO.name: "ada"}


def test_what_is_equal_is_known_by_a_later_grading(tmp_path: Path) -> None:
    """Nothing is run for a student who comes later with what was graded; not so with another seed's result."""
    grade(tmp_path, [handed_in("ada", b"right", b"wrong")], MadeUpGraders())
    graders = MadeUpGraders()
    grade(tmp_path, [handed_in("bo", b"right", b"wrong")], graders)
    assert graders.graded == []
    assert states(tmp_path) == {"bo": ["passed", "failed"]}
    graders.machine.kernel = "another"
    grade(tmp_path, [handed_in("bo", b"right", b"wrong")], graders)
    assert graders.graded == [("bo", ONE.name), ("bo", TWO.name)]


def test_a_missing_exercise_needs_no_worker(tmp_path: Path) -> None:
    """Nor does a file that is no program; the result is the one that a session would have given."""
    class_ = [handed_in("ada", None, b"right"), handed_in("bo", None, None), handed_in("cy", b"right", None)]
    class_[2].files[TWO.name] = SubmittedFile(b"\0", "cy", "It is not a text file.")
    graders = MadeUpGraders()
    grade(tmp_path, class_, graders)
    assert sorted(graders.graded) == [("ada", TWO.name), ("cy", ONE.name)]
    nothing = "not handed in"
    assert states(tmp_path) == {"ada": [nothing, "passed"], "bo": [nothing, nothing], "cy": ["passed", "failed"]}
    with Store.open(tmp_path) as store:
        kept = store.result("bo", ONE.name)
        assert kept is not None
        assert kept.attempt is not None
        assert kept.run_of == ""  # nothing was run, for nobody
        assert kept.result.max_points > 1
        assert replay(ONE, kept.handed, unpack(kept.attempt)) == kept.result


def test_a_class_is_read_as_it_is_graded(tmp_path: Path) -> None:
    """Of an endless class no more is read than there is somebody for; what was graded by then is kept."""
    read: list[str] = []

    def endless() -> Iterator[Submission]:
        while True:
            read.append(f"student {len(read)}")
            yield handed_in(read[-1], f"right {len(read)}".encode(), f"right {len(read)}".encode())

    heard = grade(tmp_path, endless(), MadeUpGraders(interrupt_after=20))
    assert len(heard) == 20
    assert 10 <= len(read) <= 12
    with Store.open(tmp_path) as store:
        assert not store.grading.complete
        assert sum(len(one.exercises) for one in store.students()) == 20


def test_who_was_not_looked_at_again_is_shown_as_before(tmp_path: Path) -> None:
    """A second grading that is interrupted takes nobody away; one that is not takes away who has gone."""
    class_ = [handed_in(name, name.encode(), name.encode()) for name in ("ada", "bo", "cy")]
    grade(tmp_path, class_, MadeUpGraders())
    changed = [handed_in("ada", b"wrong", b"wrong"), *class_[1:]]
    grade(tmp_path, changed, MadeUpGraders(interrupt_after=1))
    assert sorted(states(tmp_path)) == ["ada", "bo", "cy"]
    assert states(tmp_path)["cy"] == ["passed", "passed"]
    grade(tmp_path, class_[:2], MadeUpGraders())
    assert sorted(states(tmp_path)) == ["ada", "bo"]


def test_a_record_says_where_it_was_made(tmp_path: Path) -> None:
    """If that is not where the whole class was; of a program that others had, too."""
    class_ = [handed_in("ada", b"right"), handed_in("bo", b"right"), handed_in("cy", b"right")]
    grade(tmp_path, class_, MadeUpGraders(elsewhere=ELSEWHERE))
    with Store.open(tmp_path) as store:
        assert [one.machines for one in store.students()] == [{ONE.name: ELSEWHERE}] * 3


def test_a_reference_is_run_once_for_all_calls(tmp_path: Path) -> None:
    """Only where it passes, by the course as it is."""
    both = [("", ONE.name), ("", TWO.name)]
    graders = MadeUpGraders()
    grade(tmp_path, [handed_in("ada", b"right")], graders)
    assert graders.references == both
    grade(tmp_path, [handed_in("ada", b"right"), handed_in("bo", b"wrong")], graders)
    assert graders.references == both
    with StoreWriter.open(tmp_path) as store:
        reference = store.reference(ONE.name)
        assert reference is not None
        reference.result.outcome = Outcome.INCONCLUSIVE
        store.write_reference(reference.handed, reference.result, reference.attempt)
    grade(tmp_path, [handed_in("cy", b"other")], graders)
    assert graders.references == [*both, both[0]]


@pytest.mark.parametrize(
    ("name", "other"),
    [("counts", [2, 3]), ("files", "another digest"), ("kit", "later"), ("kernel", "another"), ("python", "3.99")],
)
def test_what_other_machines_found_is_nobodys_here(tmp_path: Path, name: str, other: object) -> None:
    """With other numbers of processors other sizes are drawn: references, students and equal programs are run again."""
    class_ = [handed_in("ada", b"right", b"wrong")]
    grade(tmp_path, class_, MadeUpGraders())
    graders = MadeUpGraders()
    setattr(graders.machine, name, other)
    grade(tmp_path, [*class_, handed_in("bo", b"right", b"wrong")], graders)
    assert graders.references == [("", ONE.name), ("", TWO.name)]
    assert graders.graded == [("ada", ONE.name), ("ada", TWO.name)]  # and bo's are equal to these
    assert graders.counts == [set(graders.machine.counts)] * 4
    grade(tmp_path, class_, MadeUpGraders())
    assert len(graders.graded) == 2


@pytest.mark.parametrize("part", ["reference", "checks"])
def test_a_changed_exercise_has_its_reference_run_again(tmp_path: Path, part: str) -> None:
    """And everybody's program; the other exercise stands."""
    for name in (ONE.name, TWO.name):
        for folder in ("exercises", "solutions"):
            shutil.copytree(ROOT / folder / name, tmp_path / "course" / folder / name)
    exercises = Course.load(tmp_path / "course").exercises
    (tmp_path / "results").mkdir()
    class_ = [handed_in("ada", b"right", b"wrong")]
    grade(tmp_path / "results", class_, MadeUpGraders(), exercises)
    one = exercises[0]
    with (one.solution / one.file if part == "reference" else one.checks).open("a") as file:
        file.write("# changed")
    graders = MadeUpGraders()
    grade(tmp_path / "results", [*class_, handed_in("bo", b"right", b"wrong")], graders, exercises)
    assert graders.references == [("", ONE.name)]
    assert graders.graded == [("ada", ONE.name)]


def test_a_machine_says_what_its_draws_avoid_and_which_kit_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are found out each time, so that another number of processors or a changed file makes another machine."""
    trial = Trial(Level.B, "", (), "3.11")
    found = batch.this_machine(trial)
    assert found.counts == sorted(machine_counts())
    assert (found.kit, found.files) == kit_here()
    assert found.files
    monkeypatch.setattr(batch, "machine_counts", lambda: {3, 1})
    monkeypatch.setattr(batch, "kit_here", lambda: (found.kit, "another digest"))
    other = batch.this_machine(trial)
    assert (other.counts, other.files) == ([1, 3], "another digest")


@pytest.mark.thorough
def test_equal_programs_of_real_students(tmp_path: Path) -> None:
    """Run once in a real sandbox, and judged again from the record of it with the same result."""
    source = (ONE.solution / ONE.file).read_bytes()
    class_ = [handed_in(name, source) for name in ("ada", "bo", "cy")]
    with StoreWriter.open(tmp_path) as store, LocalGraders(2) as graders:
        grade_class(store, class_, (ONE,), "seed", graders, lambda *_: None)
    assert states(tmp_path) == {"ada": ["passed"], "bo": ["passed"], "cy": ["passed"]}
    with Store.open(tmp_path) as store:
        reference, ada, cy = store.reference(ONE.name), store.result("ada", ONE.name), store.result("cy", ONE.name)
    assert reference is not None
    assert ada is not None
    assert cy is not None
    assert cy.run_of == "ada"
    assert cy.attempt == ada.attempt
    assert cy.attempt is not None
    control = Control(reference.result, unpack(reference.attempt or b""))
    assert replay(ONE, cy.handed, unpack(cy.attempt), control) == cy.result
