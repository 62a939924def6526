"""Name the mistake that a failing submission behaves like.

Mistakes are programs in ``solutions/NN_topic/mistakes``. Each is run several times, idle and under
load, and its *signature* is kept: for each start method, the facts that no right program shows (those
of every run, and apart from them those that only some runs showed, by chance), and the few words of
its source that tell it from a twin that behaves the same. ``signatures.json`` in the exercise's folder
holds the signatures and the explanations, and no program; so students get explanations too.

A submission gets a diagnosis only when its own strange facts are those of one mistake, or of two
together: all of the certain ones, and no other but the chance ones. When none fits, it gets the plain
evidence.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.checks.attempt import Key
from autograder.checks.results import Diagnosis
from autograder.checks.tracebacks import without_kit
from autograder.diagnosis.facts import WEAK, facts_of
from autograder.diagnosis.source_words import deeds, source_words
from autograder.engine.evidence import Evidence
from autograder.errors import KitError

Shown = dict[str, list[str]]  # "scenario/start method" -> sorted facts
WITNESSES = 3  # so many sentences about this very run are told


class Signature(msgspec.Struct, omit_defaults=True):
    """What a mistake looks like from outside, and what a student is told about it."""

    mistake: str
    title: str
    explanation: str
    facts: Shown
    source: list[str]
    chance: Shown = {}

    @property
    def possible(self) -> Shown:
        """All facts that any run has shown."""
        return merge([self.facts, self.chance])


class Signatures(msgspec.Struct):
    """All signatures of an exercise, and the facts and words of source that right programs have."""

    normal: Shown
    mistakes: list[Signature]
    words: list[str] = []
    reference: list[str] = []

    def fits(self, mistake: Signature, words: frozenset[str]) -> bool:
        """Whether a source can be a mistake's.

        If there are words that only the mistake and no right program has, one of them tells. If not, it must call
        something that the reference does not call, if the mistake does; and lack something that the mistake lacks.
        """
        source, reference = set(mistake.source), set(self.reference)
        telling, lacking = source - set(self.words), deeds(reference - source)
        added = {word for word in deeds(source - reference) if not word.endswith("in a loop")}
        if telling:
            return bool(telling & words)
        return (not added or bool(added & words)) and (not lacking or not lacking <= words)


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


def strong(facts: Shown) -> Shown:
    """Without what a program merely says of itself."""
    kept = {key: [fact for fact in values if not fact.startswith(WEAK)] for key, values in facts.items()}
    return {key: values for key, values in kept.items() if values}


def diagnose(evidence: Mapping[Key, Evidence], source: bytes, signatures: Signatures) -> Diagnosis | None:
    """The mistake that these runs show, or ``None`` when they show none or none that is known.

    The strange facts are exactly those of one mistake, or exactly those of two together; then the
    one that explains more of them comes first, and the other is named once that one is mended.
    """
    found = strange(gather(evidence), signatures.normal)
    shown = strong(found)
    if not shown:
        return None
    words = source_words(source)
    twins = [one for one in signatures.mistakes if explains([one], shown) and says_the_same(one, found)]
    chosen = choose_twin(prefer_same_words(twins, found), words)
    if not twins:
        chosen = choose_twin(explaining_most(signatures.mistakes, shown), words)
    if chosen is None or not signatures.fits(chosen, words) or not says_the_same(chosen, found):
        return None
    method, happened = witnesses(chosen, found, evidence)
    return Diagnosis(chosen.mistake, chosen.title, chosen.explanation, method, happened)


def says_the_same(mistake: Signature, found: Shown) -> bool:
    """Whether a program's processes fail with an error of a type that this mistake's do, wherever those always do."""
    for key, facts in mistake.facts.items():
        types = {fact for fact in facts if fact.startswith(WEAK) and ":" not in fact}
        if types and not types & set(found.get(key, ())):
            return False
    return True


def witnesses(mistake: Signature, found: Shown, evidence: Mapping[Key, Evidence]) -> tuple[str, list[str]]:
    """What was seen of a mistake in the first run that shows it, in order of time; and that run's start method."""
    for (scenario, method), run in evidence.items():
        key = f"{scenario}/{method}"
        shown = set(mistake.possible.get(key, ())) & set(found.get(key, ()))
        noted = [witness for fact, witness in facts_of(run).items() if fact in shown and witness.text]
        if noted:
            texts = dict.fromkeys(without_kit(witness.text) for witness in sorted(noted, key=lambda one: one.at))
            return method, list(texts)[:WITNESSES]
    return "", []


def prefer_same_words(twins: list[Signature], found: Shown) -> list[Signature]:
    """Of mistakes that behave the same, those that also print the same, if there are any."""
    same = [one for one in twins if is_part(one.facts, found) and is_part(found, one.possible)]
    return same or twins


def explains(mistakes: list[Signature], shown: Shown) -> bool:
    """Whether mistakes, made together, show this: all that they always show, and nothing that they never do."""
    certain = strong(merge(one.facts for one in mistakes))
    return is_part(certain, shown) and is_part(shown, merge(one.possible for one in mistakes))


def explaining_most(mistakes: list[Signature], shown: Shown) -> list[Signature]:
    """The mistakes that, with one other, make up what was shown, and explain most of it."""
    parts = [one for one in mistakes if strong(one.facts) and is_part(strong(one.facts), shown)]
    pairs = [one for one in parts if any(explains([one, other], shown) for other in parts if other is not one)]
    sizes = {one.mistake: sum(map(len, strong(one.facts).values())) for one in pairs}
    return [one for one in pairs if sizes[one.mistake] == max(sizes.values())]


def is_part(part: Shown, whole: Shown) -> bool:
    """Whether all of these facts are among those."""
    return all(set(values) <= set(whole.get(key, ())) for key, values in part.items())


def choose_twin(twins: list[Signature], words: frozenset[str]) -> Signature | None:
    """Of mistakes that behave the same, the one that the source is more like than any other; none if there is none."""
    winners = [one for one in twins if all(is_more_like(words, one, other) for other in twins if other is not one)]
    return winners[0] if len(winners) == 1 else None


def is_more_like(words: frozenset[str], one: Signature, other: Signature) -> bool:
    """Whether a source has more of the words that only one mistake has than of those that only the other one has.

    A mistake that has no words of its own is known only by the absence of all of the other's.
    """
    for_one, for_other = set(one.source) - set(other.source), set(other.source) - set(one.source)
    if not for_one:
        return bool(for_other) and not for_other & words
    share = len(for_one & words) / len(for_one)
    other_share = len(for_other & words) / len(for_other) if for_other else 0.5
    return share > other_share


def read_explanation(source: str) -> tuple[str, str]:
    """Title and text of a mistake's docstring."""
    text = ast.get_docstring(ast.parse(source)) or ""
    title, _, rest = text.partition("\n")
    return title.strip(), re.sub(r"(?<!\n)\n(?!\n)", " ", rest).strip()
