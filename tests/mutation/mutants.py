"""Generate the mutants of a module, each with one of mutmut's mutations.

mutmut itself skips decorated functions and module-level code, and imports a module before mutating
it. Much of this package is decorated, is a module-level table, or is computed once and cached, so
mutmut's mutations are applied here to any statement of a module.
"""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

cst: Any = import_module("libcst")
m: Any = import_module("libcst.matchers")
_OPERATORS: Any = import_module("mutmut.mutation.mutators").mutation_operators
_NEVER_RUN = (
    m.Annotation()
    | m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias")))
    | m.Assign(value=m.Call(func=m.Name("TypeVar")))
    | m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))])
    | m.Call(func=m.Name("cast"))
    | m.If(test=m.Name("TYPE_CHECKING"))
    | m.Decorator()  # these do run, but mutmut skips them too
    | m.Call(func=m.Name("isinstance") | m.Name("len"))
)


@dataclass(frozen=True)
class Mutant:
    """A module in which one node of one statement is replaced."""

    before: str
    statement: Any
    after: str
    node: Any
    replacement: Any

    def code(self) -> str | None:
        """Return the mutated module, or ``None`` if it is invalid or equivalent."""
        old = _code(self.statement)
        new = _code(self.statement.deep_replace(self.node, self.replacement))
        code = f"{self.before}{new}{self.after}"
        try:
            compile(code, "mutant", "exec", dont_inherit=True)
        except SyntaxError:
            return None
        return None if ast.dump(ast.parse(new)) == ast.dump(ast.parse(old)) else code

    def __str__(self) -> str:
        """Return the number of the first changed line, and the changed lines."""
        before = f"{self.before}{_code(self.statement)}{self.after}".splitlines()
        after = (self.code() or "").splitlines()
        unchanged = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[3:]
        return "\n        ".join([f"{unchanged + 1}", *changes])


def mutants(source: str, only: Collection[str] = ()) -> list[Mutant]:
    """Return the mutants of a module, or only of some of its definitions, in order."""
    module = cst.MetadataWrapper(cst.parse_module(source)).module
    codes = [_code(statement) for statement in module.body]
    head = source[: source.index("".join(codes))]
    return [
        Mutant(
            head + "".join(codes[:index]),
            statement,
            "".join(codes[index + 1 :]),
            node,
            replacement,
        )
        for index, statement in enumerate(module.body)
        if not only or _name(statement) in only
        for node in _nodes(statement)
        for kind, mutate in _OPERATORS
        if isinstance(node, kind)
        for replacement in mutate(node)
    ]


def _code(statement: Any) -> str:
    return str(cst.Module([statement]).code)


def _name(statement: Any) -> str | None:
    """Return the name that a statement defines, if any."""
    inner = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else statement
    named = inner.targets[0] if isinstance(inner, cst.Assign) else inner
    target = getattr(named, "target", None) or getattr(named, "name", None)
    return getattr(target, "value", None)


def _nodes(node: Any) -> Iterator[Any]:
    """Yield a node and its descendants, except code that never runs."""
    if not m.matches(node, _NEVER_RUN):
        yield node
        for child in node.children:
            yield from _nodes(child)
