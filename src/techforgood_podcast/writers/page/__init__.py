"""What the ``html`` format is made of: its templates, style and scripts, and what fills them."""
