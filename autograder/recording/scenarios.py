"""A scenario as it was drawn, in a form that is the same whenever the same was drawn."""

import dataclasses
import hashlib
from typing import Any

import msgspec

from autograder.engine.scenario import Scenario

DIGEST_BYTES = 16


def describe_scenario(scenario: Scenario) -> dict[str, Any]:
    """Everything of a scenario that decides what is run and what is drawn, as plain data with the types in it."""
    return {one.name: plain(getattr(scenario, one.name)) for one in dataclasses.fields(scenario)}


def scenario_digest(scenario: Scenario) -> bytes:
    """A digest (16 bytes) that two scenarios share only if they ask for the same, with the same draws."""
    return hashlib.sha256(msgspec.json.encode(describe_scenario(scenario))).digest()[:DIGEST_BYTES]


def plain(value: Any) -> Any:
    """A value of a scenario as plain data; a container or an object says what it is."""
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if dataclasses.is_dataclass(value):
        return {kind.__name__: {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}}
    if kind is dict:
        return {"dict": [[plain(key), plain(one)] for key, one in value.items()]}
    if kind is list:
        return [plain(one) for one in value]
    if kind is tuple:
        return {kind.__name__: [plain(one) for one in value]}
    if kind in (set, frozenset):
        return {kind.__name__: sorted(map(plain, value), key=repr)}
    return {kind.__name__: repr(value)}
