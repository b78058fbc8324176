"""Folders of YAML files: draft one, and change one without touching the rest."""
