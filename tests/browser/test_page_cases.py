"""What people do on a page, and what they see then: the cases of ``pages/*.cases``.

The first line of a case names a page of `chromium`, perhaps with the fragment of its address, and
after a comma what `SETTINGS` has; pages after ``|`` are tried as well. The script below uses the
functions of `WORDS`. Of each page, every line after ``=>`` has what a call of ``note`` was given.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from chromium import NARROW, PHONE, SHOWS, look

from case_files import Case, cases_of, compare, each_case

SETTINGS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE},
    "narrow": {"viewport": NARROW},
    "without JavaScript": {"javaScriptEnabled": False},
    "without network": {"offline": True},
    "clipboard": {"permissions": ["clipboard-read", "clipboard-write"]},
}
# `acts` is the number of clicks, of keys and of texts that are typed, so far.
WORDS = """
    const noted = [];
    const note = async (...values) => {
        const found = await Promise.all(values);
        noted.push(found.length === 1 ? found[0] : found);
    };
    let acts = 0;
    const at = (where) => (typeof where === 'string' ? page.locator(where) : where).first();
    const click = (where) => { acts += 1; return at(where).click(); };
    const type = (words) => { acts += 1; return page.fill('#query', words); };
    const enter = (words) => { acts += 1; return page.keyboard.type(words); };
    const press = (key) => { acts += 1; return page.keyboard.press(key); };
    const choose = (where, option) => at(where).selectOption(option);
    const role = (name, label) => page.getByRole(name, { name: label });
    const text = (where) => at(where).innerText();
    const texts = (where) => page.locator(where).allInnerTexts();
    const seen = (where) => page.isVisible(where);
    const count = (where) => page.locator(where).count();
    const value = (where) => page.inputValue(where);
    const top = (where) => at(where).evaluate((element) => element.getBoundingClientRect().top);
    const codes = () => helpers.codes(page);
    // What is typed is in the address a little later.
    const hash = () => page.waitForTimeout(250).then(() => page.evaluate('location.hash'));
    const focus = () => page.evaluate(() => {
        const { id, hash, tagName } = document.activeElement;
        return id || hash || tagName;
    });
    const values = async () => (await page.locator('dialog span').allTextContents()).join('\\n');
    // Follows a link, of which nothing is loaded; what is to be played is the title.
    const leave = async (where) => {
        await page.route(/^https:/, (route) => route.fulfill({ body: '' }));
        await page.evaluate(() => {
            HTMLMediaElement.prototype.play = function play() { document.title = this.src; };
        });
        await click(where);
        return `${page.url()} ${await page.title()}`;
    };
"""


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
