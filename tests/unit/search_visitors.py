"""What visitors of the page ask, and the codes of the episodes that they mean.

Written from the show's page alone, half in French and half in English, when the ranking was done
and before any of it was scored: nothing was chosen with these questions, and nothing may be. The
writer had read the ranking, but no score. One of the episodes is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_queries import Queries

_FRENCH: Queries = (
    ("il y a un épisode sur les invendus des supermarchés ?", ("S1E1",)),
    ("une journée dans le camion avec les chauffeurs", ("S1E1",)),
    ("est-ce que le zéro gaspi nuit aux associations", ("S1E1",)),
    ("Jean-Baptiste Blondel", ("S1E1",)),
    ("franprix montparnasse", ("S1E1",)),
    ("peut-on faire du profit avec la solidarité", ("S1E1",)),
    ("BOB emploi intelligence artificielle", ("S1E2",)),
    ("Bayes Impact ONG", ("S1E2",)),
    ("conseillers en insertion à Aix", ("S1E2",)),
    ("inventer son propre service public", ("S1E2",)),
    ("stephanie ordenes", ("S1E2",)),
    ("financer les communs numériques", ("S1E2",)),
    ("salariés en insertion qui apprennent l'ordinateur", ("S1E3",)),
    ("pourquoi les sites administratifs sont si compliqués", ("S1E3",)),
    ("Schiltigeim", ("S1E3",)),
    ("autonomie numérique", ("S1E3",)),
    ("François Lucas ville numérique", ("S1E3",)),
    ("combien de Français sont exclus du numérique", ("S1E3",)),
    ("les robots danseurs du festival", ("S1E4",)),
    ("à quoi sert l'art face à la technologie", ("S1E4",)),
    ("Hugo Dehaes chorégraphe", ("S1E4",)),
    ("ambiances sonores et installations artistiques", ("S1E4",)),
    ("troupe Post Uit Hesdalen", ("S1E4",)),
    ("ep 4", ("S1E4",)),
    ("offrir un réseau à ceux qui sont seuls", ("S1E5",)),
    ("les copains de bastien", ("S1E5",)),
    ("coaching de candidats à l'emploi", ("S1E5",)),
    ("association Entourage", ("S1E5",)),
    ("Flore de Ruf", ("S1E5",)),
    ("changer d'échelle sans se perdre", ("S1E5",)),
    ("la découpe laser à l'hôpital", ("S1E6",)),
    ("docteur Servais", ("S1E6",)),
    ("le progrès technique nous soigne-t-il toujours mieux", ("S1E6",)),
    ("Well living lab", ("S1E6",)),
    ("le sixième épisode", ("S1E6",)),
    ("formation gratuite de développeur web", ("S1E7",)),
    ("les trois entrepreneuses de la women's web agency", ("S1E7",)),
    ("des préjugés amplifiés par les algorithmes", ("S1E7",)),
    ("Aulnay sous Bois", ("S1E7",)),
    ("dalles en plastique pour les routes", ("S1E8",)),
    ("sobriété et low tech", ("S1E8",)),
    ("éviter le culte du héros", ("S1 intro",)),
)
_ENGLISH: Queries = (
    ("who are the four hosts", ("S1 intro",)),
    ("why solution journalism instead of hero stories", ("S1 intro",)),
    ("start here", ("S1 intro",)),
    ("company that resells what supermarkets do not sell", ("S1E1",)),
    ("does fighting waste hurt food aid", ("S1E1",)),
    ("interview with truck drivers", ("S1E1",)),
    ("Phoenix food startup", ("S1E1",)),
    ("charities that give meals to poor people", ("S1E1",)),
    ("Wavestone consultant", ("S1E1",)),
    ("how do you measure the value of a public service", ("S1E2",)),
    ("free AI coach for job hunters", ("S1E2",)),
    ("Sowefund equity crowdfunding", ("S1E2",)),
    ("nonprofit founded by Paul Duan", ("S1E2",)),
    ("ep. 2", ("S1E2",)),
    ("capitalism and the commons", ("S1E2",)),
    ("people who are offline", ("S1E3",)),
    ("adults learning to use a computer at work", ("S1E3",)),
    ("google funded association", ("S1E3",)),
    ("Wetechcare", ("S1E3",)),
    ("research chair AI and social justice", ("S1E3", "S1E7")),
    ("Karin Gentellet", ("S1E3", "S1E7")),
    ("art science and technology festival in Belgium", ("S1E4",)),
    ("robots on stage", ("S1E4",)),
    ("curator Marie du Chastel", ("S1E4",)),
    ("a walk through a city with art installations", ("S1E4",)),
    ("season 1 episode 4", ("S1E4",)),
    ("can a network replace human ties", ("S1E5",)),
    ("solidarity chocolate factory", ("S1E5",)),
    ("volunteer job coach", ("S1E5",)),
    ("LinkedOut Entourage", ("S1E5",)),
    ("internet journalist", ("S1E5",)),
    ("laser cutter and 3D printer in a hospital", ("S1E6",)),
    ("is medical technology always good", ("S1E6",)),
    ("engineer of the hospital's fablab", ("S1E6",)),
    ("rehabilitation patients", ("S1E6",)),
    ("Lara Vignerons", ("S1E6",)),
    ("coding school open to everybody", ("S1E7",)),
    ("making artificial intelligence fair", ("S1E7",)),
    ("women who started a web agency", ("S1E7",)),
    ("Simplon founder", ("S1E7",)),
    ("plastic waste turned into road surface", ("S1E8",)),
    ("simple technology for poor countries", ("S1E8",)),
)

VISITORS: Queries = (*_FRENCH, *_ENGLISH)
