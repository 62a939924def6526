"""When something was handed in: by nbgrader's ``timestamp.txt``, else by the newest file.

The times inside an archive are whatever its maker wrote, so the archive's own time counts.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder.intake.archives import Budget, Spent
from autograder.intake.contents import read_capped, walk
from autograder.intake.names import Refused

TIMESTAMP_FILE = "timestamp.txt"
STAMP_BYTES = 100
LAST_SECOND = 253402214400.0  # of 9999, where Python's calendar ends; a file can be later


def handed_in_at(entry: Path) -> float | None:
    """The moment of a submission, in seconds since 1970; ``None`` where the system does not say."""
    newest = 0.0
    try:
        for path in files_of(entry):
            moment = read_stamp(path) if path.name == TIMESTAMP_FILE else None
            if moment is not None:
                return moment
            newest = max(newest, path.lstat().st_mtime)
        return min(newest or entry.stat().st_mtime, LAST_SECOND)
    except OSError:
        return None


def files_of(entry: Path) -> Iterator[Path]:
    """The files of a submission, as far as they are ever looked at."""
    if not entry.is_dir() or entry.is_symlink():
        yield entry
        return
    with contextlib.suppress(Spent):
        for _, found in walk(entry, Budget(), lambda *_: None):
            yield Path(found.path)


def read_stamp(path: Path) -> float | None:
    """The time that stands in a file (``2026-01-31 23:59:00.5 UTC``), if one does; without a zone it is UTC."""
    try:
        text = read_capped(path, Budget())[:STAMP_BYTES].decode().strip()
        day, _, rest = text.partition(" ")
        hour, _, zone = rest.partition(" ")
        moment = datetime.fromisoformat(f"{day} {hour}{zone if zone.startswith(('+', '-')) else ''}".strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        return min(moment.timestamp(), LAST_SECOND)
    except (ValueError, OverflowError, OSError, Refused, ZoneInfoNotFoundError):
        return None
