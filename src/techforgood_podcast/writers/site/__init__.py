"""What the ``site`` format is made of beside ``page_and_site/``."""
