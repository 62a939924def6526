"""What is drawn for one run is right for no other: no constant passes, whatever the seed."""

import importlib.util
import os
from itertools import combinations
from types import ModuleType

import pytest

from autograder.checks.attempt import scenarios_beside
from autograder.checks.course import Course, Exercise
from autograder.checks.results import Outcome
from autograder.desk.grading import grade_exercise
from autograder.engine.draw import Draw, Place, machine_counts
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import Step
from autograder.errors import UsageError
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
SEEDS = ("s149", *(f"seed {number}" for number in range(299)))
CONSTANTS = range(1, 9)
COUNTED = ("05_manager_share", "09_pool_apply", "10_pool_callback", "11_pool_errors", "12_manager_race")
SIZED = ("05_manager_share", "07_start_all_join_all", "09_pool_apply", "10_pool_callback", "11_pool_errors")


def exercise(name: str) -> Exercise:
    """The exercise of this name."""
    return next(one for one in COURSE.exercises if one.name == name)


def checks_of(name: str) -> ModuleType:
    """The file of an exercise's checks, as a module."""
    specification = importlib.util.spec_from_file_location(f"checks_of_{name}", exercise(name).checks)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def scenarios(module: ModuleType, seed: str, start_method: str, counts: set[int] | None = None) -> dict[str, Scenario]:
    """Every scenario of a file of checks, as one grading draws it, on a machine with these counts of processors."""
    first = next(one for one in vars(module).values() if getattr(one, "__annotations__", {}).get("return") is Scenario)
    names = scenarios_beside(first)
    places = {name: Place(name, start_method, names, START_METHODS) for name in names}
    return {name: getattr(module, name)(Draw(seed, place, counts)) for name, place in places.items()}


def sizes_of(scenario: Scenario) -> list[int]:
    """How many processes each call asks for: the last argument, or as many as there are tasks in it."""
    last = [step.arguments[-1] for step in scenario.steps if step.arguments and "." not in step.target]
    return [len(one) if isinstance(one, list) else int(one) for one in last]


def size_of(scenario: Scenario) -> int:
    """How many processes are asked for at first."""
    return sizes_of(scenario)[0]


@pytest.mark.parametrize("counts", [{1}, {2}, {1, 2}, {2, 4}, {8}], ids=str)
@pytest.mark.parametrize("name", [*SIZED, "12_manager_race"])
def test_a_second_call_asks_for_another_size(name: str, counts: set[int]) -> None:
    """In the same run, so that a constant is wrong under every start method; and never for what the machine has."""
    module = checks_of(name)
    for seed in SEEDS[:60]:
        for method in START_METHODS:
            drawn = [sizes_of(one) for one in scenarios(module, seed, method, counts).values()]
            assert all(len(set(sizes)) == len(sizes) for sizes in drawn), (seed, method, drawn)
            assert any(len(sizes) > 1 for sizes in drawn), (seed, method, drawn)
            assert not counts & {size for sizes in drawn for size in sizes}, (seed, method, drawn)


def sizes_by_function(steps: list[Step]) -> dict[str, set[int]]:
    """How many processes each function is asked for, in all calls of it."""
    asked: dict[str, set[int]] = {}
    for step in steps:
        if step.kind == "call" and not step.target.endswith(".get"):
            asked.setdefault(step.target, set()).add(step.arguments[-1])
    return asked


@pytest.mark.parametrize("name", COUNTED)
def test_every_constant_is_wrong_under_every_start_method(name: str) -> None:
    """Of each function by itself: of its calls under one start method some ask for another size than this one."""
    module = checks_of(name)
    for seed in SEEDS:
        for method in START_METHODS:
            drawn = scenarios(module, seed, method).values()
            asked = sizes_by_function([step for one in drawn for step in one.steps])
            assert asked
            for function, sizes in asked.items():
                right = [size for size in CONSTANTS if sizes <= {size}]
                assert not right, (seed, method, function, right)
                assert not machine_counts() & sizes, (seed, method, function)


@pytest.mark.parametrize("name", [*SIZED, "12_manager_race"])
def test_no_constant_is_right_under_two_start_methods(name: str) -> None:
    """Of 300 seeds, for each scenario; nor is one right for two scenarios under one start method."""
    module = checks_of(name)
    for seed in SEEDS:
        drawn = {method: scenarios(module, seed, method) for method in START_METHODS}
        sizes = {method: [size_of(one) for one in made.values()] for method, made in drawn.items()}
        for one, other in combinations(START_METHODS, 2):
            assert all(mine != its for mine, its in zip(sizes[one], sizes[other], strict=True)), (seed, sizes)
        for under in sizes.values():
            assert len(set(under)) == len(under), (seed, sizes)
            assert not machine_counts() & set(under), (seed, sizes)


@pytest.mark.parametrize("name", SIZED[2:])
def test_the_size_cannot_be_reckoned_from_the_number_of_items(name: str) -> None:
    """A fixed difference, and a fixed share, is wrong under one start method at least."""
    module = checks_of(name)
    for seed in SEEDS:
        for scenario in scenarios(module, seed, START_METHODS[0]):
            drawn = [scenarios(module, seed, method)[scenario] for method in START_METHODS]
            pairs = [(len(one.drawn["items"]), one.drawn["processes"]) for one in drawn]
            assert len({items - processes for items, processes in pairs}) > 1, (seed, scenario, pairs)
            for part in range(2, 7):
                assert any(items // part != processes for items, processes in pairs), (seed, scenario, pairs)


@pytest.mark.parametrize("one", COURSE.exercises, ids=lambda one: one.name)
def test_names_and_numbers_of_one_run_are_in_no_other(one: Exercise) -> None:
    """Whatever a scenario's checks expect to see again is drawn for that run alone."""
    module = checks_of(one.name)
    for seed in SEEDS[:30]:
        seen: set[object] = set()
        for method in START_METHODS:
            for scenario in scenarios(module, seed, method).values():
                kept = {
                    item
                    for key in ("name", "names", "items", "before", "meanwhile", "key", "start")
                    for value in [scenario.drawn.get(key, ())]
                    for item in (value if isinstance(value, list | tuple) else [value])
                }
                assert not kept & seen, (seed, method, kept & seen)
                seen |= kept


def test_a_deal_needs_enough_options() -> None:
    """Two values cannot differ between three start methods."""
    draw = Draw("seed", Place("one", "fork", ("one",), START_METHODS))
    with pytest.raises(UsageError, match="3 different options"):
        draw.deal([1, 2])


def test_the_same_seed_draws_the_same() -> None:
    """One seed serves a whole class: everybody is asked for the same."""
    place = Place("one", "spawn", ("one", "two"), START_METHODS)
    first, second = Draw("seed", place), Draw("seed", place)
    assert [first.workers(), first.names(3), first.numbers(3)] == [second.workers(), second.names(3), second.numbers(3)]


def test_sizes_leave_out_what_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its processors, and those that a process may use."""
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 6, raising=False)
    drawn = {Draw("seed", Place("one", method, ("one",), START_METHODS)).workers() for method in START_METHODS}
    assert drawn == {5, 7, 8}


POOL_OF = """
from multiprocessing.pool import Pool

def collect(task, items, log, processes):
    pool = Pool({size})
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
"""


@pytest.mark.parametrize("seed", ["s149", "class of today"])
@pytest.mark.parametrize("size", [1, 3, 4])
def test_a_pool_of_a_fixed_size_fails_under_every_start_method(sandbox: Sandbox, size: int, seed: str) -> None:
    """With any seed: where the size that is dealt is the right one, the second call asks for another."""
    graded = exercise("10_pool_callback")
    source = SubmittedFile(POOL_OF.format(size=size).encode(), "pool_callback.py")
    result, _ = grade_exercise(graded, source, sandbox, seed)
    failed = [(one.start_method, one.check) for one in result.verdicts if one.outcome is not Outcome.PASSED]
    assert sorted(failed) == sorted((method, "test_a_pool_of_workers_does_the_tasks") for method in START_METHODS)


def always(size: int, graded: Exercise) -> bytes:
    """The reference of an exercise, but that each function makes so many processes, whatever it is asked for."""
    source = (graded.solution / graded.file).read_text(encoding="utf-8")
    for function in sizes_by_function(
        [step for one in scenarios(checks_of(graded.name), "s149", "fork").values() for step in one.steps]
    ):
        source += f"\n\nright_{function} = {function}\n\n\ndef {function}(*given):\n"
        source += f"    return right_{function}(*given[:-1], {size})\n"
    return source.encode()


@pytest.mark.thorough
@pytest.mark.parametrize("size", CONSTANTS)
@pytest.mark.parametrize("name", COUNTED)
def test_a_program_of_a_fixed_size_fails_under_every_start_method(sandbox: Sandbox, name: str, size: int) -> None:
    """Real programs, each with one seed of its own."""
    graded = exercise(name)
    source = SubmittedFile(always(size, graded), graded.file)
    result, _ = grade_exercise(graded, source, sandbox, f"always {size}")
    assert {one.start_method for one in result.verdicts if one.outcome is Outcome.FAILED} == set(START_METHODS)
