"""The accent of a page or card: one colour, made dark or light enough to be read."""

from __future__ import annotations

from typing import Final, TypeAlias

_Colour: TypeAlias = tuple[int, ...]

# What stands behind text in base.css, and how much of the accent is in a wash of it.
_LIGHT: Final = ((0xFB, 0xF8, 0xF2), (0xFF, 0xFF, 0xFF))
_DARK: Final = ((0x17, 0x15, 0x13), (0x1F, 0x1C, 0x1A))
_BLACK: Final = (0, 0, 0)
_WHITE: Final = (0xFF, 0xFF, 0xFF)
_IN_WASH: Final = 0.1
_STEPS: Final = 64
# What WCAG 2.2 asks of text.
_CONTRAST: Final = 4.5


def style_accent(accent: str) -> str:
    """Return the style that gives a page this accent, in light and in dark.

    >>> style_accent("#ffd400").splitlines()[0]
    ':root{--accent:#7c6700;--wash:#eeeada}'
    """
    light, dark = _to_style(accent, _LIGHT, _BLACK), _to_style(accent, _DARK, _WHITE)
    return f"{light}\n@media (prefers-color-scheme:dark){{{dark}}}\n"


def darken(accent: str) -> str:
    """Return an accent as it is in light, where a picture has only one colour.

    >>> darken("#ffd400"), darken("#003366")
    ('#7c6700', '#003366')
    """
    return _write(_to_read(accent, _LIGHT, _BLACK)[0])


def _to_style(accent: str, grounds: tuple[_Colour, ...], pole: _Colour) -> str:
    colour, wash = map(_write, _to_read(accent, grounds, pole))
    return f":root{{--accent:{colour};--wash:{wash}}}"


def _to_read(accent: str, grounds: tuple[_Colour, ...], pole: _Colour) -> tuple[_Colour, _Colour]:
    """Return the colour nearest to an accent that is read on all grounds, and its wash."""
    asked = tuple(bytes.fromhex(accent[1:]))
    colours = (_mix(pole, asked, step / _STEPS) for step in range(_STEPS + 1))
    tried = ((colour, _mix(colour, grounds[0], _IN_WASH)) for colour in colours)
    return next(
        (colour, wash)
        for colour, wash in tried
        if all(_contrast(colour, ground) >= _CONTRAST for ground in (*grounds, wash))
    )


def _mix(one: _Colour, other: _Colour, share: float) -> _Colour:
    """Return a colour with a share of the first one."""
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))


def _contrast(one: _Colour, other: _Colour) -> float:
    """Return the contrast ratio of WCAG."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: _Colour) -> float:
    """Return the relative luminance of WCAG."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _write(colour: _Colour) -> str:
    return f"#{bytes(colour).hex()}"
