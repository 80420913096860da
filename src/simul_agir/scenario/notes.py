"""Remarks on imputed values, in English and in French."""

from __future__ import annotations

NOTES: dict[str, tuple[str, str]] = {
    "needs": (
        "needs: not given for {names}; {value:g} assumed",
        "besoins : non donnés pour {names} ; {value:g} supposé",
    ),
    "links": (
        "links: not given for {names}; the two domains that follow assumed",
        "liens entre besoins : non donnés pour {names} ; les deux domaines qui suivent, supposés",
    ),
    "associations": (
        "associations: {known} with Fonjep posts; {count} assumed from population^.7",
        "associations : {known} avec des postes Fonjep ; {count} supposées d'après population^0,7",
    ),
    "employers": (
        "mediation employers: none in the registers of 2024 and 2025; {count} assumed from population^.7",
        "employeurs d'adultes-relais : aucun dans les registres de 2024 et 2025 ; {count} supposés d'après population^0,7",
    ),
    "measure": (
        "{name}: not published for any neighbourhood; mean of the contracts that publish it",
        "{french} : non publié pour aucun quartier ; moyenne des contrats qui le publient",
    ),
    "poverty": (
        "poverty: not published; {rate:.0f} % estimated from employment and from families with RSA, over {count} contracts",
        "pauvreté : non publiée ; {rate:.0f} % estimés d'après l'emploi et les familles au RSA, sur {count} contrats",
    ),
    "not_read": ("not read in the folder: {names}", "non lus dans le dossier : {names}"),
    "sheets_not_read": ("{file}: sheets not read: {names}", "{file} : feuilles non lues : {names}"),
    "columns_not_read": (
        "{file}: columns of other programs, not read: {names}",
        "{file} : colonnes d'autres logiciels, non lues : {names}",
    ),
    "nodes_not_read": (
        "{file}: only the edges are read; actors stand in their own table",
        "{file} : seuls les liens sont lus ; les acteurs sont dans leur propre table",
    ),
    "weight": (
        "{file}: weight is not read; a tie's strength, from 0 to 1, is called strength",
        "{file} : weight n'est pas lu ; la force d'un lien, de 0 à 1, s'appelle strength",
    ),
    "comment": (
        "{file}: comments not read, on lines {lines}",
        "{file} : commentaires non lus, lignes {lines}",
    ),
    "hidden_rows": (
        "{file}: sheet {sheet} has hidden rows; they are read",
        "{file} : la feuille {sheet} a des lignes masquées ; elles sont lues",
    ),
    "hidden_columns": (
        "{file}: sheet {sheet} has hidden columns; they are read",
        "{file} : la feuille {sheet} a des colonnes masquées ; elles sont lues",
    ),
    "hidden_sheet": (
        "{file}: sheet {sheet} is hidden; it is read",
        "{file} : la feuille {sheet} est masquée ; elle est lue",
    ),
    "drawing": (
        "{file}: drawings, pictures and charts of sheet {sheet} are not read",
        "{file} : les dessins, images et graphiques de la feuille {sheet} ne sont pas lus",
    ),
    "chart_sheet": (
        "{file}: sheet {sheet} holds no cells and is not read",
        "{file} : la feuille {sheet} ne contient pas de cellules et n'est pas lue",
    ),
    "left_out": (
        "{file}: what programs keep for drawing, or over time, is not read: {texts}",
        "{file} : ce qui sert au dessin, ou suit le temps, n'est pas lu : {texts}",
    ),
    "group": (
        "{file}: groups are not read, only the actors in them: {texts}",
        "{file} : les groupes ne sont pas lus, seulement les acteurs qu'ils contiennent : {texts}",
    ),
    "few_hours": (
        "hardly so: a capacity below {least:g} hours a month (full-time equivalents, or hours a week?): {names}",
        "peu vraisemblable : une capacité sous {least:g} heures par mois (des ETP, ou des heures par semaine ?) : {names}",
    ),
    "odd_money": (
        "hardly so: {column} a hundred times more or less than usual for the kind (a year, or thousands?): {names}",
        "peu vraisemblable : {column} cent fois plus ou moins que d'habitude pour ce type (par an, ou milliers ?) : {names}",
    ),
    "odd_budget": (
        "hardly so: a budget of {budget:g} euros a month, where a contract of this size has about {usual:g}",
        "peu vraisemblable : un budget de {budget:g} euros par mois, quand un contrat de cette taille a environ {usual:g}",
    ),
    "all_nil": (
        "hardly so: {column} is 0 for every actor",
        "peu vraisemblable : {column} vaut 0 pour chaque acteur",
    ),
    "no_ties": (
        "hardly so: the table of ties is empty, so that nobody works with anybody at first",
        "peu vraisemblable : la table des liens est vide, donc personne ne travaille d'abord avec personne",
    ),
    "encoding": ("{file}: read as {encoding}", "{file} : lu en {encoding}"),
}
MEASURES = {
    "employment": "taux d'emploi",
    "youth": "indice de jeunesse",
    "single": "personnes seules",
    "social_housing": "logement social",
    "rsa": "familles au RSA",
    "largest": "plus grand quartier",
    "communes": "communes",
}


class Note(str):
    """A remark: an English text, with its French version as `french`."""

    french: str

    def __new__(cls, english: str, french: str) -> Note:
        """A remark in both languages."""
        note = super().__new__(cls, english)
        note.french = french
        return note

    def __reduce__(self) -> tuple[type[Note], tuple[str, str]]:
        return Note, (str(self), self.french)


def note(key: str, **blanks: object) -> Note:
    """The remark `key` with its blanks filled."""
    english, french = NOTES[key]
    return Note(english.format(**blanks), french.format(**blanks))


def in_language(remark: str, lang: str) -> str:
    """A remark in "en" or "fr"; a plain text stays as it is."""
    return getattr(remark, "french", remark) if lang.startswith("fr") else str(remark)
