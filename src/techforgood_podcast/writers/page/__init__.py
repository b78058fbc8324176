"""What the ``html`` format is made of beside ``page_and_site/``."""
