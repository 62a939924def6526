"""Tables that people bring along, CSV or Excel's, as rows of texts with the numbers of their lines."""

import csv
import importlib.util
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.extras import how_to_install

EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITERS = ",;\t"
Row = tuple[int, list[str]]  # the number of its line, from 1, and the cells


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a file that are not empty; raises :class:`UsageError` for one that is no table."""
    for number, cells in read_excel(path) if path.suffix.lower() in EXCEL else read_csv(path):
        if any(cells):
            yield number, cells


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, whatever stands between its cells."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f'{path} is not UTF-8 text. In Excel, save it as "CSV UTF-8", or as .xlsx, and name that file.'
        ) from error
    head = text.partition("\n")[0]
    between = max(DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        for cells in rows:
            yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise UsageError(f"{path}, line {rows.line_num}: this cannot be read as CSV: {error}.") from error


def read_excel(path: Path) -> Iterator[Row]:
    """The rows of a workbook's first sheet."""
    if importlib.util.find_spec("python_calamine") is None:
        raise UsageError(
            f"{path}: reading this needs python-calamine, which is not installed. Save it as CSV, and name that file, "
            f"or install it. {how_to_install('instructor')}"
        )
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as stream:
            rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (CalamineError, ValueError, IndexError) as error:
        raise UsageError(f"{path} cannot be read as a workbook: {error}. Save it as .xlsx or CSV anew.") from error
    for number, cells in enumerate(rows, 1):
        yield number, [to_text(cell) for cell in cells]


def to_text(value: Any) -> str:
    """A workbook's cell as it reads there; a number without a fraction is a number of a student's."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat(*([" "] if isinstance(value, datetime) else []))
    return str(value).strip()
