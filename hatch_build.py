"""Puts the bundled catalogue, compiled, into the wheel; hatchling calls this."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "techforgood_podcast"


class CompiledCatalogue(BuildHookInterface[Any]):
    """Compiles the YAML of this very tree, by the code of this very tree."""

    def dependencies(self) -> list[str]:
        """Return what that code needs, whoever runs it."""
        core = self.metadata.core  # pyright: ignore[reportUnknownMemberType] -- hatchling leaves it open
        return list(core.dependencies)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the module to the wheel; an editable install goes on reading the YAML."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        from techforgood_podcast import compiled
        from techforgood_podcast.reading.loading import load

        self.made = TemporaryDirectory()
        path = Path(self.made.name, f"{compiled.MODULE}.py")
        text = compiled.module(load(source / PACKAGE / "data"))
        path.write_text(text, encoding="ascii", newline="\n")
        build_data["force_include"][str(path)] = f"{PACKAGE}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 -- as hatchling calls it
        """Remove what was only made for the wheel."""
        if version != "editable":
            self.made.cleanup()
