"""An instructor reviews a class in a real browser, on the real server."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from tests.conftest import ROOT
from tests.review.conftest import CHECKS, TOPIC, Small

SECONDS = 900


@pytest.fixture
def address(small: Small, tmp_path: Path) -> Iterator[str]:
    """Where `autograder review` serves the desk, with its token."""
    command = [str(Path(sys.executable).with_name("autograder")), "review", str(small.desk), "--no-browser"]
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path / "none")}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        assert server.stdout is not None
        yield next(found[0] for line in server.stdout if (found := re.search(r"http://127\S+token=\w+", line)))
    finally:
        server.terminate()
        server.communicate(timeout=SECONDS)


def wait(browser: Any, selector: str) -> Any:
    """The first element that a selector finds, as soon as there is one."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, SECONDS).until(
        lambda seen: (seen.find_elements(By.CSS_SELECTOR, selector) or [None])[0]
    )


def submission_of(small: Small, student: str) -> str:
    """The key of a student's notebook."""
    with Gradebook(small.url, "desk") as gradebook:
        return str(gradebook.find_submission_notebook(TOPIC, "processes", student).id)


def test_a_score_and_a_comment_of_the_browser_survive_a_regrade(small: Small, address: str, browser: Any) -> None:
    """The first page lists the students; a submission shows everything; what is typed there stays."""
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(address)
    wait(browser, "#main-table a")
    found = {cell.text for cell in browser.find_elements("css selector", "#main-table td")}
    assert {"ada", "bo", "=cmd<b>"} <= found
    browser.get(f"{address.partition('/formgrader')[0]}/formgrader/submissions/{submission_of(small, 'bo')}/")
    field = wait(browser, f"input.score[id='{CHECKS[2]}']")
    text = browser.find_element("css selector", "body").text
    for words in ("written by bo", f"Sentence of {CHECKS[2]}", "✗ fork", "look there", "0 of 3 points"):
        assert words in text
    pictures = ROOT / "build" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    browser.save_screenshot(str(pictures / "review.png"))
    field.send_keys("2.5", "\t")
    comment = wait(browser, "textarea.comment")
    comment.clear()
    comment.send_keys("ObservedRun by a person.", "\t")

    def saved(_: Any) -> bool:
        with Gradebook(small.url, "desk") as gradebook:
            grade = gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo")
            words = gradebook.find_comment("solution", TOPIC, "processes", "bo").manual_comment
            return bool(grade.manual_score == 2.5 and words == "ObservedRun by a person.")

    WebDriverWait(browser, SECONDS).until(saved)
    small.write({})
    assert saved(None)
    with Gradebook(small.url, "desk") as gradebook:
        assert gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo").auto_score == 3


def test_a_folder_that_is_no_desk_is_told(tmp_path: Path) -> None:
    """One sentence, exit code 2."""
    command = [str(Path(sys.executable).with_name("autograder")), "review", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 2
    assert "is no course of nbgrader's" in done.stderr
