"""Single words that a listener types, and the codes of the episodes where they belong.

Written from the show's page alone, before a look at the data, and held out: nothing was chosen with
these words, and nothing may be. Everyday words, those of school and of the street, older ones,
plurals and feminine forms. One of the episodes is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_queries import Queries

_FRENCH = {
    "S1 intro": "présentation, bande-annonce, héros, reporters",
    "S1E1": """
        bouffe, nourriture, faim, indigents, soupe populaire, charité, hypermarchés, épicerie,
        périmé, camionneuse, livreuse, caissière, gâchis, Paname
    """,
    "S1E1, S1E2, S1E5": "fric",
    "S1E1, S1E3, S1E5": "pauvreté, les pauvres",
    "S1E1, S1E5": "patron, bénévolat",
    "S1E1, S1E7, S1E8": "jeunes pousses, boîte",
    "S1E1, S1E8": "poubelle",
    "S1E2": "chômeuse, ANPE, cagnotte, actionnaires, provençal",
    "S1E2, S1E3, S1E5, S1E7": "boulot, embaucher",
    "S1E2, S1E7": "jeunesse, gratuit",
    "S1E2, S1E8": "logiciel libre",
    "S1E3": """
        ordis, paperasse, guichet, ministre, gouvernement, ordinateur, internautes,
        alsacienne
    """,
    "S1E3, S1E7": "informatique, sociologues, québécoise, Canada, inégalités",
    "S1E4": "danse, danseuse, spectacle, automates, expo, mamie, chamane, théâtre",
    "S1E4, S1E6": "belge, Wallonie",
    "S1E5": """
        dettes, chocolatière, confiserie, piston, parrainage, réseaux sociaux, ruiné, solitude
    """,
    "S1E5, S1 intro": "journaliste",
    "S1E6": """
        hosto, toubib, docteur, hôpitaux, malades, médecine, kiné, infirmière, soigner, bricolage,
        convalescence
    """,
    "S1E6, S1E8": "système D, ingénieure, frugalité",
    "S1E7": """
        élèves, étudiantes, racisme, sexisme, filles, féminisme, banlieue, neuf-trois, codeuse,
        programmation, maths, banque, cheffes d'entreprise, stéréotypes
    """,
    "S1E8": "écolo, planète, goudron, chaussée, ordures, décroissance, tiers-monde, usine, tri",
}
_ENGLISH = {
    "S1 intro": "trailer, hero worship, introduction, presenters",
    "S1E1": """
        groceries, hunger, soup kitchen, food bank, lorry, truckers, leftovers, cashier, grocer,
        surplus food, needy
    """,
    "S1E1, S1E3, S1E5": "poverty, the poor",
    "S1E1, S1E5": "volunteering, boss",
    "S1E1, S1E7, S1E8": "businesses, start-ups",
    "S1E2": "dole, jobless, job centre, careers adviser, investors, crowdfunding, chatbot",
    "S1E2, S1E3, S1E5, S1E7": "work, hiring",
    "S1E2, S1E5": "job hunting, recruiter",
    "S1E2, S1E7": "young adults, free of charge, youngsters",
    "S1E2, S1E7, S1E3": "algorithms",
    "S1E3": "computer literacy, red tape, paperwork, laptop, broadband, government",
    "S1E3, S1E7": "Canadian, lecturer, inequality",
    "S1E4": "dancer, dancing, robot, granny, exhibition, shamans, performers, theatre, gallery",
    "S1E4, S1E6": "Belgian",
    "S1E5": "debt, broke, chocolates, sweets, mentor, networking, friends, loneliness",
    "S1E6": """
        doctor, physician, nurse, illness, disabled, physiotherapy, DIY, makers, workshop, medical,
        3D printer
    """,
    "S1E7": """
        coding, programmer, girls, women, racist, sexism, prejudice, suburbs, classroom, pupils,
        mathematics, gender, businesswomen, bank
    """,
    "S1E8": """
        pollution, rubbish, trash, tarmac, roads, climate, environmentalist, degrowth, factory,
        third world, green
    """,
}


def _queries(words: dict[str, str]) -> Queries:
    return tuple(
        (" ".join(text.split()), tuple(codes.split(", ")))
        for codes, texts in words.items()
        for text in texts.split(",")
    )


FRENCH_WORDS: Queries = _queries(_FRENCH)
ENGLISH_WORDS: Queries = _queries(_ENGLISH)
