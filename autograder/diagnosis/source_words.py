"""A few words about a source that tell mistakes apart which behave the same.

They do not depend on names that the student chose, nor on layout; no verdict rests on them.
"""

import ast
from multiprocessing.context import BaseContext
from multiprocessing.pool import ApplyResult, Pool
from multiprocessing.process import BaseProcess

# The names by which programs use processes, pools and what they share.
KINDS = (BaseContext, BaseProcess, Pool, ApplyResult)
NAMES = frozenset(name for kind in KINDS for name in dir(kind) if not name.startswith("_")) | {"acquire", "release"}
LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def source_words(source: bytes) -> frozenset[str]:
    """Facts of the source alone, independent of names and layout; empty when it cannot be parsed."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    words: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            words |= call_words(node)
        elif isinstance(node, FUNCTIONS):
            words |= function_words(node)
        elif isinstance(node, ast.ClassDef):
            words |= {f"class of {last_name(base)}" for base in node.bases}
        elif isinstance(node, LOOPS):
            called = {call_name(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
            words |= {f"{name} in a loop" for name in called if name}
            words |= {"returns in a loop" for inner in ast.walk(node) if isinstance(inner, ast.Return)}
        elif isinstance(node, ast.Global):
            words.add("global")
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Name) and node.left.id == "__name__":
            right = [other.value for other in node.comparators if isinstance(other, ast.Constant)]
            words.add("has a main guard" if right == ["__main__"] else "compares __name__ with something else")
        elif isinstance(node, ast.With):
            inner = list(ast.walk(node))
            words |= {f"{call_name(one)} in a with" for one in inner if isinstance(one, ast.Call)}
            words |= {"adds in a with" for one in inner if isinstance(one, ast.AugAssign)}
            words |= {
                f"with {call_name(item.context_expr)}" for item in node.items if isinstance(item.context_expr, ast.Call)
            }
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = f"{getattr(node, 'module', '')} {' '.join(alias.name for alias in node.names)}".lower()
            words |= {"imports threads" for name in ("thread", "dummy") if name in names}
    if "calls acquire" in words and "calls release" not in words:
        words.add("acquires and never releases")
    return frozenset(words)


def deeds(words: set[str]) -> set[str]:
    """Of some words, those that tell what of ``multiprocessing`` is called, and which of it in a loop."""
    found = {word for word in words if word.startswith("calls ") or word.endswith((" of a fixed number", " in a loop"))}
    return {word for word in found if NAMES & set(word.split())}


def function_words(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    """What a function looks like: a method that means something to a process, a lambda, one with functions in it."""
    if isinstance(node, ast.Lambda):
        return {"a lambda"}
    words = {f"defines {node.name}"} if node.name in ("run", "start", "__init__") else set()
    inner = [one for one in ast.walk(node) if isinstance(one, FUNCTIONS) and one is not node]
    return words | {"a function in a function" for one in inner if not isinstance(one, ast.Lambda)}


def last_name(node: ast.expr) -> str:
    """``Process`` of ``multiprocessing.Process``; nothing of ``", ".join``, which joins no process."""
    if isinstance(node, ast.Attribute):
        return "" if isinstance(node.value, ast.Constant) else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def call_name(node: ast.Call) -> str:
    """The last name of what is called."""
    return last_name(node.func)


def call_words(node: ast.Call) -> set[str]:
    """What a call looks like: its name, its keywords, and which of its arguments are calls or no tuple."""
    name = call_name(node)
    words = {f"calls {name}"} if name else set()
    given = [*node.args, *(keyword.value for keyword in node.keywords)] if name[:1].isupper() else []
    words |= {f"{name} of a fixed number" for one in given if isinstance(one, ast.Constant) and type(one.value) is int}
    for keyword in node.keywords:
        words.add(f"{name}: {keyword.arg}")
        if isinstance(keyword.value, ast.Call):
            words.add(f"{name}: {keyword.arg} is a call")
        if isinstance(keyword.value, ast.Lambda):
            words.add(f"{name}: {keyword.arg} is a lambda")
        if keyword.arg == "args" and not isinstance(keyword.value, ast.Tuple):
            words.add("args is no tuple")
    return words
