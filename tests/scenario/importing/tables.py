"""Tables as eight towns might have them: each in its own dialect."""

import io
import random
from pathlib import Path

import openpyxl

FRENCH = """Nom de la structure;Type;ETP;Motivation (sur 5);Budget annuel (€);Partenaires;Observations
Communauté d'agglomération du Lac;EPCI;2,5;4;1 250 000;"Mairie de Vaux, CAF";suit le dossier
Mairie de Vaux;Commune;1;3;800 000;Communauté d'agglomération du Lac;
CAF;Organisme de sécurité sociale;0,5;2;;Mairie de Vaux;
Centre social Les Lilas;Centre social;3,2;5;240 000;"Club de foot et CAF, Police municipale";
Club de foot;Asso;0,2;4;12 000;;
Équipe projet;équipe projet;1,5;;;;
"""
GEPHI_NODES = """Id,Label,timeset,kind,motivation,Degree,Modularity Class
1,Agglo,,intercommunality,0.6,2,0
2,Équipe projet,,project_team,,1,0
3,Mairie de Vaux,,commune,0.4,1,1
"""
GEPHI_EDGES = """Source,Target,Type,Id,Label,timeset,Weight
1,2,Undirected,0,,,4.0
1,3,Directed,1,,,2.0
"""
MATRIX = """;Agglo;Équipe projet;Mairie de Vaux;CAF
Agglo;;3;2;
Équipe projet;3;;;1
Mairie de Vaux;1;;;x
CAF;;;;
"""
GAPS = """Acteur,Catégorie,Heures par mois,Confiance,Voix
Agglo,intercommunalité,,,-
Équipe projet,,n/a,,?
Mairie de Vaux,,,,
,,,,
Les Jardins partagés,,,,fort
Conseil citoyen,,8,,
"""
TITLES = """Contrat de ville 2024-2030 : acteurs;;;
Version de travail;;;
Source : service habitat;;;
Structure;Statut;Temps (h/semaine);Subventions 2025
PUBLIC :;;;
Métropole du Val;EPCI;20;0 €
Préfecture;Service de l'État;5;
ASSOCIATIONS DU QUARTIER;;;
Les Amis du quartier;association loi 1901;10;4 500 €
Régie de quartier;Régie;35;1 200,50 €
Sous-total;;70;5 700,50 €
Structure;Statut;Temps (h/semaine);Subventions 2025
Cheffe de projet;équipe projet;35;
TOTAL;;105;5 700,50 €
(*) chiffres provisoires, à confirmer avant le comité de pilotage de juin
"""
NONSENSE = """Structure;Type;ETP;Motivation (%)
Agglo;EPCI;beaucoup;120
Mairie;Commune;-3;40
Mairie;Commune;1;oui
Gnarf;Zblork;1;50
"""


def mac() -> bytes:
    """The French table, as an old spreadsheet of a Mac saves it."""
    return FRENCH.replace("\n", "\r").encode("mac_roman")


def large() -> bytes:
    """A workbook of 800 actors and a sheet of their ties."""
    luck = random.Random(1)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Acteurs"
    sheet.append(
        [
            "Nom",
            "Type de structure",
            "Capacité (h/mois)",
            "Motivation",
            "Expertise santé",
            "Expertise logement",
        ]
    )
    sheet.append(["Agglo", "intercommunalité", 160, 0.5, 0.2, 0.4])
    sheet.append(["Équipe projet", "équipe projet", 150, 0.75, 0.5, 0.5])
    kinds = ["association", "école", "bailleur social", "commune", "entreprise"]
    for number in range(798):
        sheet.append(
            [
                f"Structure n° {number}",
                kinds[number % 5],
                luck.randrange(5, 200),
                luck.random(),
                luck.random(),
                None,
            ]
        )
        sheet.cell(row=number + 4, column=4).number_format = "0%"
    ties = book.create_sheet("Liens")
    ties.append(["De", "Vers", "Intensité (1-5)"])
    for _ in range(1_500):
        ties.append(
            [
                f"Structure n° {luck.randrange(798)}",
                f"Structure n° {luck.randrange(798)}",
                luck.randrange(1, 6),
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(folder: Path, **files: str | bytes) -> list[Path]:
    """Files of these names, dots for the last underscore."""
    paths = []
    for name, content in files.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths
