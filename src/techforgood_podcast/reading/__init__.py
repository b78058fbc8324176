"""Files → ``Catalogue``; every problem with its file, line and column."""
