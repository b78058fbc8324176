"""Pairs of words that a search takes for one, and pairs that it must not, in French and English.

Each line of the related words is one family; two neighbours of a line are a pair.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

Pairs: TypeAlias = tuple[tuple[str, str], ...]

_FRENCH = """
formation formations former formateur formatrice
recycler recyclage recyclables recyclable
accompagner accompagnement accompagnateur accompagnatrice
insertion inserer insertions
financer financement financements financeur
investir investissement investissements investisseur investisseurs
evaluer evaluation evaluations
innover innovation innovations innovant innovante innovateur
discriminer discrimination discriminations discriminant
exclure exclut
creer creation createur creatrice createurs
inventer invention inventeur inventeurs
educatif educative educateur education educatrice
numerique numeriques numeriquement
solidaire solidaires solidarite
economie economique economiques
ecologie ecologique ecologiste ecologistes
technologie technologique technologiques technologies
benevole benevoles benevolat
chomeur chomeuse chomeurs
entrepreneur entrepreneuse entrepreneurs
vendeur vendeuse vendre
travailleur travailleuse travailler
chercheur chercheuse chercher
conseiller conseillere conseillers
directeur directrice directeurs direction
animateur animatrice animation animer
consommer consommation consommateur
imprimer imprimante imprimantes
heureux heureuse heureusement
inclusif inclusive inclusion
actif active activite activites
gratuit gratuite gratuitement
cheval chevaux
hopital hopitaux
social sociale sociaux
reseau reseaux
jeu jeux
regional regionaux regionale
medical medicaux medicale
soigner soignant soignante soignants
apprendre apprenant apprenants
enseigner enseignant enseignement
dechet dechets
pollution polluer polluant
reparer reparation reparateur
rencontrer rencontre rencontres
donner donne donnait
aider aident aide
distribuer distribution distributeur
"""
_ENGLISH = """
charity charities
company companies
recycle recycled recycling recyclable
train training trained trainer
educate education educational educator
inform information informed
create creation creator creative
invest investment investor investing
volunteer volunteering volunteers
employ employment employed employer
evaluate evaluation evaluated
innovate innovation innovative innovator
discriminate discrimination
artist artists artistic
technology technological technologies
ecology ecological
teach teacher teaching
learn learner learning
counsel counsellor counselling
run running runner
plan planning planned
waste wasted wastes
print printer printing printed
pollute pollution polluted
happy happiness happily
free freely
homeless homelessness
sustainable sustainability
accessible accessibility
possible possibility
active activity activities
digital digitally
fund funding funded funder
found founder founders
distribute distribution distributor
repair repairing repaired
develop development developer developing
improve improvement improving
inclusive inclusion
robot robots robotics
study studies studied studying
"""
_UNRELATED = """
care career
new news
trail trailer
universe university
univers universite
organ organise
general generation
form format
ville village
man manage
port portrait
commun communication
comment commerce
mission missile
animal animation
chat chaton
pain paint
pain painful
nation nature
part party
past paste
pol police
vert vertu
cour courage
sol solaire
lot loterie
mot moteur
port porteur
pot poterie
fin finance
son sonde
ban banque
car carton
gaz gazon
cap capital
mat matiere
pan panneau
post posture
wing winner
spring sprint
sing single
mast master
numb number
corn corner
lad ladder
butt butter
wat water
even evening
rat ration
stat station
invent inventory
divers diversion
cart carter
hum humain
hum human
human humidity
relation religion
inform informal
past pasteur
ten tenement
ail ailment
seg segment
"""


def _pairs(text: str) -> Pairs:
    lines = (line.split() for line in text.strip().splitlines())
    return tuple(pair for line in lines for pair in pairwise(line))


FRENCH = _pairs(_FRENCH)
ENGLISH = _pairs(_ENGLISH)
UNRELATED = _pairs(_UNRELATED)
