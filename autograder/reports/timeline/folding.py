"""A picture with fewer columns and lanes, where there are more than anybody can look at."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from autograder.reports.timeline.model import Lane, Run

LEAST = 12  # columns and lanes that are always there


def fold(run: Run, most_columns: int, most_lanes: int = 24) -> Run:
    """The same picture with at most so many columns and lanes: what is between is left out.

    The beginning, the end and what is around the moment of the verdict stay.
    """
    return fold_columns(fold_lanes(run, max(most_lanes, LEAST)), max(most_columns, LEAST))


def fold_columns(run: Run, most: int) -> Run:
    """Leave out columns in the middle; each gap becomes one column."""
    if run.columns <= most:
        return run
    kept = most_wanted(run, most)
    places: dict[int, int] = {}
    cuts = []
    for before, column in zip([-1, *kept], kept, strict=False):
        following = places[before] + 1 if before >= 0 else 0
        if column > before + 1:
            cuts.append(following)
            following += 1
        places[column] = following

    def where(column: int) -> int:
        """The new place of a column: its own, or the gap that it has fallen into."""
        return places[column] if column in places else places[kept[bisect_left(kept, column)]] - 1

    return replace(
        run,
        columns=where(run.columns),
        lanes=tuple(move(lane, where) for lane in run.lanes),
        arrows=tuple(replace(one, at=where(one.at)) for one in run.arrows if one.at in places),
        standstills=tuple(replace(one, at=where(one.at)) for one in run.standstills if one.at in places),
        moment=replace(run.moment, at=where(run.moment.at)) if run.moment else None,
        cuts=tuple(cuts),
    )


def most_wanted(run: Run, most: int) -> list[int]:
    """The columns to keep: the last ones, those around the moment, and as many of the first as there is room for."""
    centre = run.moment.at if run.moment else run.columns
    wanted = {*range(run.columns - most // 4, run.columns + 1), *range(centre - most // 8, centre + most // 8)}
    wanted = {column for column in wanted if 0 <= column <= run.columns}
    for column in range(run.columns + 1):
        if len(wanted) < most - 1:  # a gap or two are columns as well
            wanted.add(column)
    return sorted(wanted)


def move(lane: Lane, where: Callable[[int], int]) -> Lane:
    """A lane in the new columns; what has no length there any more is left out."""
    spans = [replace(span, begin=where(span.begin), end=where(span.end)) for span in lane.spans]
    marks = {(mark.sign, where(mark.at)): replace(mark, at=where(mark.at)) for mark in lane.marks}
    return replace(
        lane,
        born=where(lane.born),
        gone=where(lane.gone) if lane.gone is not None else None,
        spans=tuple(span for span in spans if span.begin < span.end),
        marks=tuple(marks.values()),
    )


def fold_lanes(run: Run, most: int) -> Run:
    """Leave out lanes between the first and the last ones; one lane says how many."""
    if len(run.lanes) <= most:
        return run
    above = most * 2 // 3
    below = most - above - 1
    left_out = len(run.lanes) - above - below
    rest = run.lanes[above:-below]
    gap = Lane(f"{left_out} more", 0, min(lane.born for lane in rest), None)

    def where(lane: int) -> int:
        """The new place of a lane."""
        return lane if lane < above else above if lane < len(run.lanes) - below else lane - left_out + 1

    lanes = (*run.lanes[:above], gap, *run.lanes[-below:])
    return replace(
        run,
        lanes=tuple(
            replace(
                one, spans=tuple(replace(span, to=None if span.to is None else where(span.to)) for span in one.spans)
            )
            for one in lanes
        ),
        arrows=tuple(
            dict.fromkeys(replace(one, source=where(one.source), target=where(one.target)) for one in run.arrows)
        ),
    )
