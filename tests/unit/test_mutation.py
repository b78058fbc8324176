"""The list of modules to mutate names files that exist."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tests_of_every_module_to_mutate_exist() -> None:
    targets = runpy.run_path(str(ROOT / "tests" / "mutation" / "targets.py"))["TARGETS"]
    named = {f"test_{name}.py" for target in targets for name in target.tests}
    assert {name for name in named if not Path(__file__).with_name(name).is_file()} == set()
