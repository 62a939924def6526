"""Which runs of a failed attempt are made a second time: those that chance or the machine's load could have decided.

Theory of operation. A run in which the kernel proved every moment at which nobody could move
(:mod:`autograder.engine.quiescence`) went as it did on account of the program alone, however slow the machine was. What
remains is the program's own chance. A check that fails in the same way under each start method has shown its failure
several times already, in runs that share nothing; so those runs are not repeated. All other failures are: where the
judge went by a conjecture, where a limit of time or of memory ended the run, where time itself was measured, and where
start methods do not agree. Only the runs that such failures rest on are made again; the others are taken as they were.
"""

from collections.abc import Container, Iterable
from dataclasses import replace

from autograder.checks.attempt import Attempt
from autograder.checks.attempt_record import Key
from autograder.checks.results import Outcome, Verdict
from autograder.engine.evidence import Ending, Evidence
from autograder.messages import Message

# The endings that are proved, or that the program itself brought about; all others are limits.
OF_ITS_OWN = (Ending.FINISHED, Ending.FAILED, Ending.IMPORT_FAILED, Ending.EXITED, Ending.BLOCKED)


def second_attempt(attempt: Attempt, verdicts: Iterable[Verdict]) -> Attempt | None:
    """The attempt in which runs in doubt are made again, with the same draws; None where there are none, or no time."""
    left = attempt.seconds - attempt.spent
    again = runs_in_doubt(attempt, list(verdicts))
    if not again or attempt.handed.obstacle or left <= attempt.spent:
        return None
    had, beside = evidence_but_of(attempt, again), dict(attempt.beside)
    own = replace(attempt, evidence=had, beside=beside, looked_at={}, conjectured=set(), runs=[])
    return replace(own, seconds=left, spent=0.0, kept=0.0)


def evidence_but_of(attempt: Attempt, again: Container[Key]) -> dict[Key, Evidence]:
    """What an attempt has of all runs but these, which are made again."""
    return {key: evidence for key, evidence in attempt.evidence.items() if key not in again}


def runs_in_doubt(attempt: Attempt, verdicts: list[Verdict]) -> set[Key]:
    """The runs that failures rest on which another run might not show."""
    failed: dict[str, dict[str, Verdict]] = {}
    for verdict in verdicts:
        if verdict.outcome is Outcome.FAILED:
            failed.setdefault(verdict.check, {})[verdict.start_method] = verdict
    found: set[Key] = set()
    for check, by_method in failed.items():
        alike = are_alike(attempt, by_method)
        runs = [key for method in by_method for key in attempt.looked_at.get((check, method), [])]
        found.update(key for key in runs if not alike or is_in_doubt(attempt, key))
    return found


def are_alike(attempt: Attempt, by_method: dict[str, Verdict]) -> bool:
    """Whether a check has failed under each start method, of which there are several, and with the same words."""
    words = {Message.of(verdict.actual).forms for verdict in by_method.values()}
    return len(by_method) > 1 and len(words) == 1 and by_method.keys() >= set(attempt.start_methods)


def is_in_doubt(attempt: Attempt, key: Key) -> bool:
    """Whether more than the program has decided how a run went."""
    evidence = attempt.evidence.get(key)
    if evidence is None or key in attempt.conjectured or evidence.scenario.measured is not None:
        return True
    return evidence.ending not in OF_ITS_OWN or any(still.settled for still in evidence.standstills)
