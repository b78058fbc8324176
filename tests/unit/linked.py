"""A small catalogue in which every field that linked data have has a value somewhere."""

from pathlib import Path

import techforgood_podcast as tfg

OWN = tfg.load_catalogue(Path(__file__).with_name("exports") / "linked.yaml")
