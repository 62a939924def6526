"""Write a graded class to disk: JSON with its schema, CSV, JUnit XML. Each file appears whole or not at all."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from autograder.checks.results import ClassResult, Outcome, schema
from autograder.escaping import for_csv, for_json, for_xml
from autograder.files import replace, told_if_unwritable


def write_all(graded: ClassResult, folder: Path) -> list[Path]:
    """Write every format; give the files that were written."""
    contents = {
        "results.json": msgspec.json.format(for_json(graded), indent=1),
        "results.schema.json": msgspec.json.format(msgspec.json.encode(schema()), indent=1),
        "results.csv": to_csv(graded).encode(),
        "junit.xml": to_junit(graded),
    }
    with told_if_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            replace(folder / name, data)
    return [folder / name for name in contents]


def to_csv(graded: ClassResult) -> str:
    """A row for each student and exercise."""
    text = io.StringIO()
    table = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(["student", "exercise", "points", "max_points", "outcome", "mistake", "sentence"])
    for student in graded.students:
        for result in student.exercises:
            mistake = result.diagnosis.mistake if result.diagnosis else ""
            words = [student.student, result.exercise, result.outcome.value, mistake, result.sentence]
            name, exercise, outcome, mistake, sentence = map(for_csv, words)
            table.writerow([name, exercise, result.points, result.max_points, outcome, mistake, sentence])
    return text.getvalue()


def to_junit(graded: ClassResult) -> bytes:
    """A test suite for each student and exercise, a test case for each check and start method."""
    root = ElementTree.Element("testsuites", name="autograder")
    for student in graded.students:
        for result in student.exercises:
            suite = ElementTree.SubElement(root, "testsuite", name=for_xml(f"{student.student}: {result.exercise}"))
            outcomes = [verdict.outcome for verdict in result.verdicts]
            suite.set("tests", str(len(outcomes)))
            suite.set("failures", str(outcomes.count(Outcome.FAILED)))
            suite.set("errors", str(len([one for one in outcomes if one in (Outcome.ERROR, Outcome.INCONCLUSIVE)])))
            for verdict in result.verdicts:
                name = f"{verdict.check}[{verdict.start_method}]"
                case = ElementTree.SubElement(suite, "testcase", name=name, classname=result.exercise)
                if verdict.outcome is not Outcome.PASSED:
                    kind = "failure" if verdict.outcome is Outcome.FAILED else "error"
                    problem = ElementTree.SubElement(case, kind, message=for_xml(verdict.actual))
                    problem.text = for_xml("\n".join([f"expected: {verdict.expected}", f"seen: {verdict.actual}"]))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
