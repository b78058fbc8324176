"""The commands for the owner of a podcast."""
