"""Virtual environments with the wheel in them, and programs run there."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from interpreters import Interpreter

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# Without these capabilities root, too, is refused to write to what is read-only.
AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if not os.getuid() else ()
EXTRAS = ("arrow", "cli", "html", "plots")

Versions: TypeAlias = Literal["lowest", "highest"]


class Environment:
    """A virtual environment with the wheel, its dependencies and perhaps some extras.

    Attributes:
        folder: where it is.
        python: its interpreter.
        packages: the folder of what is installed.
    """

    def __init__(
        self,
        folder: Path,
        interpreter: Interpreter,
        wheel: Path,
        versions: Versions = "highest",
        extras: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"
        _uv("venv", "--no-project", "--python", interpreter.path, str(folder))
        # A wheel's own requirements would not be direct ones, so that uv would take the highest.
        resolution = "lowest-direct" if versions == "lowest" else "highest"
        wanted = [argument for extra in extras for argument in ("--extra", extra)]
        self.install("--resolution", resolution, *wanted, "-r", str(ROOT / "pyproject.toml"))
        self.install("--no-deps", str(wheel))
        (self.packages,) = folder.glob("lib/python3.*/site-packages")

    def install(self, *arguments: str) -> None:
        """Install what the arguments of ``uv pip install`` say."""
        # Copied, since the packages of an environment are changed.
        options = ("--python", str(self.python), "--link-mode", "copy", "--only-binary", ":all:")
        _uv("pip", "install", *options, *arguments)

    @contextmanager
    def without_libyaml(self) -> Generator[None]:
        """Leave PyYAML as it is installed where there is no libyaml."""
        (extension,) = self.packages.glob("yaml/_yaml.*")
        away = self.folder / extension.name
        extension.rename(away)
        try:
            yield
        finally:
            away.rename(extension)

    @contextmanager
    def read_only(self) -> Generator[None]:
        """Let nobody create or change a file among the packages; see `AS_OTHERS`."""
        modes = {path: path.stat().st_mode for path in (self.packages, *self.packages.rglob("*"))}
        for path, mode in modes.items():
            path.chmod(mode & 0o555)
        try:
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(mode)

    def run(
        self,
        *arguments: str,
        flags: Sequence[str] = (),
        prefix: Sequence[str] = (),
        **environment: str,
    ) -> str:
        """Run Python with some flags and variables; return what it prints.

        Raises:
            AssertionError: it failed, or printed a warning.
        """
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_"))}
        done = subprocess.run(
            [*prefix, str(self.python), *flags, *arguments],
            cwd=self.folder,
            env={**inherited, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), f"{done.stderr}{done.stdout}"
        return done.stdout


def _uv(*arguments: str) -> None:
    command = [os.environ["TFG_UV"], "--quiet", "--no-config", *arguments]
    done = subprocess.run(command, cwd=HERE, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
