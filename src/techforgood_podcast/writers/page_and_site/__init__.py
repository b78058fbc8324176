"""What page and site share: templates, styles and scripts, and what fills them.

A template reaches Python in two ways. A filter of ``templates.py`` is a function of a value:
``episode.duration | minutes``. All that knows the page is a variable of ``variables.py``, or one
that the page or the site adds: a value, such as ``show``, or a function, as in ``say(show.title)``.

Templates, scripts and styles are named by room and file: ``page_and_site/episode.jinja``.
"""
