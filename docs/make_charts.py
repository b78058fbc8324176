"""Generate ``notebook.ipynb``, and the charts of ``images/`` for light and for dark pages.

    python docs/make_charts.py

The cells of the notebook run, and their outputs are stored. A test fails if the notebook, or the
title or a label of a chart, is out of date; the rest of a chart depends on the version of
matplotlib.
"""

from __future__ import annotations

import ast
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib import style
from matplotlib.axes import Axes
from templates import template, write

import techforgood_podcast as tfg
from techforgood_podcast import plots

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).with_name("notebook.ipynb")
FOLDER = Path(__file__).with_name("images")
# What draws each picture, and its title.
PICTURES: dict[str, tuple[Callable[..., Any], str]] = {
    "network": (plots.network, "Who speaks in which episode, and comes from where"),
    "themes": (plots.themes, "Which themes tie which episodes"),
    "durations": (plots.durations, "Running times of the episodes"),
}
# Letters are paths, so that they look the same everywhere.
LIGHT: dict[str, Any] = {"svg.fonttype": "path", "svg.hashsalt": "pictures"}
CLEAR = dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), "none")
STYLES: dict[str, list[Any]] = {
    "": ["default", LIGHT],
    "-dark": ["default", "dark_background", LIGHT, CLEAR],
}
# Markdown cells, and code cells after ">>>".
CELLS = template("notebook.txt").rstrip().split("\n\n\n")


def page() -> str:
    """Return the notebook."""
    names: dict[str, Any] = {}
    drawing: list[Any] = ["default", {"svg.fonttype": "path", "svg.hashsalt": PAGE.stem}]
    with style.context(drawing):
        cells = [cell(f"cell-{n:02}", text, names) for n, text in enumerate(CELLS, 1)]
    plt.close("all")
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def cell(id_: str, text: str, names: dict[str, Any]) -> dict[str, Any]:
    """Return one cell; code cells include their outputs."""
    if not text.startswith(">>>"):
        return {"cell_type": "markdown", "id": id_, "metadata": {}, "source": lines(text)}
    code = "\n".join(line.removeprefix(">>>").removeprefix(" ") for line in text.splitlines())
    number = names["__number__"] = names.get("__number__", 0) + 1
    return {
        "cell_type": "code",
        "execution_count": number,
        "id": id_,
        "metadata": {},
        "outputs": outputs(run(code, names), number),
        "source": lines(code),
    }


def run(code: str, names: dict[str, Any]) -> Any:
    """Run code and return the value of its last expression."""
    *statements, last = ast.parse(code).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(statements, []), PAGE.name, "exec"), names)  # noqa: S102 -- the cells above
    return eval(compile(ast.Expression(last.value), PAGE.name, "eval"), names)  # noqa: S307 -- likewise


def outputs(value: Any, number: int) -> list[dict[str, Any]]:
    """Return the outputs for a value: an image, or HTML and its ``repr``."""
    if isinstance(value, Axes):
        drawn = {"image/svg+xml": lines(svg(value)), "text/plain": ["<Figure>"]}
        return [{"data": drawn, "metadata": {}, "output_type": "display_data"}]
    data = {"text/plain": lines(repr(value))}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = lines(value._repr_html_())
    result = {"data": data, "execution_count": number, "metadata": {}}
    return [{**result, "output_type": "execute_result"}]


def svg(ax: Axes) -> str:
    """Return a plot as SVG, with letters as paths so that it looks the same everywhere."""
    drawn = io.StringIO()
    figure: Any = ax.figure
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return drawn.getvalue()


def lines(text: str) -> list[str]:
    """Split a text into lines, as notebooks store it."""
    return text.splitlines(keepends=True)


def pictures() -> dict[Path, str]:
    """Return the charts by their paths."""
    return {
        FOLDER / f"{name}{suffix}.svg": image(draw, title, settings)
        for name, (draw, title) in PICTURES.items()
        for suffix, settings in STYLES.items()
    }


def image(draw: Callable[..., Any], title: str, settings: list[Any]) -> str:
    """Return a picture as SVG."""
    drawn = io.StringIO()
    with style.context(settings):
        figure = draw(tfg.load_catalogue(), language="en").figure
        metadata = {"Date": None, "Creator": None, "Title": title}
        figure.savefig(drawn, format="svg", metadata=metadata)
        plt.close(figure)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def labels(svg: str) -> list[str]:
    """Return what is written in an image; matplotlib states it before the paths of its letters."""
    return re.findall(r"<title>.*</title>|<!-- .* -->", svg)


if __name__ == "__main__":
    write({PAGE: page(), **pictures()})
