"""A small catalogue in which every field that linked data have has a value somewhere."""

from pathlib import Path

import techforgood_podcast as tfg
from case_files import head_of

OWN = tfg.loads(head_of(Path(__file__).with_name("exports") / "linked.cases"), "yaml")
