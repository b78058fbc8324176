"""The build hook ``podcast-catalogue`` as this checkout has it, run by this checkout's build."""

from __future__ import annotations

import sys
from pathlib import Path

# Hatchling has imported the hook of an installed release, where there is one.
for name in [name for name in sys.modules if name.partition(".")[0] == "techforgood_podcast"]:
    del sys.modules[name]
sys.path.insert(0, str(Path(__file__).parent / "src"))

from techforgood_podcast.authoring.build_hook import CatalogueHook  # noqa: E402 -- of this checkout


class OwnCatalogueHook(CatalogueHook):
    """Compiles the bundled catalogue."""

    def dependencies(self) -> list[str]:
        """Return the dependencies of the package, which the build needs to compile the data."""
        core = self.metadata.core  # pyright: ignore[reportUnknownMemberType] -- untyped in hatchling
        return list(core.dependencies)


def get_build_hook() -> type[OwnCatalogueHook]:
    """Return the hook, for hatchling, which would find its base class as well."""
    return OwnCatalogueHook
