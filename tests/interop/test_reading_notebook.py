"""The example notebook, read by Jupyter's own reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import reader

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
nbformat = reader("nbformat")


def test_the_notebook_is_valid_and_each_of_its_cells_shows_something() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs for cell in code)


def test_a_broken_notebook_is_refused() -> None:
    broken = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    broken["cells"][1]["outputs"][0]["output_type"] = "nothing"
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(broken)
