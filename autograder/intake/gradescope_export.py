"""Who is behind each folder of a class that Gradescope gave out: its ``submission_metadata.yml`` says so.

The file is the platform's own, and the names in it are the students'. It is read where PyYAML is installed, which
comes with the extra ``instructor``; without it, or where it cannot be read, each folder is a student by its own name.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

METADATA_FILE = "submission_metadata.yml"
METADATA_BYTES = 32 << 20


@dataclass(frozen=True)
class Exported:
    """Whose a folder is: the names of those who handed in together, their numbers or addresses, and when that was."""

    name: str
    number: str
    handed_in: float | None = None


def read_metadata(folder: Path) -> dict[str, Exported]:
    """Whose each folder is, by its name; nothing where there is no such file, or none that can be read."""
    path = folder / METADATA_FILE
    if path.is_symlink() or not path.is_file() or path.stat().st_size > METADATA_BYTES:
        return {}
    try:
        import yaml
    except ImportError:
        return {}
    try:
        with path.open(encoding="utf-8") as stream:
            found = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    people = {str(name): exported(entry) for name, entry in found.items()}
    return {name: person for name, person in people.items() if person is not None}


def exported(entry: Any) -> Exported | None:
    """One entry of the file, if it is one."""
    people = entry.get(":submitters") if isinstance(entry, dict) else None
    if not isinstance(people, list) or not people or not all(isinstance(one, dict) for one in people):
        return None
    names = [str(one.get(":name") or one.get(":email") or one.get(":sid") or "") for one in people]
    numbers = [str(one.get(":sid") or one.get(":email") or "") for one in people]
    when = entry.get(":created_at")
    moment = when if isinstance(when, datetime) else None
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    name = " and ".join(filter(None, names))
    return Exported(name, " ".join(numbers), moment.timestamp() if moment else None) if name else None
