"""Write words in Cyrillic, Greek, kana and Hangul with Latin letters, for legible ids.

The tables are simple on purpose: they use ASCII only, do not depend on the language, and never
change, since ids are permanent. Cyrillic is written as English maps do, Greek as in ISO 843, kana
as in Hepburn's system without long vowels, and Hangul as in the Revised Romanisation, letter by
letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ...text.folding import fold


def _pairs(table: str) -> dict[str, str]:
    """Return a table of letters, each followed by an equals sign and how it is written."""
    return {letter: latin for letter, _, latin in (pair.partition("=") for pair in table.split())}


# ruff: noqa: RUF001 -- the letters that look like Latin ones are meant
_ALPHABETS: Final = _pairs(
    """
    а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh
    ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c
    џ=dz ѓ=gj ќ=kj ѕ=dz
    α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch
    ψ=ps ω=o
    """
)
_KANA: Final = _pairs(
    """
    あ=a い=i う=u え=e お=o か=ka き=ki く=ku け=ke こ=ko が=ga ぎ=gi ぐ=gu げ=ge ご=go
    さ=sa し=shi す=su せ=se そ=so ざ=za じ=ji ず=zu ぜ=ze ぞ=zo た=ta ち=chi つ=tsu て=te と=to
    だ=da ぢ=ji づ=zu で=de ど=do な=na に=ni ぬ=nu ね=ne の=no は=ha ひ=hi ふ=fu へ=he ほ=ho
    ば=ba び=bi ぶ=bu べ=be ぼ=bo ぱ=pa ぴ=pi ぷ=pu ぺ=pe ぽ=po ま=ma み=mi む=mu め=me も=mo
    や=ya ゆ=yu よ=yo ら=ra り=ri る=ru れ=re ろ=ro わ=wa ゐ=i ゑ=e を=o ん=n ゔ=vu ー=
    """
)
# Small kana, which change the syllable before them.
_SMALL: Final = _pairs("ゃ=ya ゅ=yu ょ=yo ぁ=a ぃ=i ぅ=u ぇ=e ぉ=o")
_SYLLABLES: Final = "가", "힣"
# The letters of a syllable of Hangul, in the order of Unicode: before the vowel, it, after it.
_FIRST, _VOWELS, _LAST = (
    letters.split("|")
    for letters in (
        "g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h",
        "a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i",
        "|k|k|k|n|n|n|t|l|k|m|p|l|t|p|l|m|p|p|t|t|ng|t|t|k|t|p|t",
    )
)
# The code points of katakana, each with that of the same letter in hiragana.
_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def romanise(text: str) -> str:
    """Return a text whose words are in Latin letters, as far as the tables have theirs.

    A word with letters of other scripts stays as it is: a part of it would say nothing.

    >>> romanise("Хлеб и соль"), romanise("ψωμί"), romanise("コーヒー"), romanise("빵 이야기")
    ('khleb i sol', 'psomi', 'kohi', 'ppang iyagi')
    >>> romanise("パンの話"), romanise("לחם 12")
    ('パンの話', 'לחם 12')
    """
    return re.sub(r"\w+", _romanised, unicodedata.normalize("NFC", text))


def _romanised(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKC", word).lower()
    letters = letters.replace("ου", "ou").replace("ού", "ou")
    latin = "".join(map(_letter, _kana(letters)))
    return latin if latin != letters and fold(latin).isascii() else word


def _letter(letter: str) -> str:
    """Return how a letter is written; accents that are in no table do not count."""
    if _SYLLABLES[0] <= letter <= _SYLLABLES[1]:
        rest, last = divmod(ord(letter) - ord(_SYLLABLES[0]), len(_LAST))
        first, vowel = divmod(rest, len(_VOWELS))
        return _FIRST[first] + _VOWELS[vowel] + _LAST[last]
    base = unicodedata.normalize("NFD", letter)[0]
    return _ALPHABETS.get(letter, _ALPHABETS.get(base, letter))


def _kana(word: str) -> str:
    """Return a word with its kana in Latin letters."""
    parts: list[str] = []
    doubled = False
    for letter in word.translate(_HIRAGANA):
        if letter == "っ":
            doubled = True
        elif letter in _SMALL and parts:
            parts[-1] = _with_small(parts[-1], _SMALL[letter])
        else:
            latin = _KANA.get(letter, _SMALL.get(letter, letter))
            parts.append(latin[:1] + latin if doubled else latin)
            doubled = False
    return "".join(parts)


def _with_small(syllable: str, small: str) -> str:
    """Return a syllable with a small kana after it: "ki" and "ya" are "kya", "fu" and "a" "fa"."""
    if syllable == "u":
        return f"w{small}"
    if small[0] == "y" and syllable.endswith(("shi", "chi", "ji")):
        small = small[1:]
    return syllable.rstrip("aeiou") + small
