"""Gradescope's ``results.json``. Source: its documentation, "Autograder Specifications", "Output Format"."""

from collections.abc import Iterable
from typing import Any

from autograder.escaping import for_terminal

OUTPUT_CHARACTERS = 8000


def to_gradescope(score: float, tests: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole file. Its texts are shown as plain text, so nothing in them is obeyed as a page."""
    return {
        "score": score,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [{**test, "output": for_terminal(str(test["output"]))[:OUTPUT_CHARACTERS]} for test in tests],
    }
