"""Mutants: a module with one small mistake each, of the kinds that mutmut makes.

mutmut itself leaves out what is decorated and what stands outside functions, and it imports a
module before it breaks it; here half of an index is decorated, the escapes are tables, and much
is worked out once and kept. So its mistakes are taken and made anywhere in a module.
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
_MISTAKES: Any = import_module("mutmut.mutation.mutators").mutation_operators
_NEVER_RUN = (
    m.Annotation()
    | m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias")))
    | m.Assign(value=m.Call(func=m.Name("TypeVar")))
    | m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))])
    | m.Call(func=m.Name("cast"))
    | m.If(test=m.Name("TYPE_CHECKING"))
    | m.Decorator()  # it runs, but mutmut leaves it alone, and these calls
    | m.Call(func=m.Name("isinstance") | m.Name("len"))
)


@dataclass(frozen=True)
class Mutant:
    """A statement of a module in which one node is to be replaced by another."""

    before: str
    statement: Any
    after: str
    node: Any
    mistake: Any

    def code(self) -> str | None:
        """Return the module with the mistake; nothing where it is none, or is no Python."""
        old = _code(self.statement)
        new = _code(self.statement.deep_replace(self.node, self.mistake))
        code = f"{self.before}{new}{self.after}"
        try:
            compile(code, "mutant", "exec", dont_inherit=True)
        except SyntaxError:
            return None
        return None if ast.dump(ast.parse(new)) == ast.dump(ast.parse(old)) else code

    def __str__(self) -> str:
        """Return the lines that differ, after the number of the first."""
        before = f"{self.before}{_code(self.statement)}{self.after}".splitlines()
        after = (self.code() or "").splitlines()
        same = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[3:]
        return "\n        ".join([f"{same + 1}", *changes])


def mutants(source: str, only: Collection[str] = ()) -> list[Mutant]:
    """Return the mutants of a module, or of what is defined in it by these names, in order."""
    module = cst.MetadataWrapper(cst.parse_module(source)).module
    codes = [_code(statement) for statement in module.body]
    head = source[: source.index("".join(codes))]
    return [
        Mutant(head + "".join(codes[:place]), statement, "".join(codes[place + 1 :]), node, mistake)
        for place, statement in enumerate(module.body)
        if not only or _name(statement) in only
        for node in _nodes(statement)
        for kind, mistakes in _MISTAKES
        if isinstance(node, kind)
        for mistake in mistakes(node)
    ]


def _code(statement: Any) -> str:
    return str(cst.Module([statement]).code)


def _name(statement: Any) -> str | None:
    """Return the name that a statement defines."""
    inner = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else statement
    named = inner.targets[0] if isinstance(inner, cst.Assign) else inner
    target = getattr(named, "target", None) or getattr(named, "name", None)
    return getattr(target, "value", None)


def _nodes(node: Any) -> Iterator[Any]:
    """Give a node and all below it, but for what is never run."""
    if not m.matches(node, _NEVER_RUN):
        yield node
        for child in node.children:
            yield from _nodes(child)
