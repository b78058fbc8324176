"""What formats that are files or folders write, in memory."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable


def bytes_of(obj: Exportable, format_: tfg.FormatName, **options: Any) -> bytes:
    """Return the file of a format; of a folder, the zip."""
    stream = io.BytesIO()
    tfg.dump(obj, stream, format_, **options)
    return stream.getvalue()


def files_of(obj: Exportable, format_: tfg.FormatName, **options: Any) -> dict[str, str]:
    """Return the files of a format that is a folder of texts, by their paths."""
    with zipfile.ZipFile(io.BytesIO(bytes_of(obj, format_, **options))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
