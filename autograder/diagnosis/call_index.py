"""The calls of a run by what is asked of them, so that facts of many calls take no longer than calls there are."""

from bisect import bisect_right
from collections import defaultdict

from autograder.engine.evidence import Evidence, ProbeCall


class CallIndex:
    """Which call gave an answer, and when calls of a probe were over."""

    def __init__(self, evidence: Evidence) -> None:
        """Look once at every call."""
        self.by_answer: dict[str, list[int]] = defaultdict(list)  # the first two, in the order of calls
        self.ends: dict[str, list[float]] = defaultdict(list)
        self.calls = evidence.calls
        for number, call in enumerate(evidence.calls):
            if call.answer and len(self.by_answer[call.answer]) < 2:
                self.by_answer[call.answer].append(number)
            if call.released:
                self.ends[call.name].append(call.released)
        for ends in self.ends.values():
            ends.sort()

    def source_of(self, call: ProbeCall) -> ProbeCall | None:
        """The first other call that gave an answer which this one was given."""
        texts = [one for one in call.arguments if isinstance(one, str) and one in self.by_answer]
        found = [number for one in texts for number in self.by_answer[one] if self.calls[number] is not call]
        return self.calls[min(found)] if found else None

    def others_ended_between(self, source: ProbeCall, call: ProbeCall) -> bool:
        """Whether calls like ``source`` were over after it was, and before ``call`` came."""
        if source.released is None:
            return False
        ends = self.ends[source.name]
        place = bisect_right(ends, source.released)
        return place < len(ends) and ends[place] < call.arrived
