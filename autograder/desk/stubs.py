"""What students begin with: references without their solutions."""

from functools import lru_cache
from typing import Any

from autograder.extras import require_nbgrader


@lru_cache(maxsize=64)  # a class asks for the same few of them again for each student
def make_stub(source: str) -> str:
    """A reference without what stands between nbgrader's solution markers.

    Source: nbgrader's documentation, "Autograded answer cells", and its ``ClearSolutions``.
    """
    require_nbgrader()
    import nbformat
    from nbgrader.preprocessors import ClearSolutions

    marked = {"nbgrader": {"schema_version": 3, "solution": True, "grade": False}}
    read: Any = nbformat.from_dict
    cell = read({"cell_type": "code", "source": source, "metadata": marked})
    cleared, _ = ClearSolutions().preprocess_cell(cell, {"language": "python"}, 0)
    return str(cleared.source).rstrip("\n") + "\n"
