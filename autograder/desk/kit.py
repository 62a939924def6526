"""Which kit this is: its version, and a digest of all its files.

This module travels to the workers of a cluster by value, and imports nothing of the kit before it is asked.
"""

import hashlib
from pathlib import Path


def kit_here() -> tuple[str, str]:
    """The version of the kit that is installed here, and a digest of all its files; empty where there is none."""
    try:
        import autograder
    except ImportError:
        return "", ""
    root = Path(autograder.__file__).parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return str(getattr(autograder, "__version__", "unknown")), found.hexdigest()[:16]
