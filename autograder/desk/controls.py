"""The references of a store, as what its results are held against; one that is damaged is told, and stands for none."""

from autograder.checks.attempt_record import unpack
from autograder.desk.replay import Control
from autograder.desk.store import Kept, Store
from autograder.errors import UsageError


def control_of(kept: Kept | None) -> tuple[Control | None, str]:
    """The reference's part in judging others, if it was run; and a sentence where it cannot be read."""
    if kept is None or kept.attempt is None:
        return None, ""
    damage = damage_of(kept)
    if damage:
        return None, f"The reference of {kept.exercise}: {damage}"
    return Control(kept.result, unpack(kept.attempt)), ""


def damage_of(kept: Kept) -> str:
    """Why a result or the evidence that it rests on cannot be read; empty where both can."""
    if kept.attempt is not None:
        try:
            unpack(kept.attempt)
        except UsageError as error:
            return kept.damage or str(error)
    return kept.damage


class Controls:
    """The references of a store, each read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        """None is read yet."""
        self.store = store
        self.found: dict[str, tuple[Control | None, str]] = {}

    def of(self, exercise: str) -> Control | None:
        """The reference of an exercise; None where there is none that can be read."""
        return self.read(exercise)[0]

    def trouble(self, kept: Kept) -> str:
        """Why a result cannot be judged again: it is damaged, or what it is held against; empty where neither is."""
        return kept.damage or ("" if kept.handed.obstacle else self.read(kept.exercise)[1])

    @property
    def troubles(self) -> list[str]:
        """The same of all that were asked for."""
        return [trouble for _, trouble in self.found.values() if trouble]

    def read(self, exercise: str) -> tuple[Control | None, str]:
        """Both, once."""
        if exercise not in self.found:
            self.found[exercise] = control_of(self.store.reference(exercise))
        return self.found[exercise]
