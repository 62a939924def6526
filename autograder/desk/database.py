"""The SQLite file of a folder of results: opened, made and checked, and every trouble with it told in one sentence.

It is written ahead (WAL), so who reads is never in the way of the one who writes, and a grader that is killed leaves
each result whole or not at all. ``PRAGMA user_version`` is the format's number, ``PRAGMA application_id`` says whose
file it is.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import UsageError

STORE_FILE = "results.sqlite"
JOURNAL_FILE = "graded.jsonl"  # of version 0.1
FORMAT = 2  # 2: whose run a result rests on, and on which machine it was made
APPLICATION = 0x61677264  # "agrd"
LOCK_SECONDS = 5.0  # for which another program may hold it
PAGE_BYTES = 1024  # a record is smaller than a page of the default size, and would leave much of it empty

SCHEMA = """
CREATE TABLE grading (  -- what results were obtained with; the one at work is current
    id INTEGER PRIMARY KEY, seed TEXT NOT NULL, machine TEXT NOT NULL, current INTEGER NOT NULL,
    complete INTEGER NOT NULL, notes BLOB, began REAL NOT NULL, UNIQUE (seed, machine));
CREATE TABLE course (  -- a state of an exercise, by digests of its parts
    id INTEGER PRIMARY KEY, exercise TEXT NOT NULL, digests TEXT NOT NULL, UNIQUE (exercise, digests));
CREATE TABLE exercise (  -- position is NULL where it is not in this grading
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position INTEGER, course INTEGER NOT NULL);
CREATE TABLE student (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, notes BLOB, handed_in REAL,
    position INTEGER);
CREATE TABLE program (  -- each text once, compressed
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, missing INTEGER NOT NULL, obstacle BLOB,
    source BLOB NOT NULL);
CREATE TABLE record (  -- what was found, each once; compressed with another record's words, or by itself
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, basis INTEGER, data BLOB NOT NULL);
CREATE TABLE basis (exercise TEXT PRIMARY KEY, record INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE evidence (  -- the packed record of an attempt's runs
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
CREATE TABLE result (
    student INTEGER NOT NULL, exercise INTEGER NOT NULL, stands INTEGER NOT NULL, grading INTEGER NOT NULL,
    course INTEGER NOT NULL, program INTEGER NOT NULL, path TEXT NOT NULL, graded REAL NOT NULL, outcome TEXT NOT NULL,
    state TEXT NOT NULL, points REAL NOT NULL, max_points REAL NOT NULL, record INTEGER NOT NULL, evidence INTEGER,
    run_of INTEGER,  -- the student whose equal program was run in the place of this one; NULL where this one was
    machine INTEGER,  -- where it was run, if that is not where the whole grading was
    PRIMARY KEY (student, exercise)) WITHOUT ROWID;
CREATE INDEX result_of_program ON result (program, exercise);
CREATE INDEX student_in_order ON student (position);
CREATE TABLE machine (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE reference (
    exercise INTEGER PRIMARY KEY, grading INTEGER NOT NULL, course INTEGER NOT NULL, program INTEGER NOT NULL,
    record INTEGER NOT NULL, evidence INTEGER, machine INTEGER);
"""

# What is known of the class besides: its roster, the assignment's rules. It came later than the format's number.
SETTINGS = "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"

# What SQLite says (sqlite.org, "Result and Error Codes"), and what is to be done then.
TROUBLES = {
    "locked": "Another program is writing to it. Close that, and run the same command again.",
    "not a database": "It is damaged, or another program's. Put a copy in its place, or choose another folder.",
    "malformed": "It is damaged. Put a copy in its place, or choose another folder.",
    "disk is full": "cannot be written to: No space left on device. What was graded before is kept. Make room, and "
    "run the same command again.",
    "readonly": "cannot be written to: it is read-only. What was graded before is kept. Mend that, or choose another "
    "folder with --results, and run the same command again.",
    "unable to open": "Is the folder there, and yours to read and write? Then run the same command again.",
}
OTHERWISE = "Mend that, and run the same command again; nothing in it was changed."


@contextlib.contextmanager
def told_in_one_sentence(file: Path) -> Iterator[None]:
    """Whatever SQLite says against a store becomes a :class:`UsageError`."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        advice = next((words for key, words in TROUBLES.items() if key in said), OTHERWISE)
        if advice.startswith("cannot be"):
            raise UsageError(f"{file.parent} {advice}") from error
        raise UsageError(f"{file} cannot be used ({said}). {advice}") from error


def open_to_write(folder: Path) -> sqlite3.Connection:
    """The store of a folder, made where there is none; raises :class:`UsageError`."""
    file = folder / STORE_FILE
    new = not file.exists()
    if new:
        refuse_journal(folder)
    with told_in_one_sentence(file):
        connection = connect(f"{file.absolute().as_uri()}?mode=rwc")
        try:
            made = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if made or connection.execute("PRAGMA user_version").fetchone()[0]:
                check(connection, file)
            else:
                make(connection)
            connection.execute(SETTINGS)
            connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            if new:
                remove(folder)
            raise
    return connection


def open_to_read(folder: Path) -> sqlite3.Connection:
    """The store of a folder, which is not changed by it; raises :class:`UsageError`."""
    see_file(folder)
    file = folder / STORE_FILE
    with told_in_one_sentence(file):
        # Beside a file that is written ahead, SQLite makes two more; where the folder is read-only, it cannot, and
        # need not: nobody writes there.
        alone = not os.access(folder, os.W_OK) and not file.with_name(f"{STORE_FILE}-wal").exists()
        connection = connect(f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}")
        try:
            check(connection, file)
        except BaseException:
            connection.close()
            raise
    return connection


def see_file(folder: Path) -> None:
    """See that there is a store; raises :class:`UsageError` that says how to make one."""
    if not (folder / STORE_FILE).is_file():
        refuse_journal(folder)
        raise UsageError(f"{folder} holds no graded class: there is no {STORE_FILE}. Make it with autograder grade.")


def connect(uri: str) -> sqlite3.Connection:
    """Open a file; transactions are begun and ended by name."""
    return sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)


def make(connection: sqlite3.Connection) -> None:
    """Make the tables, all or none."""
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")


def check(connection: sqlite3.Connection, file: Path) -> None:
    """See that it is a store, whole, and of this format; raises :class:`UsageError`."""
    whose = connection.execute("PRAGMA application_id").fetchone()[0]
    number = connection.execute("PRAGMA user_version").fetchone()[0]
    if whose != APPLICATION:
        raise UsageError(f"{file} is another program's file. Choose another folder with --results.")
    if number != FORMAT:
        raise UsageError(
            f"{file} has format {number}, and this version of the kit reads format {FORMAT}. Use the version that "
            "wrote it, or choose another folder with --results; nothing in it was changed."
        )
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError("malformed")


def refuse_journal(folder: Path) -> None:
    """The results of version 0.1 cannot be gone on with; raises :class:`UsageError` where there are some."""
    if (folder / JOURNAL_FILE).is_file():
        raise UsageError(
            f"{folder} holds results of version 0.1 ({JOURNAL_FILE}), which hold no evidence. Choose another folder "
            "with --results, or begin anew with --fresh; results.json and its companions there can still be read."
        )


def remove(folder: Path) -> None:
    """Take away a store and what stands beside it, and the journal of version 0.1."""
    for name in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", JOURNAL_FILE):
        (folder / name).unlink(missing_ok=True)
