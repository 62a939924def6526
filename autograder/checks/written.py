"""Values as sentences show them."""

from typing import Any


def written(value: Any) -> str:
    """A value as Python writes it, but the items of a set in an order that is the same in every process."""
    kind = type(value)
    if kind is dict:
        return "{" + ", ".join(f"{written(key)}: {written(one)}" for key, one in value.items()) + "}"
    if kind is list:
        return f"[{', '.join(map(written, value))}]"
    if kind is tuple:
        return f"({', '.join(map(written, value))}{',' if len(value) == 1 else ''})"
    if kind in (set, frozenset) and value:
        items = "{" + ", ".join(sorted(map(written, value))) + "}"
        return items if kind is set else f"frozenset({items})"
    return repr(value)
