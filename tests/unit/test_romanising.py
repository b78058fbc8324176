"""Words in Cyrillic, Greek, kana and Hangul, written with Latin letters for ids."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from rss_strategies import rss


def id_of(title: str) -> str:
    """Return the id that a draft gives a show with a title."""
    return tfg.authoring.draft_from_feed(rss(f"<title>{title}</title>")).show.id


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щи да каша, ёлка, подъезд", "shchi-da-kasha-yolka-podezd"),
        ("Їжак, ґанок, Љубав", "yizhak-ganok-ljubav"),
        ("и\u0306од", "yod"),
        ("Ψωμί και αλάτι του ούζου", "psomi-kai-alati-tou-ouzou"),
        ("きょう、がっこうで", "kyou-gakkoude"),
        ("ファッション・ショー", "fasshon-sho"),
        ("ティーと ウィスキー", "tito-wisuki"),
        ("ちゃ じゃ ぎゅ", "cha-ja-gyu"),
        ("ﾊﾟﾝ", "pan"),
        ("ァ", "a"),
        ("빵과 소금", "ppanggwa-sogeum"),
        ("한국", "hanguk"),
    ],
)
def test_letters_of_the_tables_become_latin(text: str, latin: str) -> None:
    assert id_of(text) == latin


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Où va le pain ?", "ou-va-le-pain"),
        ("第12話", "12"),
        ("パンの話 AI", "ai"),
        ("לחם ומלח AI", "ai"),
        ("خبز AI", "ai"),
        ("Vec™ №5", "vec-no5"),
    ],
)
def test_words_with_other_letters_stay_as_they_are(text: str, kept: str) -> None:
    assert id_of(text) == kept


def test_each_word_is_written_for_itself() -> None:
    assert id_of("パン の 話 AI") == "pan-no-ai"
