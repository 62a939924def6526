"""Files that appear whole or not at all."""

import os
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Put a file in place in one step, so that nobody ever reads half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)
