"""Whether a cluster runs the desk's Python: what is sent there before anything else is code of that Python's own.

Code that travels by value is bytecode, which another minor version cannot read. So the versions are looked at as Dask
itself tells them (``Client.get_versions``), before anything is sent.
"""

from collections.abc import Mapping
from typing import Any

from autograder.escaping import visible

Versions = Mapping[str, Any]


def minor_of(about: Versions) -> str:
    """Python's version without what does not matter here: 3.11 of 3.11.7.final.0."""
    return ".".join(str(about["host"]["python"]).split(".")[:2])


def find_other_python(versions: Versions) -> str:
    """One sentence about whoever has another Python than the desk, and what to do; empty where nobody has."""
    here = minor_of(versions["client"])
    everybody = [("The scheduler", versions["scheduler"])]
    everybody += [(f"Worker {address}", about) for address, about in sorted(versions["workers"].items())]
    others = [(who, minor_of(about)) for who, about in everybody if minor_of(about) != here]
    if not others:
        return ""
    who, other = others[0]
    more = f" (and {len(others) - 1} more have another one)" if len(others) > 1 else ""
    said = f"{who} has Python {other}, and this desk has {here}{more}"
    return visible(f"{said}; start Dask with Python {here} everywhere, and run the same command again.")
