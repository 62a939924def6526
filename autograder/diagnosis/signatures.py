"""Name the mistake that a failing submission holds and shows.

Mistakes are programs in ``solutions/NN_topic/mistakes``. Each is run several times, idle and under load, and its
*signature* is kept: for each start method, the facts that no right program shows (those of every run, and apart from
them those that only some runs showed, by chance), and the construct that the file declares
(:mod:`autograder.diagnosis.declarations`). ``signatures.json`` in the exercise's folder holds the signatures and the
explanations, and no program; so students get explanations too. The rule is stated in :mod:`autograder.diagnosis`.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.checks.attempt_record import Key
from autograder.checks.results import Diagnosis
from autograder.checks.tracebacks import without_kit
from autograder.diagnosis.declarations import Construct
from autograder.diagnosis.facts import WEAK, facts_of
from autograder.diagnosis.patterns import LINE
from autograder.diagnosis.source_text import SourceText
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import passed_on
from autograder.errors import KitError
from autograder.messages import Message

Shown = dict[str, list[str]]  # "scenario/start method" -> sorted facts
NAMED = re.compile(r"`(\w+)")
WITNESSES = 3  # so many sentences about this very run are told


class Signature(msgspec.Struct, omit_defaults=True):
    """What a mistake looks like from outside, and what a student is told about it."""

    mistake: str
    title: str
    explanation: str
    facts: Shown
    construct: Construct = msgspec.field(default_factory=Construct)
    chance: Shown = {}
    over: list[str] = []  # mistakes whose construct this file holds too, and which do not hold this one's

    @property
    def possible(self) -> Shown:
        """All facts that any run has shown."""
        return merge([self.facts, self.chance])


class Signatures(msgspec.Struct):
    """All signatures of an exercise, and the facts that right programs show."""

    normal: Shown
    mistakes: list[Signature]


def gather(evidence: Mapping[Key, Evidence]) -> Shown:
    """The facts of all runs of one submission."""
    return {f"{scenario}/{method}": sorted(facts_of(found)) for (scenario, method), found in evidence.items()}


def strange(facts: Shown, normal: Shown) -> Shown:
    """The facts that no right program shows."""
    found = {key: sorted(set(values) - set(normal.get(key, ()))) for key, values in facts.items()}
    return {key: values for key, values in found.items() if values}


def merge(several: Iterable[Shown]) -> Shown:
    """Every fact that at least one of several programs shows."""
    merged: dict[str, set[str]] = {}
    for facts in several:
        for key, values in facts.items():
            merged.setdefault(key, set()).update(values)
    return {key: sorted(values) for key, values in sorted(merged.items())}


def load_signatures(path: Path) -> Signatures | None:
    """Read ``signatures.json``; ``None`` when an exercise has none yet."""
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Signatures)
    except msgspec.DecodeError as error:
        raise KitError(f"{path} is damaged ({error}). `autograder verify --record` makes it anew.") from error


def common(several: Iterable[Shown]) -> Shown:
    """Every fact that all of several runs show."""
    runs = list(several)
    kept = {key: sorted(set.intersection(*(set(run.get(key, ())) for run in runs))) for key in runs[0]}
    return {key: values for key, values in sorted(kept.items()) if values}


NUMBERS = re.compile(r"(processes|overlap|makes children:) (fewer|more)$|, (one|fewer|more) (?=of the calls)")
CALLED = re.compile(r"[\w.<>]+\(\)")
RAISED = re.compile(r"^\w+: raises ")
RETURNED = "with calls held, the caller is in the judge and has returned"


def counted(facts: Shown, ungraded: Iterable[str] = ()) -> Shown:
    """The facts that count: not what a program prints, nor what the exercise does not grade.

    Whether a number that is not the one that was asked for is too small or too great depends on what was drawn; what
    a function is called, on who wrote it. What was still at work when an exception ended a step comes of the exception.
    """
    found: Shown = {}
    for key, values in facts.items():
        left_out = (f"{WEAK}something", *ungraded, *([RETURNED] if any(map(RAISED.search, values)) else []))
        kept = {CALLED.sub("…()", NUMBERS.sub(r"\1 other ", fact)) for fact in values if not fact.startswith(left_out)}
        if kept:
            found[key] = sorted(kept)
    return found


def diagnose(
    evidence: Mapping[Key, Evidence], source: bytes, signatures: Signatures, ungraded: Iterable[str] = ()
) -> Diagnosis | None:
    """The mistake that these runs show and this source holds, or ``None`` when there is none, or not just one."""
    ungraded = tuple(ungraded)
    found = strange(gather(evidence), signatures.normal)
    shown = counted(found, ungraded)
    if not shown:
        return None
    text = SourceText(source)
    # facts are compared at once, and a construct is searched for in every line
    fitting = [one for one in signatures.mistakes if can_be_chosen(one, shown, ungraded)]
    held = {one.mistake: place for one in fitting if (place := one.construct.find(text.text)) is not None}
    chosen = choose([one for one in fitting if one.mistake in held], shown, ungraded)
    if chosen is None:
        return None
    method, happened = witnesses(chosen, found, evidence)
    line = int(held[chosen.mistake][LINE])
    code = text.line(line).strip()
    return Diagnosis(chosen.mistake, chosen.title, chosen.explanation, method, [*happened], line, code)


def can_be_chosen(mistake: Signature, shown: Shown, ungraded: tuple[str, ...]) -> bool:
    """Whether :func:`choose` may name a mistake, alone or beside another one, if the source holds it."""
    return is_part(counted(mistake.facts, ungraded), shown) or may_explain(mistake, shown, ungraded)


def choose(held: list[Signature], shown: Shown, ungraded: tuple[str, ...] = ()) -> Signature | None:
    """Of mistakes whose construct a source holds, the one that explains all that was shown.

    First one that always shows all of this; else one that may show all of this, and shows most of what it always
    does; else two that show it together, of which the one is named that explains more. Of several the one stands
    whose construct is the more special; if that leaves more than one, none is named.
    """
    alone = [one for one in held if explains([one], shown, ungraded)]
    alone = alone or [one for one in held if may_explain(one, shown, ungraded)]
    return most_special(alone or explaining_most(held, shown, ungraded))


def most_special(mistakes: list[Signature]) -> Signature | None:
    """The one whose construct stands over those of all the others."""
    winners = [one for one in mistakes if all(other.mistake in one.over for other in mistakes if other is not one)]
    return winners[0] if len(winners) == 1 else None


def may_explain(mistake: Signature, shown: Shown, ungraded: tuple[str, ...]) -> bool:
    """Whether all of this is among what a mistake may show, and at least half of what it always does among this.

    Only runs that show anything strange are asked: what is drawn for a run may be what the program has by accident.
    """
    certain, possible = counted(mistake.facts, ungraded), counted(mistake.possible, ungraded)
    always = {key: values for key, values in certain.items() if key in shown}
    there = sum(len(set(values) & set(shown[key])) for key, values in always.items())
    return is_part(shown, possible) and there > 0 and 2 * there >= sum(map(len, always.values()))


def witnesses(mistake: Signature, found: Shown, evidence: Mapping[Key, Evidence]) -> tuple[str, list[Message]]:
    """What was seen of a mistake in the first run that shows it, in order of time; and that run's start method."""
    for (scenario, method), run in evidence.items():
        key = f"{scenario}/{method}"
        shown = set(mistake.possible.get(key, ())) & set(found.get(key, ()))
        noted = [witness for fact, witness in facts_of(run).items() if fact in shown and witness.text]
        if noted:
            texts = dict.fromkeys(witness.text.change(without_kit) for witness in sorted(noted, key=lambda one: one.at))
            told = list(texts)[:WITNESSES]
            return method, told + later_calls(run, told)
    return "", []


def later_calls(run: Evidence, told: list[Message]) -> list[Message]:
    """The later calls of a function, where what is told speaks of their probes; the task's text names the first's."""
    names, said = set(NAMED.findall(" ".join(told))), []
    before: dict[str, set[str]] = {}  # by function, the probes of its earlier calls
    for number, step in enumerate(run.scenario.steps):
        own = {probe.name for probe in passed_on(step)}
        if step.target in before and names & (own - before[step.target]):
            reached = number < len(run.steps)
            words = "The grader had also called {step}." if reached else "The grader would have called {step} after it."
            said.append(Message(words, step=step.title))
        before.setdefault(step.target, set()).update(own)
    return said


def explains(mistakes: list[Signature], shown: Shown, ungraded: tuple[str, ...] = ()) -> bool:
    """Whether mistakes, made together, show this: all that they always show, and nothing that they never do."""
    certain = counted(merge(one.facts for one in mistakes), ungraded)
    return is_part(certain, shown) and is_part(shown, counted(merge(one.possible for one in mistakes), ungraded))


def explaining_most(held: list[Signature], shown: Shown, ungraded: tuple[str, ...] = ()) -> list[Signature]:
    """The mistakes that, with one other, make up what was shown, and explain most of it."""
    sizes = {one.mistake: sum(map(len, counted(one.facts, ungraded).values())) for one in held}
    parts = [one for one in held if sizes[one.mistake] and is_part(counted(one.facts, ungraded), shown)]
    pairs = [
        one for one in parts if any(explains([one, other], shown, ungraded) for other in parts if other is not one)
    ]
    return [one for one in pairs if sizes[one.mistake] == max(sizes[other.mistake] for other in pairs)]


def is_part(part: Shown, whole: Shown) -> bool:
    """Whether all of these facts are among those."""
    return all(set(values) <= set(whole.get(key, ())) for key, values in part.items())


def read_explanation(source: str) -> tuple[str, str]:
    """Title and text of a mistake's docstring."""
    text = ast.get_docstring(ast.parse(source)) or ""
    title, _, rest = text.partition("\n")
    return title.strip(), re.sub(r"(?<!\n)\n(?!\n)", " ", rest).strip()
