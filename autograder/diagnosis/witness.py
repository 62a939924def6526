"""Facts with what was seen of each in one run."""

from dataclasses import dataclass

from autograder.checks.narrative import say_place
from autograder.engine.evidence import Standstill
from autograder.messages import Message


@dataclass(frozen=True, slots=True)
class Witness:
    """What was seen of a fact in one run, and when, in seconds on the judge's clock."""

    at: float
    text: Message


class Facts(dict[str, Witness]):
    """The facts of one run, each with its first witness."""

    def note(self, fact: str, at: float | None, text: str) -> None:
        """A fact holds; its witness is kept if it is the first."""
        self.setdefault(fact, Witness(at or 0.0, Message.of(text)))


def with_caller(said: Message, still: Standstill) -> Message:
    """A sentence, with where the caller stood and for whom it waited, as far as that is known."""
    place = next((one.place for one in still.positions if one.process.is_caller and one.place), None)
    stood = Message("the caller stood in {place}", place=say_place(place)) if place else ""
    waited = Message("it waited for process {pid} to end", pid=still.joins.pid) if still.joins else ""
    caller = Message.joined([stood, waited], "{before}, and {after}")
    return Message("{said}; {caller}.", said=said, caller=caller) if caller else Message("{said}.", said=said)
