"""All that the kit asks of nbgrader, which is an extra and not in a student's installation."""

from typing import Any

from autograder.errors import UsageError


def make_stub(source: str) -> str:
    """What students begin with: a reference without what stands between nbgrader's solution markers.

    Source: nbgrader's documentation, "Autograded answer cells", and its ``ClearSolutions``.
    """
    try:
        import nbformat
        from nbgrader.preprocessors import ClearSolutions
    except ImportError as error:
        raise UsageError("Stubs are made with nbgrader: pip install 'multiprocessing-homework[instructor]'.") from error
    marked = {"nbgrader": {"schema_version": 3, "solution": True, "grade": False}}
    read: Any = nbformat.from_dict
    cell = read({"cell_type": "code", "source": source, "metadata": marked})
    cleared, _ = ClearSolutions().preprocess_cell(cell, {"language": "python"}, 0)
    return str(cleared.source).rstrip("\n") + "\n"
