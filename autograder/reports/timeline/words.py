"""The picture as words, for whoever cannot see it: the same lanes, spans, arrows and moments."""

from autograder.reports.timeline.model import Doing, Lane, Run, Sign, Timeline


def describe(timeline: Timeline) -> list[str]:
    """Sentences that say what is drawn, one a line."""
    return [line for run in timeline.runs for line in describe_run(run)]


def describe_run(run: Run) -> list[str]:
    """One run: what it shows, then each lane from top to bottom."""
    lines = [f"{run.title}. {run.caption}".strip()]
    return lines + [f"{lane.name}: {describe_lane(lane, run)}." for lane in run.lanes]


def describe_lane(lane: Lane, run: Run) -> str:
    """What happens in one lane, in order."""
    said = [(span.begin, 1, say_span(lane, number, run)) for number, span in enumerate(lane.spans)]
    said += [(mark.at, 2, f"{mark.title}{when(mark.at, run)}") for mark in lane.marks]
    if lane.born and not lane.thread:
        said.append((lane.born, 0, f"{Sign.BORN.value}{when(lane.born, run)}"))
    if lane.gone is not None and not lane.thread:
        said.append((lane.gone, 3, f"{Sign.GONE.value}{lane.ended and ' '}{lane.ended}{when(lane.gone, run)}"))
    return "; ".join(words for _, _, words in sorted(said)) or "is there all the while"


def say_span(lane: Lane, number: int, run: Run) -> str:
    """One span: what is done, and over which standstills it lasts."""
    span = lane.spans[number]
    within = [str(still.number) for still in run.standstills if span.begin <= still.at < span.end]
    lasts = f" (at {moments(within)})" if within else when(span.begin, run)
    to = ""
    if span.to is not None and span.doing is Doing.WAIT and not span.title.startswith("waits for process"):
        to = f", which process {run.lanes[span.to].pid} alone could let go"
    return f"{span.title}{to}{lasts}{', to the end' if span.is_open else ''}"


def moments(numbers: list[str]) -> str:
    """``moment 3``, ``moments 3 to 5``."""
    return f"moment {numbers[0]}" if len(numbers) == 1 else f"moments {numbers[0]} to {numbers[-1]}"


def when(column: int, run: Run) -> str:
    """Which standstills are around a column."""
    before = max((still.number for still in run.standstills if still.at <= column), default=0)
    if not run.standstills:
        return ""
    return f" (after moment {before})" if before else " (before moment 1)"
