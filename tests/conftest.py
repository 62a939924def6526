"""What the kit's own tests share."""

import contextlib
import os
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.attempt import RETRIES
from autograder.engine import canaries, judge
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.engine.steps import Step
from autograder.errors import Inconclusive
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
Judge = Callable[..., Evidence]
NOT_TRIED = "not tried here"
THOROUGH = ("fuzz", "review", "gradebook", "attacks", "sandbox", "platforms", "test_demo.py", "test_recipe.py")
# Level C is made by root alone; an ordinary user has nothing to try there.
LEVELS = [level for level in Level if level is not Level.C or Sandbox.is_root()]
Sandboxes = Callable[[Level], Sandbox]
CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
BROWSER_SECONDS = 900
SWITCHES = (
    *("--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1200,3000"),
)


def need(there: bool, what: str) -> None:
    """Skip a test that needs what this machine has not; in CI nothing is skipped, and it fails."""
    if not there and os.environ.get("CI"):
        pytest.fail(f"CI must have it: {what}")
    if not there:
        pytest.skip(f"{NOT_TRIED}: {what}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes minutes: nbgrader, servers, browsers, attacks, the sandbox, other systems, the demo."""
    for item in items:
        if any(item.path.is_relative_to(ROOT / "tests" / part) for part in THOROUGH):
            item.add_marker("thorough")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines what could not be tried."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    for reason in sorted(reasons):
        if NOT_TRIED in reason:
            terminalreporter.write_line(reason.partition(": ")[2] if reason.startswith("Skipped") else reason)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests of a process."""
    with Sandbox() as made:
        yield made


@pytest.fixture(scope="session")
def sandboxes() -> Iterator[Sandboxes]:
    """A sandbox of each level, made and attacked by the kit's canaries when it is first asked for.

    What levels there are is the machine's affair, in CI too; that there is one good enough to grade at
    is a test of its own (`autograder doctor`).
    """
    made: dict[Level, Sandbox] = {}
    trials: dict[Level, canaries.Trial] = {}

    def get(level: Level) -> Sandbox:
        if level not in trials:
            trials[level] = canaries.try_level(level)
        if not trials[level].had:
            pytest.skip(f"{NOT_TRIED}: level {level} ({trials[level].trouble})")
        if level not in made:
            made[level] = Sandbox(level)
        return made[level]

    try:
        yield get
    finally:
        for sandbox in made.values():
            sandbox.close()


@pytest.fixture
def judged(sandbox: Sandbox) -> Judge:
    """Run the steps of a scenario on a source text: ``judged(source, step, step, start_method=…)``."""

    def run_steps(
        source: str,
        *steps: Step,
        start_method: str = "fork",
        seed: str = "test",
        limits: Limits | None = None,
        others_sleep_on: bool = False,
        **options: object,
    ) -> Evidence:
        scenario = Scenario(*steps, **options)  # type: ignore[arg-type]
        folder = sandbox.student_folder("program.py", textwrap.dedent(source).encode(), scenario.given_files())
        arguments = (sandbox, folder, "program", scenario, start_method, seed, limits or Limits())
        for _ in range(RETRIES):  # as an attempt does, where the machine was too busy to tell
            with contextlib.suppress(Inconclusive):
                return judge.run(*arguments, others_sleep_on=others_sleep_on)
        return judge.run(*arguments, others_sleep_on=others_sleep_on)

    return run_steps


@contextlib.contextmanager
def make_browser() -> Iterator[Any]:
    """Headless Chromium with a profile of its own."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        for switch in (*SWITCHES, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])):
            options.add_argument(switch)
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            driver.set_page_load_timeout(BROWSER_SECONDS)
            yield driver
        finally:
            driver.quit()


@pytest.fixture
def browser() -> Iterator[Any]:
    """A browser that ends with the test."""
    need(CHROMIUM.exists() and DRIVER.exists(), "pages in a browser; make browser installs it")
    with make_browser() as driver:
        yield driver
