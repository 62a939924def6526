"""Write a graded class to disk: JSON with its schema, CSV, JUnit XML. Each file appears whole or not at all.

One student after the other is read and written, so that a class of any size takes the memory of one.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from autograder.checks.results import ExerciseResult, Grading, Outcome, State, StudentResult, schema
from autograder.escaping import for_csv, for_json, for_xml
from autograder.files import replace, replacing, told_if_unwritable
from autograder.messages import Message

COLUMNS = (
    "student",
    "exercise",
    "points",
    "max_points",
    "state",
    "outcome",
    "mistake",
    "sentence",
    "handed_in",
    "path",
    "percent_taken_off",
    "why",
)
FILES = ("results.json", "results.schema.json", "results.csv", "junit.xml")


def write_all(grading: Grading, students: Iterable[StudentResult], folder: Path) -> list[Path]:
    """Write every format; give the files that were written."""
    with told_if_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            json = stack.enter_context(replacing(folder / "results.json"))
            table = stack.enter_context(replacing(folder / "results.csv"))
            suites = stack.enter_context(replacing(folder / "junit.xml"))
            for found in in_step(grading, students):
                for stream, text in zip((json, table, suites), found, strict=True):
                    stream.write(text.encode())
        replace(folder / "results.schema.json", msgspec.json.format(msgspec.json.encode(schema()), indent=1) + b"\n")
    return [folder / name for name in FILES]


def in_step(grading: Grading, students: Iterable[StudentResult]) -> Iterator[tuple[str, str, str]]:
    """The next piece of JSON, CSV and JUnit XML."""
    head = msgspec.json.format(for_json(grading), indent=1).decode().rstrip("}\n ")
    yield f'{head},\n "students": [', to_row(*COLUMNS), "<?xml version='1.0' encoding='utf-8'?>\n"
    yield "", "", '<testsuites name="autograder">\n'
    comma = ""
    for student in students:
        yield comma + to_json(student), to_csv(student), to_junit(student)
        comma = ","
    yield "\n ]\n}\n", "", "</testsuites>\n"


def to_json(student: StudentResult) -> str:
    """One student as an entry of the list."""
    text = msgspec.json.format(for_json(student), indent=1).decode()
    return "\n  " + text.replace("\n", "\n  ")


def to_row(*cells: str | float) -> str:
    """A line of the table."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return text.getvalue()


def to_csv(student: StudentResult) -> str:
    """A row for each exercise of one student."""
    rows = []
    counted = student.counted
    percent, why = (counted.percent, Message.joined(counted.why)) if counted else (0.0, "")
    for result in student.exercises:
        mistake = result.diagnosis.mistake if result.diagnosis else ""
        name, exercise = for_csv(student.student), for_csv(result.exercise)
        words = [result.state.value, result.outcome.value, mistake, result.sentence, student.handed_in]
        words.append(student.paths.get(result.exercise, ""))
        texts = map(for_csv, words)
        rows.append(to_row(name, exercise, result.points, result.max_points, *texts, percent, for_csv(why)))
    return "".join(rows)


def to_junit(student: StudentResult) -> str:
    """A test suite for each exercise of one student, a test case for each check and start method."""
    suites = []
    for result in student.exercises:
        suite = suite_of(student.student, result)
        ElementTree.indent(suite)
        suites.append(ElementTree.tostring(suite, encoding="unicode"))
    return "".join(f"{suite}\n" for suite in suites)


def suite_of(student: str, result: ExerciseResult) -> ElementTree.Element:
    """One exercise; what was not handed in is skipped, what the kit could not decide is an error."""
    suite = ElementTree.Element("testsuite", name=for_xml(f"{student}: {result.exercise}"))
    states = [verdict.state for verdict in result.verdicts]
    kinds = {"failures": State.FAILED, "errors": State.UNDECIDED, "skipped": State.NOT_HANDED_IN}
    suite.set("tests", str(len(states)))
    for name, state in kinds.items():
        suite.set(name, str(states.count(state)))
    for verdict in result.verdicts:
        name = f"{verdict.check}[{verdict.start_method}]"
        case = ElementTree.SubElement(suite, "testcase", name=name, classname=result.exercise)
        if verdict.state is State.NOT_HANDED_IN:
            ElementTree.SubElement(case, "skipped", message=for_xml(verdict.actual))
        elif verdict.outcome is not Outcome.PASSED:
            kind = "failure" if verdict.outcome is Outcome.FAILED else "error"
            problem = ElementTree.SubElement(case, kind, message=for_xml(verdict.actual))
            problem.text = for_xml("\n".join([f"expected: {verdict.expected}", f"seen: {verdict.actual}"]))
    return suite
