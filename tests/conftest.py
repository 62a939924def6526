"""What the kit's own tests share."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.engine import judge
from autograder.engine.evidence import Evidence
from autograder.engine.sandbox import Limits, Sandbox
from autograder.engine.scenario import Scenario, Step

ROOT = Path(__file__).parents[1]
Judge = Callable[..., Evidence]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests of a process."""
    with Sandbox() as made:
        yield made


@pytest.fixture
def judged(sandbox: Sandbox) -> Judge:
    """Run the steps of a scenario on a source text: ``judged(source, step, step, start_method=…)``."""

    def run_steps(
        source: str,
        *steps: Step,
        start_method: str = "fork",
        seed: str = "test",
        limits: Limits | None = None,
        **options: object,
    ) -> Evidence:
        scenario = Scenario(*steps, **options)  # type: ignore[arg-type]
        folder = sandbox.student_folder("program.py", textwrap.dedent(source).encode(), scenario.given_files())
        return judge.run(sandbox, folder, "program", scenario, start_method, seed, limits or Limits())

    return run_steps
