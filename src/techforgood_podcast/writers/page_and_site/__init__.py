"""What page and site share: templates, styles and scripts, and what fills them."""
