"""The hatchling build hook ``podcast-catalogue``, for packages that carry a catalogue.

A package names it in its ``pyproject.toml``::

    [build-system]
    requires = ["hatchling", "techforgood-podcast"]
    build-backend = "hatchling.build"

    [tool.hatch.build.targets.wheel]
    packages = ["src/my_podcast"]

    [tool.hatch.build.hooks.podcast-catalogue]

Every package of the wheel with a catalogue in its folder ``data`` gets the compiled form and the
index of its search. They are in the wheel alone: nothing is written to the sources. If the SQLite
of the Python that builds cannot store an index, the wheel has none, and a line says so.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues of a wheel."""

    PLUGIN_NAME = "podcast-catalogue"
    temporary: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what the wheel needs; an editable install reads the YAML instead.

        Raises:
            ValueError: no package of the wheel has a catalogue, or one is invalid.
        """
        if self.target_name != "wheel" or version == "editable":
            return
        from ..packaged.compiled import INDEX, files_of
        from ..reading.loading import load

        packages = [path for path in self.build_config.packages if self._has_catalogue(path)]
        if not packages:
            message = (
                "no package of [tool.hatch.build.targets.wheel] has a file data/show.yaml;"
                " an overlay needs no hook"
            )
            raise ValueError(message)
        catalogues = [load(Path(self.root, path, "data")) for path in packages]
        self.temporary = TemporaryDirectory()
        for number, (path, catalogue) in enumerate(zip(packages, catalogues, strict=True)):
            files = files_of(catalogue)
            if INDEX not in files:
                self.app.display_warning(
                    f"{path}: the wheel has no search index, since this SQLite cannot store one;"
                    " each process will build its own"
                )
            for name, data in files.items():
                file = Path(self.temporary.name, f"{number}{name}")
                file.write_bytes(data)
                build_data["force_include"][str(file)] = f"{Path(path).name}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 -- signature set by hatchling
        """Remove the temporary files."""
        if self.temporary:
            self.temporary.cleanup()

    def _has_catalogue(self, path: str) -> bool:
        return Path(self.root, path, "data", "show.yaml").is_file()


@hookimpl
def hatch_register_build_hook() -> type[object]:
    """Return the hook, for hatchling."""
    return CatalogueHook
