"""The pages as HTML. Whatever comes from a student is escaped, and what acts without being seen is shown.

Each page is one file: its style is in it, the class page holds a script that sorts and filters its table, and a policy
in its head forbids everything else, so that it asks no server and runs nothing that came in with a submission.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.checks.deadlines import duration
from autograder.checks.results import Grading
from autograder.escaping import visible
from autograder.reports.html import text
from autograder.reports.site.charts import histogram, states_chart
from autograder.reports.site.gathering import ClassGathering
from autograder.reports.site.model import MARKS, STATES
from autograder.reports.site.student import StudentView

TEMPLATES = "templates"


def class_page(gathering: ClassGathering, grading: Grading, title: str) -> Iterator[str]:
    """The page of a class, piece by piece."""
    charts = {"histogram": histogram(gathering.shares), "states": states_chart(gathering.state_rows())}
    yield from (
        environment()
        .get_template("class.html")
        .stream(found=gathering, grading=grading, title=title, charts=charts, script_hash=script_hash())
    )


def student_page(view: StudentView, grading: Grading, title: str) -> str:
    """The page of one student."""
    return (
        environment().get_template("student.html").render(view=view, student=view.student, grading=grading, title=title)
    )


@cache
def environment() -> Environment:
    """The templates, and the words that they share."""
    found = Environment(
        loader=PackageLoader("autograder.reports.site", TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(MARKS=MARKS, STATES=STATES)
    found.filters.update(
        code=in_code, href=href, duration=duration, number=number, moment=moment, slug=slug, paragraphs=paragraphs
    )
    return found


def shown(value: object) -> object:
    """A text as it is shown, before it is escaped: nothing in it acts without being seen."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(str(value))


def in_code(words: str) -> Markup:
    """Words as HTML; what stands between backticks is code."""
    return Markup(text(words))


def paragraphs(words: str) -> list[str]:
    """The paragraphs of an explanation."""
    return [part for part in words.split("\n\n") if part.strip()]


def href(path: str) -> str:
    """A file's name as a link."""
    return quote(path)


def number(value: float) -> str:
    """Points, without zeros that say nothing."""
    return f"{round(value, 2):g}"


def moment(iso: str) -> str:
    """A moment (ISO 8601, UTC) for people."""
    return f"{iso[:10]} {iso[11:16]} UTC" if iso else ""


def slug(state: str) -> str:
    """A state as the name of a class of the style sheet."""
    return state.replace(" ", "-")


@cache
def script_hash() -> str:
    """What the page's policy knows its only script by (W3C, "Content Security Policy Level 3", hash sources)."""
    script = environment().get_template("table.js").render()
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
