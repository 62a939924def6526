"""Compare records of two gradings of the same programs with the same seed.

All of a record is the same from run to run but for four things, and nothing else is made alike:

* times on the judge's clock (``12.3 ms``, ``after 0.15 s``);
* pids inside the sandbox, which the kernel gives out as processes happen to be born;
* nonces, which are drawn so that nobody can foresee them;
* the order of evidence lines, which is the order of those times.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

CHANGING = (
    (re.compile(r" *\d+\.\d+ (ms|s)\b"), " TIME"),
    (re.compile(r"\b(process|pid|parent)([ =])\d+"), r"\1\2PID"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "NONCE"),
)


def alike(value: Any) -> Any:
    """A record without what changes from run to run."""
    if isinstance(value, dict):
        made = {key: alike(one) for key, one in value.items()}
        return {**made, "evidence": sorted(made["evidence"])} if "evidence" in made else made
    if isinstance(value, list):
        return [alike(one) for one in value]
    if isinstance(value, str):
        for pattern, word in CHANGING:
            value = pattern.sub(word, value)
    return value


def records(results: Path) -> dict[str, bytes]:
    """Each student's record in a folder of results, ready to be compared byte by byte."""
    graded = msgspec.json.decode((results / "results.json").read_bytes())
    return {one["student"]: msgspec.json.encode(alike(one)) for one in graded["students"]}
