"""Collections whose entries are called as a test wants."""

import techforgood_podcast as tfg

SHOW = tfg.Show(id="my-show", title="My show", language="fr")


def people(*names: str) -> tfg.Collection[tfg.Person]:
    found = [tfg.Person(id=name.lower().replace(" ", "-"), name=name) for name in names]
    return tfg.Catalogue(show=SHOW, people=found).people


def organisations(*names: str) -> tfg.Collection[tfg.Organisation]:
    found = [
        tfg.Organisation(id=f"org-{number}", name=name, kind="company")
        for number, name in enumerate(names)
    ]
    return tfg.Catalogue(show=SHOW, organisations=found).organisations
