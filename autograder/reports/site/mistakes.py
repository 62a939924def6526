"""Mistakes of a class, each once, whichever exercise it was made in.

The same misconception has the same name in several exercises, or the same sentence; each exercise words it for its own
program. So two that share a name or a sentence are one, and it is told in the words that were heard most often.
"""

from collections import Counter
from collections.abc import Iterable

from autograder.checks.results import Diagnosis, ExerciseResult, State
from autograder.reports.site.comments import names_of
from autograder.reports.site.model import Mistake

UNNAMED = "Python's own error: {}"
NOTHING = "No known mistake was recognised"


class Mistakes:
    """What went wrong in a class, gathered from one result after the other."""

    def __init__(self) -> None:
        """Nobody was looked at."""
        self.groups: dict[str, str] = {}  # of a name or a sentence: another one of the same group, or itself
        self.titles: Counter[str] = Counter()
        self.names: dict[str, dict[str, None]] = {}  # of a sentence: what comments on it are kept by
        self.made: list[tuple[str, str, str, str]] = []  # a sentence, exercise, student, page

    def look_at(self, result: ExerciseResult, student: str, page: str) -> str:
        """Count what went wrong in one failed exercise; gives it in one sentence, empty for what has not failed."""
        if result.state is not State.FAILED:
            return ""
        title = title_of(result)
        if result.diagnosis is not None:
            self.join(*keys_of(result.diagnosis))
        self.titles[title] += 1
        self.names.setdefault(title, {}).update(dict.fromkeys(names_of(result)[:1]))
        self.made.append((title, result.exercise, student, page))
        return str(result.sentence) if title == NOTHING else title

    def named(self, titles: Iterable[str]) -> list[str]:
        """What somebody did wrong, each mistake once and as :meth:`grouped` tells it, in the same order."""
        words = {self.root(f"title {title}"): title for title in self.most_heard()}
        return list(dict.fromkeys(words.get(self.root(f"title {title}"), title) for title in titles))

    def join(self, one: str, other: str) -> None:
        """Two keys are of one group from now on."""
        self.groups[self.root(one)] = self.root(other)

    def root(self, key: str) -> str:
        """The key that stands for a group."""
        while self.groups.setdefault(key, key) != key:
            key = self.groups[key]
        return key

    def most_heard(self) -> list[str]:
        """The sentences, the one that was heard most often last."""
        return sorted(self.titles, key=lambda title: (self.titles[title], title))

    def grouped(self) -> list[Mistake]:
        """Each mistake with who made it, the most frequent first."""
        found: dict[str, Mistake] = {}
        words = {self.root(f"title {title}"): title for title in self.most_heard()}
        for title, exercise, student, page in self.made:
            group = self.root(f"title {title}")
            one = found.setdefault(group, Mistake(words[group]))
            one.times += 1
            one.names.update(self.names[title])
            one.students[student] = page
            if exercise not in one.exercises:
                one.exercises.append(exercise)
        for one in found.values():
            one.exercises.sort()
        return sorted(found.values(), key=lambda one: (one.title == NOTHING, -len(one.students), -one.times, one.title))


def title_of(result: ExerciseResult) -> str:
    """What a failed result is told as: its mistake, Python's own error by its type, or nothing that is known."""
    if result.diagnosis is not None:
        return str(result.diagnosis.title)
    if result.python_errors:
        return UNNAMED.format(result.python_errors[0].error.partition(":")[0])
    return NOTHING


def keys_of(diagnosis: Diagnosis) -> tuple[str, str]:
    """What a mistake is known by: its name, and its sentence."""
    return f"name {diagnosis.mistake}", f"title {diagnosis.title}"
