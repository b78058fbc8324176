"""Where PyInstaller finds what a bundle needs of this package; it asks by itself."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """Return the folder with the hook.

    >>> [file.name for folder in hook_dirs() for file in Path(folder).glob("hook-*")]
    ['hook-techforgood_podcast.py']
    """
    return [str(Path(__file__).parent)]
