"""What a format leaves out, ``Format.loses``, is what ``every_field`` finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs
import pytest

import every_field
import techforgood_podcast as tfg
from every_field import find_losses

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {format_.name: format_ for format_ in tfg.formats()}
# Writing these for each field takes most of the time of all.
SLOW = {"datapackage", "html", "parquet", "sqlite", "yaml"}
MARKS = {name: [pytest.mark.slow] for name in SLOW}
# What the page writes, a site nearly always writes, too, in twice the time.
MARKS["site"] = [pytest.mark.slow, pytest.mark.weekly]


@pytest.mark.no_cover  # as for property-based tests, measuring would take most of the time
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=MARKS.get(name, [])) for name in FORMATS],
)
def test_a_field_is_written_or_listed_among_the_losses(name: str) -> None:
    lost, listed = find_losses(FORMATS[name]), FORMATS[name].loses
    forgotten = ", ".join(field for field in lost if field not in listed)
    assert not forgotten, (
        f"{name} does not write {forgotten}: write it, or else see: make regenerate"
    )
    written = ", ".join(field for field in listed if field not in lost)
    assert not written, f"{name} writes {written} now: run `make regenerate`"
    assert list(listed) == lost


@pytest.mark.no_cover
def test_a_loss_that_nobody_has_decided_is_not_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ris = FORMATS["ris"]
    known = tuple(loss for loss in ris.loses if loss not in {"Redirect", "Show.guid"})
    monkeypatch.setattr(tfg, "formats", lambda: [attrs.evolve(ris, loses=known)])
    monkeypatch.setattr(every_field, "LOSSES", tmp_path / "losses.json")
    said = every_field.main(["Show.guid"])
    assert said is not None
    assert "Redirect: not in ris\n" in said
    assert list(tmp_path.iterdir()) == []
    for accepted in (["Show.guid", "Redirect"], ["ris"]):
        assert every_field.main(accepted) is None
        assert json.loads(every_field.LOSSES.read_text()) == {"ris": [*ris.loses]}


def test_a_format_that_is_not_among_those_of_the_library_has_no_losses_of_its_own() -> None:
    own = tfg.Format(name="own", suffixes=(), media_type="text/plain", summary="", family="data")
    assert own.loses == ()
