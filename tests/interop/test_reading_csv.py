"""The flat table of episodes, read by Polars, which refuses what others let pass.

pandas is a second reader since it proves another claim: its numbers, days and running times.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import cases
import pytest

import techforgood_podcast as tfg
from flat import lost

if TYPE_CHECKING:
    from pathlib import Path

pandas = cases.reader("pandas")
polars = cases.reader("polars")


def with_polars(path: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = polars.read_csv(
        path, infer_schema=False, empty_string_is_null=False
    ).to_dicts()
    return rows


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("case", cases.CASES)
def test_every_value_is_read_back(case: str, language: str, tmp_path: Path) -> None:
    tfg.dump(cases.CASES[case], tmp_path / "episodes.csv", language=language)
    rows = with_polars(tmp_path / "episodes.csv")
    episodes = cases.catalogue_of(cases.CASES[case]).episodes
    found = [lost(row, episode, language) for row, episode in zip(rows, episodes, strict=True)]
    assert found == [{}] * len(episodes)


def test_pandas_understands_numbers_days_and_running_times(tmp_path: Path) -> None:
    tfg.dump(cases.BUNDLED, tmp_path / "episodes.csv")
    frame = pandas.read_csv(tmp_path / "episodes.csv", parse_dates=["published"])
    total = cases.BUNDLED.episodes.total_duration
    assert frame["duration_seconds"].sum() == total.total_seconds()
    assert pandas.to_timedelta(frame["duration"]).sum() == total
    assert frame["season"].tolist() == [1] * 9
    published = [day.date() for day in frame["published"].dropna()]
    assert published == [e.published for e in cases.BUNDLED.episodes if e.published]


def test_polars_understands_numbers_days_and_what_is_missing(tmp_path: Path) -> None:
    tfg.dump(cases.OWN, tmp_path / "episodes.csv")
    frame = polars.read_csv(tmp_path / "episodes.csv", try_parse_dates=True)
    assert frame["number"].to_list() == [1, None]
    assert frame["published"].to_list() == [dt.date(2024, 2, 29), None]
    assert frame["duration_seconds"].sum() == 25 * 60 + 10
    assert frame["audio_length"].to_list() == [4_000_000, None]


def test_the_byte_order_mark_for_excel_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    tfg.dump(cases.BUNDLED, tmp_path / "episodes.csv", excel=True, language="en")
    assert (tmp_path / "episodes.csv").read_bytes().startswith(b"\xef\xbb\xbfid,code")
    assert with_polars(tmp_path / "episodes.csv")[1]["id"] == "s01e01"


@pytest.mark.parametrize(
    ("sample", "reason"),
    [
        ('id,title\ne1,"never closed\n', "not properly escaped"),
        ("id,title\ne1,One\ne2,Two,three\n", "found more fields than defined"),
    ],
)
def test_a_broken_file_is_refused(sample: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_text(sample, encoding="utf-8")
    with pytest.raises(polars.exceptions.ComputeError, match=reason):
        with_polars(tmp_path / "broken.csv")


def test_a_value_that_was_changed_is_noticed(tmp_path: Path) -> None:
    text = tfg.dumps(cases.BUNDLED, "csv").replace("Karine Gentelet", "Karine Gentilet", 1)
    (tmp_path / "changed.csv").write_text(text, encoding="utf-8", newline="")
    rows = with_polars(tmp_path / "changed.csv")
    found = [lost(*pair, "fr") for pair in zip(rows, cases.BUNDLED.episodes, strict=True)]
    assert {"Karine Gentelet": 1} in found
