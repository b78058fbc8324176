"""What people do on a page, and what they see then: the cases of ``pages/*.cases``.

The first line of a case names pages of `chromium`, and what `SETTINGS` has. The script below uses
the functions of `WORDS` there; what a call of ``note`` was given is found.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from chromium import NARROW, PHONE, SHOWS, WORDS, look

from case_files import Case, cases_of, compare, each_case

SETTINGS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE},
    "narrow": {"viewport": NARROW},
    "without JavaScript": {"javaScriptEnabled": False},
    "without network": {"offline": True},
    "clipboard": {"permissions": ["clipboard-read", "clipboard-write"]},
}


@each_case(*cases_of(Path(__file__).with_name("pages")))
def test_a_page_shows_what_is_expected(case: Case) -> None:
    given = re.split("^=> ", case.text, maxsplit=1, flags=re.MULTILINE)[0]
    heading, _, script = given.strip().partition("\n")
    pages, *settings = heading.split(", ")
    found: list[str] = []
    for where in pages.split(" | "):
        name, sign, fragment = where.partition("#")
        options = {key: value for one in settings for key, value in SETTINGS[one].items()}
        script_ = f"{WORDS}{script}\nreturn noted;"
        noted, problems = look(name, script_, at=sign + fragment, **options)
        # A page that has an address may be left.
        assert [one for one in problems if name not in SHOWS or "request: " not in one] == []
        answers = [json.dumps(value, ensure_ascii=False) for value in noted]
        found += ["=> " + answer.replace("\xa0", r"\u00a0") + "\n" for answer in answers]
    compare(case, "".join(found), given)
