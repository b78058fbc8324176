"""The flat table of episodes, opened by LibreOffice Calc as a spreadsheet that runs formulas."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Literal

import pytest
from cases import BUNDLED, reader

import techforgood_podcast as tfg
from flat import undone

if TYPE_CHECKING:
    from pathlib import Path

etree = reader("lxml.etree")

Separator = Literal[",", ";"]

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TITLES = (
    *("=1+1", "'=1+1", "=2", "\uff1d1+1", " =1+1", "@SUM(1)", '"=1+1"'),
    *("x;=1+1", "x; =1+1", "x,=1+1", 'x;"=1+1"', 'x,"=1+1"', "x;'=1+1", ";=1;=2"),
)
SHOW = tfg.Show(id="s", title="S", language="fr")
CATALOGUE = tfg.Catalogue(
    show=SHOW,
    episodes=[
        tfg.Episode(id=f"e{n}", show=SHOW, season=1, number=n, title=title)
        for n, title in enumerate(TITLES, 1)
    ],
)


def opened(path: Path, separator: str) -> list[list[tuple[str, str | None]]]:
    """Return the text and the formula of each cell."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice Calc is missing; make interop installs it"
    # Separator, quotation mark, UTF-8, first line, all text except numbers, formulas are run.
    options = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,1,true"
    profile = f"-env:UserInstallation={(path.parent.parent / 'profile').as_uri()}"
    subprocess.run(
        [
            *(soffice, "--headless", profile, f"--infilter={options}"),
            *("--convert-to", "fods", "--outdir", path.parent, path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    document = etree.parse(path.with_suffix(".fods"))
    return [
        [
            ("\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p")), formula)
            for cell in row.iter(f"{TABLE}table-cell")
            for formula in [cell.get(f"{TABLE}formula")]
            # Equal cells side by side are written once; a row ends in thousands of empty ones.
            for _ in range(min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 99))
        ]
        for row in document.iter(f"{TABLE}table-row")
    ]


def formulas(path: Path, separator: str) -> list[str]:
    return [formula for row in opened(path, separator) for _, formula in row if formula]


@pytest.mark.parametrize("split_at", [",", ";"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_becomes_a_formula_wherever_rows_are_split(
    separator: Separator, split_at: str, tmp_path: Path
) -> None:
    tfg.dump(CATALOGUE, tmp_path / "episodes.csv", separator=separator)
    assert formulas(tmp_path / "episodes.csv", split_at) == []


def test_cells_without_apostrophes_become_formulas(tmp_path: Path) -> None:
    text = tfg.dumps(CATALOGUE, "csv")
    (tmp_path / "broken.csv").write_text(text.replace("'", ""), encoding="utf-8", newline="")
    for split_at in (",", ";"):
        assert formulas(tmp_path / "broken.csv", split_at)


def test_every_title_is_read_back(tmp_path: Path) -> None:
    tfg.dump(CATALOGUE, tmp_path / "episodes.csv", excel=True)
    head, *rows = opened(tmp_path / "episodes.csv", ";")
    assert head[:2] == [("id", None), ("code", None)]
    titles = [undone(row[5][0]) for row in rows if row[0][0]]
    assert titles == list(TITLES)


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_a_table_for_excel_has_its_columns_in_the_regional_settings_of_its_language_alone(
    language: str, separator: str, tmp_path: Path
) -> None:
    tfg.dump(BUNDLED, tmp_path / "episodes.csv", excel=True, language=language)
    _, *rows = opened(tmp_path / "episodes.csv", separator)
    ids = [row[0][0] for row in rows]
    assert ids[: len(BUNDLED.episodes)] == [episode.id for episode in BUNDLED.episodes]
    other = {";": ",", ",": ";"}[separator]
    assert f"id{separator}code{separator}" in opened(tmp_path / "episodes.csv", other)[0][0][0]
