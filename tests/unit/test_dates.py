"""Days in words."""

from __future__ import annotations

import datetime as dt

import pytest

from techforgood_podcast.text.writing import write_day

ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_its_name(month: int) -> None:
    day = dt.date(2024, month, 29)
    assert write_day(day, "en") == f"29 {ENGLISH[month - 1]} 2024"
    assert write_day(day, "fr-CA") == f"29 {FRENCH[month - 1]} 2024"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    day = dt.date(2024, 5, 1)
    assert (write_day(day, "fr"), write_day(day, "en")) == ("1er mai 2024", "1 May 2024")


def test_other_languages_get_the_english_words() -> None:
    assert write_day(dt.date(2024, 5, 2), "br") == "2 May 2024"
