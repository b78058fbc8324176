"""List the data, and the modules imported by name, that a PyInstaller bundle needs."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FILES = [path for path in sorted(_PACKAGE.rglob("*")) if path.is_file() and path.suffix != ".pyc"]

hiddenimports = [
    ".".join(path.relative_to(_PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in _FILES
    if path.suffix == ".py" and path.stem.isidentifier()
]
datas = [
    (str(path), str(path.parent.relative_to(_PACKAGE.parent)))
    for path in _FILES
    if path.suffix != ".py"
]
