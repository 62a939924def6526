"""A check of a result as HTML: everything that a student needs, and nothing that a page would run."""

from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, Verdict
from autograder.reports.html import check_to_html


def test_a_failed_check_tells_what_happened_in_this_run() -> None:
    """Verdict, reason, what was seen, why; all of it neutralised."""
    verdicts = [
        Verdict("test_x", "`f` is called", "fork", 1.5, Outcome.FAILED, "one call", "`<b>` came", "Look there."),
        Verdict("test_x", "`f` is called", "spawn", 1.5, Outcome.PASSED),
    ]
    diagnosis = Diagnosis("late", "It was late.", "Why.\n\nWhere?", "fork", ["Process 7 <script> had nothing to do."])
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, diagnosis=diagnosis, output="<img>")
    page = check_to_html(result, "test_x")
    assert "<b>1.5 of 3 points</b>" in page
    for words in ("✗ fork", "✓ spawn", "<code>&lt;b&gt;</code> came", "It was late.", "<p>Where?</p>"):
        assert words in page
    assert "<li>Process 7 &lt;script&gt; had nothing to do.</li>" in page
    assert "&lt;img&gt;" in page


def test_a_passed_check_tells_of_no_mistake() -> None:
    """Also when another check of the exercise has failed."""
    verdicts = [Verdict("test_x", "`f` is called", "fork", 1, Outcome.PASSED)]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, diagnosis=Diagnosis("late", "It was late.", "Why."))
    assert "late" not in check_to_html(result, "test_x")
    assert "was not made" in check_to_html(result, "test_y")


def test_what_a_result_is_worth_is_said_where_that_is_less() -> None:
    """As on macOS and Windows, where a notebook's check cell is read as the terminal is."""
    result = ExerciseResult("01_x", "X", "x.py", verdicts=[Verdict("test_x", "It works.", "spawn", 1, Outcome.PASSED)])
    assert "Not tried here" not in check_to_html(result, "test_x")
    result.notes, result.not_tried = ["This program ran as it is."], ["fork"]
    page = check_to_html(result, "test_x")
    assert "<p>This program ran as it is.</p>" in page
    assert "Not tried here: fork." in page


def test_the_picture_of_a_run_is_folded_until_somebody_wants_it() -> None:
    """It stands at the check that failed, and nowhere else; a notebook shows it at once."""
    verdicts = [Verdict(name, "`f` is called", "fork", 1, Outcome.FAILED) for name in ("test_x", "test_y")]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, pictures={"test_x": "<svg>drawn</svg>"})
    page = check_to_html(result, "test_x")
    assert "<details><summary>Who ran when</summary><svg>drawn</svg></details>" in page
    assert "<svg>" not in check_to_html(result, "test_y")
    assert "<details open><summary>Who ran when</summary>" in check_to_html(result, "test_x", unfolded=True)
