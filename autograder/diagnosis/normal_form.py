"""Write programs that are equal as one: the same names, the same way of calling, without what says nothing.

``import multiprocessing as mp; mp.Process``, ``from multiprocessing import Process`` and ``get_context().Process`` are
all ``Process``; ``time.sleep`` is ``sleep`` and ``os.getpid`` is ``getpid``. What comes from elsewhere keeps its module
(``threading.Lock``). Arguments by position get their names where the library has names for them, ``x = x + 1`` is
``x += 1``, a constant in capitals is its value, two assignments in one line are two, and annotations, docstrings and
the trial under the guard are left out.
"""

import ast
from multiprocessing.context import DefaultContext

SHORT = ("multiprocessing", "os", "time")  # modules whose names are known without them
LONG = ["multiprocessing", "dummy"]  # but for those of this one
SUBMODULES = ("connection", "context", "managers", "pool", "process", "queues", "synchronize")
PARAMETERS = {
    **dict.fromkeys(("Process", "Thread"), ("group", "target", "name", "args", "kwargs")),
    **dict.fromkeys(("Pool", "ThreadPool"), ("processes", "initializer", "initargs")),
    "apply": ("func", "args", "kwds"),
    "apply_async": ("func", "args", "kwds", "callback", "error_callback"),
    **dict.fromkeys(("map", "starmap", "imap", "imap_unordered"), ("func", "iterable", "chunksize")),
    **dict.fromkeys(("map_async", "starmap_async"), ("func", "iterable", "chunksize", "callback", "error_callback")),
    "acquire": ("block", "timeout"),
    "join": ("timeout",),
}
BUILTINS_TOO = ("map",)  # names that are methods of a pool only behind a dot
FACTORIES = frozenset(name for name in dir(DefaultContext) if name[0].isupper())  # what a context makes


def normal_form(tree: ast.Module, with_guard: bool) -> ast.Module:
    """The same program, written as every program that is equal to it."""
    made: ast.Module = Rewriter(imported_names(tree), constants_of(tree), with_guard).visit(tree)
    return ast.fix_missing_locations(made)


def imported_names(tree: ast.Module) -> dict[str, str]:
    """What each name that an import makes known stands for: a dotted path."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                path = alias.name if alias.asname else alias.name.partition(".")[0]
                names[alias.asname or path] = path
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    for node in ast.walk(tree):  # a context is used as the module itself
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign) and isinstance(value, ast.Call) and last_part(value.func) == "get_context":
            names.update({one.id: "multiprocessing" for one in node.targets if isinstance(one, ast.Name)})
    return names


def constants_of(tree: ast.Module) -> dict[str, ast.Constant]:
    """What names in capitals stand for that the file's top level sets, and nothing else."""
    found: dict[str, ast.Constant] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            found.update({one.id: node.value for one in node.targets if isinstance(one, ast.Name) and one.id.isupper()})
    stores = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return {name: value for name, value in found.items() if stores.count(name) == 1}


def last_part(node: ast.expr) -> str:
    """``Process`` of ``multiprocessing.Process`` and of ``Process``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_guard(node: ast.AST) -> bool:
    """Whether this is ``if __name__ == "__main__":``."""
    return isinstance(node, ast.If) and ast.unparse(node.test).replace('"', "'") in (
        "__name__ == '__main__'",
        "'__main__' == __name__",
    )


class Rewriter(ast.NodeTransformer):
    """Rewrites a tree, innermost parts first."""

    def __init__(self, names: dict[str, str], constants: dict[str, ast.Constant], with_guard: bool) -> None:
        """``names``: what imported names stand for; ``constants``: what names in capitals do."""
        self.names, self.constants, self.with_guard = names, constants, with_guard

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """The trial under the guard is not part of what is asked for."""
        if not self.with_guard:
            node.body = [one for one in node.body if not is_guard(one)]
        self.generic_visit(node)
        return node

    def path_of(self, node: ast.expr) -> str:
        """The dotted path of something imported; empty for anything else."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            inner = self.path_of(node.value)
            return f"{inner}.{node.attr}" if inner else ""
        return ""

    def short(self, node: ast.expr, path: str) -> ast.expr:
        """The name that everybody uses for this path."""
        parts = path.split(".")
        if parts[0] in SHORT and parts[:2] != LONG:
            begin = 2 if parts[1:2] and parts[1] in SUBMODULES else 1
            path = ".".join(parts[begin:]) or path
        made: ast.expr = ast.Name(path.partition(".")[0], ast.Load())
        for part in path.split(".")[1:]:
            made = ast.copy_location(ast.Attribute(made, part, ast.Load()), node)
        return ast.copy_location(made, node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """An imported name gets its own, a constant its value."""
        if node.id in self.constants and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Constant(self.constants[node.id].value), node)
        path = self.path_of(node) if isinstance(node.ctx, ast.Load) else ""
        return self.short(node, path) if path else ast.copy_location(ast.Name(node.id, ast.Load()), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """So does one behind the dot of a module, and of a context that is asked for on the spot."""
        path = self.path_of(node)
        if path:
            return self.short(node, path)
        inner = node.value
        if isinstance(inner, ast.Call) and last_part(inner.func) == "get_context" and node.attr in FACTORIES:
            return ast.copy_location(ast.Name(node.attr, ast.Load()), node)
        self.generic_visit(node)
        node.ctx = ast.Load()
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Arguments by position get the names that the library has for them; a list of arguments is a tuple."""
        self.generic_visit(node)
        name = last_part(node.func)
        behind_a_dot = isinstance(node.func, ast.Attribute)
        joins_text = behind_a_dot and isinstance(getattr(node.func, "value", None), ast.Constant)
        if name in PARAMETERS and not joins_text and (behind_a_dot or name not in BUILTINS_TOO):
            known = PARAMETERS[name]
            plain = [one for one in node.args if not isinstance(one, ast.Starred)]
            if len(plain) == len(node.args) and len(plain) <= len(known):
                named = [ast.keyword(known[number], value) for number, value in enumerate(plain)]
                node.args, node.keywords = [], [*named, *node.keywords]
        for keyword in node.keywords:
            if keyword.arg in ("args", "initargs") and isinstance(keyword.value, ast.List):
                keyword.value = ast.copy_location(ast.Tuple(keyword.value.elts, ast.Load()), keyword.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        """``a, b = x, y`` is two assignments, ``x = x + y`` is ``x += y``."""
        self.generic_visit(node)
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and len(node.targets) == 1:
            pairs = list(zip(target.elts, node.value.elts, strict=False))
            if len(target.elts) == len(node.value.elts):
                return [ast.copy_location(ast.Assign([one], value), node) for one, value in pairs]
        value = node.value
        if isinstance(value, ast.BinOp) and ast.dump(value.left) == ast.dump(target):
            return ast.copy_location(ast.AugAssign(target, value.op, value.right), node)  # type: ignore[arg-type]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        """An annotation says nothing."""
        if node.value is None:
            return None
        return self.visit(ast.copy_location(ast.Assign([node.target], node.value), node))  # type: ignore[no-any-return]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Neither does a docstring, nor what a function is said to take and to give."""
        return self.plain_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """The same for one that awaits."""
        return self.plain_function(node)

    def plain_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        """A function without its words."""
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node)]
        node.returns = None
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        hidden = {one.arg: self.names.pop(one.arg, "") for one in ast.walk(node.args) if isinstance(one, ast.arg)}
        self.generic_visit(node)
        self.names.update({name: path for name, path in hidden.items() if path})
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Whether a name is read or set shows by where it stands."""
        super().generic_visit(node)
        if hasattr(node, "ctx"):
            node.ctx = ast.Load()
        return node
