"""Write one student's outcome into the gradebook, as one transaction, and only what differs."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from autograder.gradebook.store import Place, Record, Store, differ
from autograder.intake.written_cells import SOLUTION

Rows = dict[str, Any]


class Writer:
    """Knows the assignment's cells, and writes records."""

    def __init__(self, store: Store) -> None:
        """The assignment is registered."""
        from nbgrader.api import BaseCell, Notebook
        from sqlalchemy import select

        self.session = store.gradebook.db
        self.assignment = store.gradebook.find_assignment(store.assignment).id
        of_assignment = Notebook.assignment_id == self.assignment
        self.notebooks: dict[str, str] = dict(
            self.session.execute(select(Notebook.name, Notebook.id).where(of_assignment)).all()
        )
        asked = select(Notebook.name, BaseCell.name, BaseCell.type, BaseCell.id).join(
            Notebook, BaseCell.notebook_id == Notebook.id
        )
        rows = self.session.execute(asked.where(of_assignment)).all()
        self.grade_cells = {(row[0], row[1]): row[3] for row in rows if row[2] in ("GradeCell", "TaskCell")}
        self.comment_cells = {(row[0], row[1]): row[3] for row in rows if row[2] in ("SolutionCell", "TaskCell")}

    def missing(self, record: Record) -> list[Place]:
        """Scores for which the gradebook has no cell: of checks that came after the release."""
        return [place for place in record.scores if (place.exercise, place.check) not in self.grade_cells]

    def write(self, record: Record) -> bool:
        """Write what differs; gives whether anything did. All of it is written, or nothing."""
        try:
            submission, changed = self.find_submission(record)
            notebooks = self.rows_of("submitted_notebook", "notebook_id", "assignment_id", submission)
            changed |= self.complete(notebooks, submission)
            for exercise, notebook in self.notebooks.items():
                changed |= self.write_notebook(record, exercise, notebooks[notebook]["id"])
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise
        return changed

    def find_submission(self, record: Record) -> tuple[str, bool]:
        """The key of the student's submission, made or brought up to date; and whether it was."""
        from nbgrader.api import Student, SubmittedAssignment, new_uuid
        from sqlalchemy import insert, select, update

        moment = record.handed_in.astimezone(UTC).replace(tzinfo=None) if record.handed_in else None
        table = SubmittedAssignment.__table__
        asked = select(table.c.id, table.c.timestamp).where(
            table.c.assignment_id == self.assignment, table.c.student_id == record.student
        )
        found = self.session.execute(asked).first()
        if found is not None:
            late = moment is not None and found.timestamp != moment
            if late:
                self.session.execute(update(table).where(table.c.id == found.id).values(timestamp=moment))
            return str(found.id), late
        if self.session.execute(select(Student.id).where(Student.id == record.student)).first() is None:
            self.session.execute(insert(Student.__table__).values(id=record.student))
        key = new_uuid()
        values = {"id": key, "assignment_id": self.assignment, "student_id": record.student, "timestamp": moment}
        self.session.execute(insert(table).values(**values))
        return str(key), True

    def complete(self, notebooks: dict[str, Rows], submission: str) -> bool:
        """Add the rows that a submission has for each notebook and cell, where they are not there."""
        from nbgrader.api import new_uuid

        new = [
            {"id": new_uuid(), "assignment_id": submission, "notebook_id": notebook, "flagged": False}
            for notebook in self.notebooks.values()
            if notebook not in notebooks
        ]
        self.insert("submitted_notebook", new)
        notebooks |= {row["notebook_id"]: row for row in new}
        return bool(new)

    def write_notebook(self, record: Record, exercise: str, notebook: str) -> bool:
        """Bring one exercise's scores and comment up to date; gives whether anything was not."""
        new, changed = self.compare_grades(record, exercise, notebook)
        self.insert("grade", new)
        self.change("grade", changed)
        new_comments, changed_comments = self.compare_comments(record, exercise, notebook)
        self.insert("comment", new_comments)
        self.change("comment", changed_comments)
        return bool(new or changed or new_comments or changed_comments)

    def compare_grades(self, record: Record, exercise: str, notebook: str) -> tuple[list[Rows], list[Rows]]:
        """The rows of scores to add, and those to change."""
        from nbgrader.api import new_uuid

        there = self.rows_of("grade", "cell_id", "notebook_id", notebook)
        new: list[Rows] = []
        changed: list[Rows] = []
        for (name, check), cell in self.grade_cells.items():
            if name != exercise:
                continue
            place = Place(record.student, exercise, check)
            score = record.scores.get(place)
            row = there.get(cell)
            if row is None:
                values = {"auto_score": score, "needs_manual_grade": score is None}
                new.append({"id": new_uuid(), "cell_id": cell, "notebook_id": notebook, **values})
            elif place in record.scores and differ(row["auto_score"], score):
                # As nbgrader does: a person looks again at what they had decided, and at what is open.
                look = score is None or row["manual_score"] is not None
                changed.append({"key": row["id"], "auto_score": score, "needs_manual_grade": look})
        return new, changed

    def compare_comments(self, record: Record, exercise: str, notebook: str) -> tuple[list[Rows], list[Rows]]:
        """The rows of comments to add, and those to change."""
        from nbgrader.api import new_uuid

        there = self.rows_of("comment", "cell_id", "notebook_id", notebook)
        new: list[Rows] = []
        changed: list[Rows] = []
        for (name, cell_name), cell in self.comment_cells.items():
            if name != exercise:
                continue
            words = (record.comments.get(exercise) or None) if cell_name == SOLUTION else None
            row = there.get(cell)
            if row is None:
                new.append({"id": new_uuid(), "cell_id": cell, "notebook_id": notebook, "auto_comment": words})
            elif exercise in record.comments and row["auto_comment"] != words:
                changed.append({"key": row["id"], "auto_comment": words})
        return new, changed

    def table(self, name: str) -> Any:
        """One of nbgrader's tables."""
        from nbgrader.api import Base

        return Base.metadata.tables[name]

    def rows_of(self, name: str, key: str, column: str, value: str) -> dict[str, Rows]:
        """The rows of a table that belong to something, by another column."""
        from sqlalchemy import select

        table = self.table(name)
        rows = self.session.execute(select(table).where(table.c[column] == value)).mappings()
        return {row[key]: dict(row) for row in rows}

    def insert(self, name: str, rows: Iterable[Rows]) -> None:
        """Add rows to a table."""
        rows = list(rows)
        if rows:
            self.session.execute(self.table(name).insert(), rows)

    def change(self, name: str, rows: list[Rows]) -> None:
        """Change rows of a table; all have the same columns, and their own ``key``."""
        from sqlalchemy import bindparam

        table = self.table(name)
        if rows:
            columns: Rows = {column: bindparam(column) for column in rows[0] if column != "key"}
            statement = table.update().where(table.c.id == bindparam("key")).values(columns)
            self.session.connection().execute(statement, rows)
