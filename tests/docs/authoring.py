"""Makes the reference part of ``docs/authoring.md`` from the docstrings of what authors of checks use.

``python -m tests.docs.authoring`` writes it anew; a test tells when that was forgotten.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import autograder
from autograder.checks.observed import ObservedRun
from autograder.checks.observed_probe import ObservedProbe
from autograder.engine.evidence import ObservedStep, Position, ProbeCall, Process, Standstill
from autograder.engine.protocol import Opaque
from autograder.messages import Message
from tests.conftest import ROOT

PAGE = ROOT / "docs/authoring.md"
MADE = "<!-- From here on, this page is made from docstrings: `python -m tests.docs.authoring` -->"
BUILDING = [getattr(autograder, name) for name in ("Draw", "Scenario", "call", "read", "assign", "describe")]
BUILDING += [getattr(autograder, name) for name in ("run_script", "Probe", "ManagedDict")]
SAYING = [ObservedRun, ObservedProbe, Message]
SEEING = [Process, ProbeCall, ObservedStep, Standstill, Position, Opaque]
EXAMPLES = {"ObservedRun": "observed", "ObservedProbe": "task", "Draw": "draw", "Probe": "task"}  # of each class
SECTIONS = {
    "What a scenario is made of": BUILDING,
    "What a check may say": SAYING,
    "What there is to see": SEEING,
}


def is_public(name: str, member: object) -> bool:
    """Whether it is a method or a property that anybody may use, by its name."""
    return not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))


def own_names(thing: object) -> dict[str, object]:
    """What a class of the kit's gives, what it has from another one of the kit's included."""
    kinds = thing.__mro__ if isinstance(thing, type) else ()
    own = [kind for kind in kinds if kind.__module__.startswith("autograder.")]
    found: dict[str, object] = {}
    for kind in own:
        for name, member in vars(kind).items():
            found.setdefault(name, member.__func__ if isinstance(member, classmethod) else member)
    return found


def members(thing: object) -> Iterator[tuple[str, object]]:
    """The methods and properties of a class that have an example, so that authors may use them."""
    for name, member in own_names(thing).items():
        if is_public(name, member) and ">>>" in (inspect.getdoc(member) or ""):
            yield name, member


def heading(owner: str, name: str, thing: Any) -> str:
    """How it is written: a class with its arguments, a method behind what it belongs to, a property bare."""
    before = f"{owner}." if owner else ""
    if not callable(thing) or any(thing is one for one in (*SAYING, *SEEING)):
        return f"{before}{name}"
    signature = inspect.signature(thing)
    parameters = [
        one.replace(annotation=one.empty) for one in signature.parameters.values() if one.name not in ("self", "cls")
    ]
    text = str(inspect.Signature(parameters)).replace("<factory>", "{}")
    return f"{before}{name}{text if thing is not autograder.Draw else ''}"


def text_of(thing: object) -> str:
    """A docstring as Markdown: examples are fenced, and mistakes of the course stand as code."""
    paragraphs = (inspect.getdoc(thing) or "").replace("``", "`").split("\n\n")
    shown = [f"```python\n{one}\n```" if one.startswith(">>>") else one for one in paragraphs]
    shown = [re.sub(r"\b(\d\d_\w+/\w+)", r"`\1`", one) for one in shown]
    shown = [re.sub(r"^Catches\b", "**Catches**", one) for one in shown]
    return "\n\n".join(shown)


def reference() -> str:
    """All of the part that is made."""
    parts = [MADE]
    for title, things in SECTIONS.items():
        parts.append(f"## {title}")
        for thing in things:
            name = thing.__name__
            parts += [f"### `{heading('', name, thing)}`", text_of(thing)]
            owner = {"ObservedRun": "observed", "ObservedProbe": "task", "Draw": "draw", "Probe": "task"}.get(
                name, name
            )
            for member_name, member in members(thing):
                parts += [f"#### `{heading(owner, member_name, member)}`", text_of(member)]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(MADE)[0] + reference(), encoding="utf-8")
