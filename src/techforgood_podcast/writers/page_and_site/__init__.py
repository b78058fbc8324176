"""What page and site share: templates, styles and scripts, and what fills them.

A template reaches Python in two ways. A filter of ``templates.py`` is a function of a value:
``episode.duration | clock``. A variable is an attribute or a method of an object with which the
template is filled, such as ``show`` of ``Values`` and ``say(show.title)`` of ``Functions``.

Templates, scripts and styles are named by room and file: ``page_and_site/episode.jinja``.
"""
