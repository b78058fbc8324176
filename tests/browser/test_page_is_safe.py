"""Security of the web page: data cannot act as markup or script, and no server is contacted."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from chromium import PAGES, look, page, visit

from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.page_and_site.scripts_and_styles import write_script

if TYPE_CHECKING:
    from pathlib import Path

FOLD = f"const {{ fold }} = {write_script('page_and_site/fold.js')}"
STRUCTURE = """
    const structure = await page.evaluate(() => {
        const found = {};
        for (const element of document.querySelectorAll('*')) {
            for (const { name } of element.attributes) {
                const own = ['hidden', 'disabled'].includes(name);  // set by the page itself
                if (!own) found[`${element.localName} ${name}`] = true;
            }
            found[element.localName] = true;
        }
        return Object.keys(found).sort();
    });
"""
# Texts that are difficult to fold.
FOLDED = (
    *TEXTS,
    *("Œuvre d’ÉTÉ", "STRASSE straße ẞ", "İstanbul ISTANBUL ıi", "ΑΣ ας ΑΣΑ", "ﬁn ﬀ ǆ Ǆ ǽ"),
    *("e\u0301 é E\u0301", "ŀ Ł ł ø Ø", "\ufeffa\u00adb\u200dc", "a\u00a0b\u2003c\u3000d", "½ ² ①"),
    *("ᾳ ᾼ ͅ", "ꭰ Ꭰ ᏸ", "日本語 ｶﾞ ガ", "عربى ١٢", "한국 한국", "a_b-c–d…e·f", "😀👩\u200d🔬", "𝔘𝔫𝔦"),
    *("🎙️Thé→Café™ ♥♥", "c++→rust a+b +33 +→ ♥+", "Raspberry® $10 10\xa0€ ℠", "(♥) ♥️"),
    *("\ta\nb\r\nc\x1cd\x85e", "", "   ", "'", "L'insertion", "l’insertion"),
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(name: str) -> None:
    script = "await page.waitForLoadState('networkidle'); return page.title();"
    title = visit(name, script)
    assert title


def test_hostile_texts_come_back_with_nothing_changed_but_their_typography() -> None:
    script = """
        return [await page.locator('h1').textContent(), await page.title(),
                await page.locator('h4').allTextContents(),
                await page.locator('#organisations b').allTextContents()];
    """
    heading, title, titles, names = visit("hostile", script)
    assert heading == HOSTILE.show.title
    assert title == " ".join(HOSTILE.show.title.split())
    assert titles == [typeset(text, "fr") for text in TEXTS]
    assert sorted(names) == sorted(typeset(body.name, "fr") for body in HOSTILE.organisations)


def benign() -> set[str]:
    """Return the elements and attributes of a harmless page with a search under way."""
    script = f"await page.fill('#query', 'art'); {STRUCTURE} return structure;"
    # All texts of that page are in both of its languages; one in a single language has its tag.
    # A query that names several things has a line for each. The hostile show has a feed to copy.
    feed = {"link type", "link title", "a id", "button aria-description"}
    return {*visit("fr", script), "span lang", "br", *feed}


def test_hostile_texts_make_no_elements_and_no_attributes() -> None:
    assert set(visit("hostile", f"{STRUCTURE} return structure;")) <= benign()
    script = "return page.locator('script').count();"
    assert visit("hostile", script) == visit("fr", script) == 4


def test_hostile_texts_are_searched_for_like_any_others() -> None:
    texts = [text for text in TEXTS if fold(text)]
    found = visit(
        "hostile",
        f"""
        const found = [];
        for (const text of {json.dumps(texts)}) {{
            await page.fill('#query', text);
            const codes = await helpers.codes(page);
            found.push(codes);
            await page.goto(await page.evaluate('location.href'));
        }}
        {STRUCTURE}
        return [found, structure];
        """,
    )
    for text, codes in zip(texts, found[0], strict=True):
        assert f"S1E{TEXTS.index(text) + 1}" in codes, text
    assert set(found[1]) <= benign()


def test_a_hostile_address_is_a_text() -> None:
    at = "#q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&theme=%22%5D%3Cscript%3E"
    script = f"{STRUCTURE} return [await page.inputValue('#query'), structure];"
    query, structure = visit("fr", script, at=at)
    assert query == "<img src=x onerror=alert(1)>"
    assert "img" not in structure


@pytest.mark.parametrize("last", [0x2FFF, pytest.param(sys.maxunicode, marks=pytest.mark.weekly)])
def test_every_letter_is_folded_as_the_library_folds_it(last: int) -> None:
    # There are no letters in the planes between.
    ranges = [[0, 0xD7FF], [0xE000, 0x3FFFF], [0xE0000, 0x10FFFF]]
    script = f"""
        return page.evaluate((ranges) => {{
            {FOLD}
            const found = [];
            for (const [first, last] of ranges) {{
                for (let code = first; code <= Math.min(last, {last}); code += 1) {{
                    const text = `x${{String.fromCodePoint(code)}}x`;
                    const own = fold(text);
                    if (own !== text) found.push([code, own]);
                }}
            }}
            return found;
        }}, {json.dumps(ranges)});
    """
    codes = {n for n in range(last + 1) if unicodedata.category(chr(n)) not in {"Cn", "Cs"}}
    assert codes.isdisjoint(range(0x40000, 0xE0000))
    changed = {code: own for code, own in visit("fr", script) if code in codes}
    folded = ((code, f"x{chr(code)}x") for code in codes)
    assert changed == {code: own for code, text in folded if (own := fold(text)) != text}
    assert len(changed) > 2_000


def test_texts_are_folded_as_the_library_folds_them() -> None:
    run = f"(texts) => {{ {FOLD} return texts.map(fold); }}"
    script = f"return page.evaluate({run}, {json.dumps(FOLDED)});"
    assert visit("fr", script) == [fold(text) for text in FOLDED]


# ------------------------------------------------------------- the checks themselves


@pytest.mark.parametrize(
    ("injected", "noticed"),
    [
        ("<script>document.title = 'mine'</script>", "script-src"),
        ("<img alt='' src='https://example.org/a.png'>", "img-src"),
        ("<img alt='' src='x' onerror='alert(1)'>", "img-src"),
        ("<style>h1 { color: red }</style>", "style-src"),
        ("<p style='color: red'>a</p>", "style-src"),
        ("<iframe src='https://example.org/'></iframe>", "frame-src"),
    ],
)
def test_the_policy_of_a_page_refuses_what_is_injected_and_we_notice(
    tmp_path: Path, injected: str, noticed: str
) -> None:
    text = page("fr").read_text(encoding="utf-8").replace("<main>", f"{injected}<main>")
    broken = tmp_path / "broken.html"
    broken.write_text(text, encoding="utf-8")
    title, problems = look(broken, "await page.waitForTimeout(200); return page.title();")
    assert title == "À qui profite la tech for good\xa0?"
    assert any(noticed in problem for problem in problems), problems


def test_without_the_policy_what_is_injected_acts_and_is_noticed(tmp_path: Path) -> None:
    text = page("fr").read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    injected = "<script>alert(1); fetch('https://example.org/'); nothing()</script><main>"
    text = text.replace("Content-Security-Policy", "x").replace("<main>", injected)
    broken.write_text(text, encoding="utf-8")
    _, problems = look(broken, "await page.waitForTimeout(200);")
    assert "dialog: 1" in problems
    assert "request: https://example.org/" in problems
    assert any(problem.startswith("error: nothing is not defined") for problem in problems)


def test_axe_objects_to_what_not_everyone_can_use(tmp_path: Path) -> None:
    text = page("fr").read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(text.replace("<main>", "<button></button><main>"), encoding="utf-8")
    found = visit(broken, "return helpers.axe(page);")
    assert "button-name" in {rule for rule, *_ in found}
