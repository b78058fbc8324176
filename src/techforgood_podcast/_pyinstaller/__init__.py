"""Tell PyInstaller, which asks by itself, what a bundle needs of this package."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """Return the folder with the hook.

    >>> [file.name for folder in hook_dirs() for file in Path(folder).glob("hook-*")]
    ['hook-techforgood_podcast.py']
    """
    return [str(Path(__file__).parent)]
