"""The package runs no code that it was given, starts no program, opens no connection."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(str(tfg.__file__)).parent
MODULES = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.py"))

FORBIDDEN_MODULES = frozenset(
    {
        # These run what they read.
        *("code", "codeop", "dill", "marshal", "pickle", "runpy", "shelve"),
        # These start programs, or load machine code.
        *("cffi", "ctypes", "multiprocessing", "pty", "subprocess"),
        # These open connections.
        *("asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "socket"),
        *("socketserver", "ssl", "telnetlib", "urllib.request", "webbrowser", "wsgiref", "xmlrpc"),
        *("aiohttp", "httpx", "requests", "urllib3"),
    }
)
FORBIDDEN_NAMES = frozenset({"__import__", "compile", "eval", "exec"})
FORBIDDEN_ATTRIBUTES = frozenset(
    {
        # yaml.load and its like make any object; only the package's own loader may be used.
        *("yaml.load", "yaml.load_all", "yaml.full_load", "yaml.unsafe_load", "yaml.Loader"),
        *("yaml.FullLoader", "yaml.UnsafeLoader", "yaml.CLoader", "yaml.CUnsafeLoader"),
        *("os.system", "os.popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.posix_spawnp"),
        *(f"os.exec{how}" for how in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
        *(f"os.spawn{how}" for how in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
        "importlib.import_module",
    }
)
LAST_NAMES = {name.rpartition(".")[2] for name in FORBIDDEN_ATTRIBUTES}
ALLOWED = {
    # The façade imports the package's own modules when one of their names is first used.
    ("__init__.py", "importlib.import_module"),
    ("authoring/__init__.py", "importlib.import_module"),
    # What stands for a module in annotations imports the one of the name that the code gives it.
    ("_runtime.py", "importlib.import_module"),
    # The module of a format, which is one of a list of names, is imported when it is asked for.
    ("writers/__init__.py", "importlib.import_module"),
    # matplotlib is an extra, of which three modules are needed.
    ("plots.py", "importlib.import_module"),
    # The command line imports the package's own module of the command that is run.
    ("cli/commands.py", "importlib.import_module"),
}


def forbidden(source: str) -> Iterator[str]:
    """Yield what a module imports or uses and should not."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute) and node.attr in LAST_NAMES:
            yield from {ast.unparse(node)} & FORBIDDEN_ATTRIBUTES
        elif isinstance(node, ast.Name):
            yield from {node.id} & FORBIDDEN_NAMES
        for name in names:
            yield from {name} & FORBIDDEN_ATTRIBUTES
            parts = name.split(".")
            packages = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
            yield from packages & FORBIDDEN_MODULES


def test_no_module_runs_code_or_programs_or_opens_connections() -> None:
    found = {
        (module, name)
        for module in MODULES
        for name in forbidden(HERE.joinpath(module).read_text(encoding="utf-8"))
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import pickle", "pickle"),
        ("from pickle import load", "pickle"),
        ("import http.client as x", "http"),
        ("from urllib import request", "urllib.request"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("def f():\n    import subprocess", "subprocess"),
        ("import yaml\nyaml.load(t, yaml.SafeLoader)", "yaml.load"),
        ("from yaml import unsafe_load", "yaml.unsafe_load"),
        ("eval('1')", "eval"),
        ("f = exec", "exec"),
        ("import os\nos.system('ls')", "os.system"),
    ],
)
def test_what_is_forbidden_is_found(source: str, name: str) -> None:
    assert list(forbidden(source)) == [name]


@pytest.mark.parametrize("source", ["import json", "from .pickle import a", "re.compile('a')"])
def test_what_is_allowed_is_not_found(source: str) -> None:
    assert list(forbidden(source)) == []
