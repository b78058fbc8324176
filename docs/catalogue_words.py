"""Words of the catalogue pages that no format prints, in French and English."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "title": ("Le catalogue", "The catalogue"),
    "find": ("Chercher et filtrer les épisodes", "Search and filter the episodes"),
    "people": (
        "Qui parle dans quel épisode, ou y est cité, et à quel titre, selon le générique.",
        "Who speaks or is mentioned in which episode, and in which role, as credited.",
    ),
    "organisations": (
        "Celles dont les épisodes parlent, et celles que représentent les personnes invitées.",
        "Organisations that the episodes are about, or that their guests belong to.",
    ),
    "themes": (
        "Un épisode compte aussi pour les thèmes plus larges qui englobent le sien.",
        "An episode also counts for the broader themes above its own.",
    ),
    "places": (
        "Les épisodes d'une ville comptent aussi pour son département, sa région et son pays.",
        "A country, region or department includes the episodes of its cities.",
    ),
    "browse": ("Parcourir", "Browse"),
    "also": ("Se trouve aussi sous", "Also found as"),
    "site": ("Site", "Website"),
    "mistake": (
        "Un renseignement est faux, ou vous souhaitez ne plus figurer ici ?",
        "Is something wrong, or would you rather not be listed here?",
    ),
    "procedure": (
        "La marche à suivre tient en quelques lignes.",
        "How to ask for a correction or removal.",
    ),
}
