"""Words in Cyrillic, Greek, kana and Hangul, written with Latin letters for ids."""

from __future__ import annotations

import pytest

from techforgood_podcast.text.romanising import romanise


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щи да каша, ёлка, подъезд", "shchi da kasha, yolka, podezd"),
        ("Їжак, ґанок, Љубав", "yizhak, ganok, ljubav"),
        ("и\u0306од", "yod"),
        ("Ψωμί και αλάτι του ούζου", "psomi kai alati tou ouzou"),
        ("きょう、がっこうで", "kyou、gakkoude"),
        ("ファッション・ショー", "fasshon・sho"),
        ("ティーと ウィスキー", "tito wisuki"),
        ("ちゃ じゃ ぎゅ", "cha ja gyu"),
        ("ﾊﾟﾝ", "pan"),
        ("ァ", "a"),
        ("빵과 소금", "ppanggwa sogeum"),
        ("한국", "hanguk"),
    ],
)
def test_letters_of_the_tables_become_latin(text: str, latin: str) -> None:
    assert romanise(text) == latin


@pytest.mark.parametrize(
    "text", ["Où va le pain ?", "第12話", "パンの話", "לחם ומלח", "خبز", "Vec™ №5", ""]
)
def test_words_with_other_letters_stay_as_they_are(text: str) -> None:
    assert romanise(text) == text


def test_each_word_is_written_for_itself() -> None:
    assert romanise("パン の 話 AI") == "pan no 話 AI"
