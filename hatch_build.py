"""Hatchling build hook that adds the compiled catalogue to the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "techforgood_podcast"


class CompiledCatalogue(BuildHookInterface[Any]):
    """Compiles the YAML data of this checkout with the code of this checkout."""

    def dependencies(self) -> list[str]:
        """Return the dependencies of the package, which the build needs to compile the data."""
        core = self.metadata.core  # pyright: ignore[reportUnknownMemberType] -- untyped in hatchling
        return list(core.dependencies)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled module to the wheel; editable installs read the YAML instead."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        from techforgood_podcast import compiled
        from techforgood_podcast.reading.loading import load

        self.temporary = TemporaryDirectory()
        path = Path(self.temporary.name, f"{compiled.MODULE}.py")
        text = compiled.module(load(source / PACKAGE / "data"))
        path.write_text(text, encoding="ascii", newline="\n")
        build_data["force_include"][str(path)] = f"{PACKAGE}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 -- signature set by hatchling
        """Remove the temporary module."""
        if version != "editable":
            self.temporary.cleanup()
