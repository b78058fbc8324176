"""Files → ``Catalogue``; every problem with its file, line and column."""

# Inside functions stand the imports that loading, or a folder without YAML, does without.
