"""Make the signatures of an exercise from what its programs have shown in many runs (:mod:`autograder.diagnosis`)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.diagnosis.declarations import declared
from autograder.diagnosis.signatures import Shown, Signature, Signatures, common, merge, read_explanation, strange


def sign_all(
    right: Sequence[Shown], mistakes: Mapping[Path, Sequence[Shown]], recorded: Signatures | None
) -> Signatures:
    """The signatures of the mistakes in these files; ``recorded`` are those of earlier runs, which count as well."""
    earlier = {one.mistake: [one.facts, one.possible] for one in recorded.mistakes} if recorded else {}
    normal = merge([*right, *([recorded.normal] if recorded else [])])
    signed = [
        sign(path, [strange(facts, normal) for facts in [*runs, *earlier.get(path.stem, ())]], normal)
        for path, runs in sorted(mistakes.items())
    ]
    order_by_construct(signed, {path.stem: path.read_text(encoding="utf-8") for path in mistakes})
    return Signatures(normal, signed)


def write_signatures(path: Path, signatures: Signatures) -> None:
    """Write them so that a change of one fact is a change of one line."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(signatures), indent=1) + b"\n")


def order_by_construct(mistakes: list[Signature], sources: dict[str, str]) -> None:
    """Write down of each mistake over which others its construct stands: its file holds theirs, and not they its."""
    held = {one.mistake: {name for name, source in sources.items() if one.construct.find(source)} for one in mistakes}
    for one in mistakes:
        one.over = sorted(
            name
            for name, files in held.items()
            if one.mistake in files and name not in held[one.mistake] | {one.mistake}
        )


def sign(path: Path, runs: list[Shown], normal: Shown) -> Signature:
    """The signature of a mistake: what is strange in all of its runs, and what is in some only."""
    source = path.read_text(encoding="utf-8")
    title, explanation = read_explanation(source)
    certain, chance = split(runs, normal)
    return Signature(path.stem, title, explanation, certain, declared(source)[0], chance)


def split(runs: list[Shown], normal: Shown) -> tuple[Shown, Shown]:
    """The facts of all runs, and those that are up to chance: under one start method, and so under every other."""
    shown = merge(runs)
    lucky: dict[str, set[str]] = {}
    for key, facts in strange(shown, common(runs)).items():
        lucky.setdefault(key.partition("/")[0], set()).update(facts)
    chance = {key: sorted(lucky.get(key.partition("/")[0], ())) for key in normal}
    return strange(shown, chance), strange(chance, {})
