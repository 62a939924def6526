"""Where two results of one program differ."""

from collections.abc import Iterator

from autograder.checks.results import ExerciseResult, Verdict


def pairs(old: ExerciseResult, new: ExerciseResult) -> Iterator[tuple[Verdict | None, Verdict | None]]:
    """The verdicts of two results, by check and start method."""
    before = {(one.check, one.start_method): one for one in old.verdicts}
    now = {(one.check, one.start_method): one for one in new.verdicts}
    for key in dict.fromkeys([*before, *now]):
        yield before.get(key), now.get(key)


def state_of(verdict: Verdict | None) -> str:
    """A verdict's state and points, in words."""
    return "not there" if verdict is None else f"{verdict.state.value}, of {round(verdict.of, 2):g}"


def differences(old: ExerciseResult, new: ExerciseResult) -> list[str]:
    """Where two results are not the same, as sentences."""
    found = []
    for before, now in pairs(old, new):
        if before is None or now is None:
            one = now or before
            found.append(f"{one.check if one else ''} is {'new' if before is None else 'not there any more'}.")
        elif before.outcome is not now.outcome:
            found.append(f"{now.check} under {now.start_method} was {before.outcome}, and is {now.outcome}.")
        elif before != now:
            names = [name for name in now.__struct_fields__ if getattr(before, name) != getattr(now, name)]
            found.append(f"{now.check} under {now.start_method} differs in {', '.join(names)}.")
    names = [name for name in new.__struct_fields__ if getattr(old, name) != getattr(new, name) and name != "verdicts"]
    return found + ([f"The result differs in {', '.join(names)}."] if names else [])
