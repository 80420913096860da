"""Texts of rules in error messages, in English and French, one line per rule."""

from __future__ import annotations

from simul_agir.locale import LocalisedError

WORDS: dict[str, tuple[str, str]] = {
    "whole": ("a whole number from {low} to {high}", "un nombre entier de {low} à {high}"),
    "zero_one": ("0 or 1", "0 ou 1"),
    "number": ("a number from {low} to {high}", "un nombre de {low} à {high}"),
    "whole_or_factor": (
        'a whole number from {low} to {high}, or a factor such as "x2"',
        'un nombre entier de {low} à {high}, ou un facteur comme "x2"',
    ),
    "number_or_factor": (
        'a number from {low} to {high}, or a factor such as "x2"',
        'un nombre de {low} à {high}, ou un facteur comme "x2"',
    ),
    "arm_or_table": (
        'the name of a stance, or a table such as {{name = "then together", stance = "residents", effort = "x2"}}',
        'le nom d\'un parti pris, ou une table comme {{name = "ensuite", stance = "residents", effort = "x2"}}',
    ),
    "arm_name": (
        "a name of 1 to {most} characters on one line",
        "un nom de 1 à {most} caractères, sur une ligne",
    ),
    "arm_stance": ("the name of a stance", "le nom d'un parti pris"),
    "arm_text": (
        'a stance, then changes and switches, such as "residents, effort x2, month 18 conditional_aid"',
        'un parti pris, puis des changements et des bascules, comme "residents, effort x2, mois 18 conditional_aid"',
    ),
    "arm_item": (
        'a key and its value, such as "effort x2", or a switch, such as "month 18 conditional_aid"',
        'une clé et sa valeur, comme "effort x2", ou une bascule, comme "mois 18 conditional_aid"',
    ),
    "switch_month": (
        "a whole number from {low} to {high}: after the switch before, and before the end",
        "un nombre entier de {low} à {high} : après la bascule précédente, et avant la fin",
    ),
    "switch_empty": (
        "another stance, or another value of a key",
        "un autre parti pris, ou une autre valeur d'une clé",
    ),
    "shocks": (
        "a list of tables such as {{month = 36, size = 0.2}}",
        "une liste de tables comme {{month = 36, size = 0.2}}",
    ),
    "truth": ("true or false", "true ou false (vrai ou faux)"),
    "text": ("a text of at most {most} characters", "un texte d'au plus {most} caractères"),
    "line": (
        "a text of at most {most} characters, on one line",
        "un texte d'au plus {most} caractères, sur une ligne",
    ),
    "slug": (
        "lower-case letters, digits and hyphens, at most {most}",
        "des minuscules sans accent, des chiffres et des traits d'union, au plus {most}",
    ),
    "list": ("a list of {low} to {high} items", "une liste de {low} à {high} éléments"),
    "table": ("a table", "une table"),
    "typical": (
        "a number from {low} to {high}, or a table with mean and spread",
        "un nombre de {low} à {high}, ou une table avec mean et spread",
    ),
    "one_of": ("one of {names}", "un de {names}"),
    "gone": (
        "a number of this edition: instead of it, {names}",
        "un nombre de cette édition : à sa place, {names}",
    ),
    "column": ("a column named {names}", "une colonne nommée {names}"),
    "key": ("the key {names}", "la clé {names}"),
    "domain_name": (
        "a lower-case name of letters, digits and underscores",
        "un nom en minuscules : lettres, chiffres et tirets bas",
    ),
    "once": ("each only once (first on line {first})", "une seule fois (déjà à la ligne {first})"),
    "once_here": ("each only once", "une seule fois"),
    "identifier": (
        "a text of 1 to {most} printable characters",
        "un texte de 1 à {most} caractères imprimables",
    ),
    "known_actor": ("the id of an actor", "l'identifiant d'un acteur"),
    "other_actor": ("another actor: no tie to oneself", "un autre acteur : pas de lien avec soi-même"),
    "role": ("lead, project_team or nothing", "lead, project_team ou rien"),
    "one_role": (
        "exactly one actor with the role {role}",
        "exactement un acteur avec le rôle {role}",
    ),
    "mandate": ("at least one weight above 0", "au moins un poids au-dessus de 0"),
    "arm": (
        "a stance ({names}); one of your own by its name, its file after --stance-module",
        "un parti pris ({names}) ; le vôtre par son nom, son fichier après --stance-module",
    ),
    "loads": (
        "a stance that can be loaded: {why}",
        "un parti pris qui se charge : {why}",
    ),
    "contract": ("the code of one of the {count} contracts", "le code d'un des {count} contrats"),
    "contracts": (
        '"all", or a list of codes of contracts or of words as `simul-agir contracts` takes them',
        '"all", ou une liste de codes de contrats ou de mots comme en prend `simul-agir contracts`',
    ),
    "collection": (
        "a folder with collection.toml, or the name of a shipped collection",
        "un dossier avec collection.toml, ou le nom d'une collection fournie",
    ),
    "one_contract": (
        "one scenario; this is a collection of contracts: simul-agir compare {name}, or take one contract by its code",
        "un seul scénario ; ceci est une collection de contrats : simul-agir compare {name}, "
        "ou prenez un contrat par son code",
    ),
    "toml": ("valid TOML: {english}", "du TOML valide : {french}"),
    "deep": (
        "keys of at most {most} parts, and tables and lists at most {most} deep in one another",
        "des clés d'au plus {most} parties, et des tables et listes imbriquées au plus {most} fois",
    ),
    "csv": ("lines as a spreadsheet writes them", "des lignes telles qu'un tableur les écrit"),
    "csv_closed": ("quotation marks that are closed", "des guillemets refermés"),
    "csv_after": (
        "nothing but a separator after closing quotation marks",
        "rien d'autre qu'un séparateur après des guillemets refermés",
    ),
    "csv_field": ("cells of at most {most} characters", "des cellules d'au plus {most} caractères"),
    "csv_sep": ("one of {names} after sep=", "un de {names} après sep="),
    "cells": ("at most {count} cells, as in the header", "au plus {count} cellules, comme l'en-tête"),
    "header": (
        "a name for every column that holds something",
        "un nom pour chaque colonne qui contient quelque chose",
    ),
    "readable": (
        "a {format} file as a spreadsheet or a network program saves it ({why})",
        "un fichier {format} tel qu'un tableur ou un logiciel de réseaux l'enregistre ({why})",
    ),
    "parser_failed": (
        "a {format} file that can be read: the parser ended at this one; save it again, or as .csv",
        "un fichier {format} lisible : l'analyseur s'est arrêté sur celui-ci ; enregistrez-le à nouveau, ou en .csv",
    ),
    "old_workbook": (
        "a workbook without a password, saved as .xlsx or .ods",
        "un classeur sans mot de passe, enregistré en .xlsx ou en .ods",
    ),
    "table_form": ("a table in one of the forms {names}", "une table dans un des formats {names}"),
    "table_name": ("the name {names}; this file is not read", "le nom {names} ; ce fichier n'est pas lu"),
    "sheet_name": ("a sheet named {names}, or another name", "une feuille nommée {names}, ou un autre nom"),
    "encoding": (
        "text in UTF-8, or in a code page of Windows, Mac or DOS that can be told for sure; save it as CSV UTF-8",
        "du texte en UTF-8, ou dans un codage de Windows, de Mac ou de DOS reconnu sans doute ; enregistrez en CSV UTF-8",
    ),
    "encoding_asked": ("text in the encoding {encoding}", "du texte dans le codage {encoding}"),
    "formula": (
        "a formula whose value is in the file (open it in a spreadsheet program and save it again)",
        "une formule dont la valeur est dans le fichier (ouvrez-le dans un tableur et enregistrez-le à nouveau)",
    ),
    "error": ("a value, not the error of a formula", "une valeur, pas l'erreur d'une formule"),
    "merged": (
        "a cell of its own: this one is merged into another and has no value",
        "une cellule à part : celle-ci est fusionnée avec une autre et n'a pas de valeur",
    ),
    "row_number": ("a row's number from {low} to {high}", "un numéro de ligne de {low} à {high}"),
    "cell_place": (
        "cells in the order of their columns, each once",
        "des cellules dans l'ordre de leurs colonnes, chacune une fois",
    ),
    "cell_number": ("a number, as the file says that it is", "un nombre, puisque le fichier le dit"),
    "shared_text": ("the number of a text of this file", "le numéro d'un texte de ce fichier"),
    "repeated": ("a whole number of repetitions", "un nombre entier de répétitions"),
    "xml": (
        "well-formed XML in a {format} file ({why})",
        "du XML bien formé dans un fichier {format} ({why})",
    ),
    "xml_deep": ("elements at most {most} deep in one another", "des éléments imbriqués au plus {most} fois"),
    "xml_entities": ("XML without entities of its own", "du XML sans entités à lui"),
    "xml_attribute": ("the attribute {name}", "l'attribut {name}"),
    "declared": ("the id of a declared {what}", "l'identifiant d'un {what} déclaré"),
    "plain_value": ("a value without elements in it", "une valeur sans éléments à l'intérieur"),
    "hyperedge": ("edges between two nodes", "des liens entre deux sommets"),
    "one_graph": ("one network in a file", "un seul réseau par fichier"),
    "over_time": (
        "one value of an attribute; values that change over time are not read",
        "une seule valeur par attribut ; les valeurs qui changent avec le temps ne sont pas lues",
    ),
    "too_large": ("a file that fits into memory", "un fichier qui tient en mémoire"),
    "size_unpacked": ("at most {most} MB when unpacked", "au plus {most} Mo une fois décompressé"),
    "size_cells": ("at most {most} cells in a file", "au plus {most} cellules par fichier"),
    "size_signs": ("at most {most} characters in a file", "au plus {most} caractères par fichier"),
    "size_elements": ("at most {most} elements of XML", "au plus {most} éléments XML"),
    "size_merged": ("at most {most} merged cells", "au plus {most} cellules fusionnées"),
    "not_empty": ("a file that is not empty", "un fichier qui n'est pas vide"),
    "rows": ("at least one line under the header", "au moins une ligne sous l'en-tête"),
    "plain": ("text, without binary characters", "du texte, sans caractères binaires"),
    "size_file": ("at most {most} MB", "au plus {most} Mo"),
    "size_rows": ("at most {most} rows", "au plus {most} lignes"),
    "size_columns": ("at most {most} columns", "au plus {most} colonnes"),
    "least_actors": (
        "a whole number from {low} to {high}; {low} actors of this contract cannot be left out",
        "un nombre entier de {low} à {high} ; {low} acteurs de ce contrat ne peuvent être laissés de côté",
    ),
    "not_all": (
        "at most three of the four stances {names}: one must be left to choose",
        "au plus trois des quatre partis pris {names} : il doit en rester un à choisir",
    ),
    "actors": ("from {low} to {high} actors", "de {low} à {high} acteurs"),
    "ordinary": ("an ordinary file", "un fichier ordinaire"),
    "permitted_folder": ("a folder that may be read", "un dossier qu'on a le droit de lire"),
    "permission": ("a file that may be read", "un fichier qu'on a le droit de lire"),
    "folder": (
        "a folder with scenario.toml, the name of a shipped scenario, or a contract's code",
        "un dossier avec scenario.toml, le nom d'un scénario fourni ou le code d'un contrat",
    ),
    "file_once": (
        "each table once, and this one is named twice",
        "chaque tableau une fois, et celui-ci est nommé deux fois",
    ),
    "empty_folder": (
        "a new or an empty folder that can be written",
        "un dossier nouveau ou vide où l'on peut écrire",
    ),
    "contract_title": (
        "Contrat de ville of {name} ({department})",
        "Contrat de ville : {name} ({department})",
    ),
    "source": (
        'contract = "..." in scenario.toml, or a table of actors (actors.csv, tsv, xlsx, ods, graphml, gexf)',
        'contract = "..." dans scenario.toml, ou une table d\'acteurs (actors.csv, tsv, xlsx, ods, graphml, gexf)',
    ),
    "one_table": ("one table of {what} only", "une seule table pour {what}"),
    "begin": (
        "a step that begins before the end, month {high}",
        "une étape qui commence avant la fin, mois {high}",
    ),
    "after": ("not before {other} begins, month {low}", "pas avant le début de {other}, mois {low}"),
    "shape": ("an array of shape {shape}", "un tableau de dimensions {shape}"),
    "simplex": ("weights of at least 0 that sum to 1", "des poids d'au moins 0 dont la somme est 1"),
    "own_bit": ("a set that holds the need itself", "un ensemble qui contient le besoin lui-même"),
    # of studies
    "study": (
        "a file study.toml, or a folder that holds one",
        "un fichier study.toml, ou un dossier qui en contient un",
    ),
    "varies": (
        "a list of values, or a table with low and high",
        "une liste de valeurs, ou une table avec low et high",
    ),
    "varies_parameter": (
        'a list of values, a table with low and high, or "range" for all of its range',
        'une liste de valeurs, une table avec low et high, ou "range" pour toute son étendue',
    ),
    "varies_all": (
        'a table of parameters, or "all", or "assumed" for those that no data informs',
        'une table de paramètres, ou "all" (tous), ou "assumed" pour ceux qu\'aucune donnée n\'éclaire',
    ),
    "above_low": ("a number above low, {low}", "un nombre au-dessus de low, {low}"),
    "above_nil": ("a number above 0, as scale is log", "un nombre au-dessus de 0, puisque scale est log"),
    "levels": (
        "levels, as a grid takes so many steps from low to high",
        "levels, puisqu'une grille va de low à high en tant de pas",
    ),
    "of_kind": (
        "nothing here: {name} belongs to a design of the kind {kinds}",
        "rien ici : {name} va avec un plan du genre {kinds}",
    ),
    "not_both": ("either {one} or {other}", "ou bien {one}, ou bien {other}"),
    "fixed_and_varied": (
        "a key that does not vary; this one does, under [vary]",
        "une clé qui ne varie pas ; celle-ci varie, sous [vary]",
    ),
    "points": ("at most {most} points", "au plus {most} points"),
    "stances_apart": (
        "nothing here: the stances of a study stand in its list stances",
        "rien ici : les partis pris d'une étude sont dans sa liste stances",
    ),
    "plain_stances": (
        "stances by name, listed here: the scenario's arm {name} has changes or switches, which a study varies itself",
        "des partis pris par leur nom, listés ici : le bras {name} du scénario a des changements ou des bascules, "
        "qu'une étude fait varier elle-même",
    ),
    "sources": (
        "a scenario's name, folder or code, or a list of them",
        "le nom, le dossier ou le code d'un scénario, ou une liste de ceux-ci",
    ),
    # of sets of assumptions
    "sets": (
        "a table of sets of assumptions (.csv or .toml), or one of {names}",
        "une table de jeux d'hypothèses (.csv ou .toml), ou un de {names}",
    ),
    "assumption": (
        "a parameter of the model, mechanisms.NAME, or set (its name)",
        "un paramètre du modèle, mechanisms.NOM, ou set (son nom)",
    ),
    # of imports
    "mended": ("{english}", "{french}"),
    "answered": ("an answer: {english}", "une réponse : {french}"),
    "more": (
        "fewer faults: only the first {shown} are shown",
        "moins de fautes : seules les {shown} premières sont montrées",
    ),
}

# Why a file is not what its ending says.
REASONS: dict[str, tuple[str, str]] = {
    "zip": ("its packing is damaged: {part}", "sa compression est abîmée : {part}"),
    "parts": ("too many parts", "trop de parties"),
    "part": ("its part {part} is missing", "sa partie {part} manque"),
    "sheets": ("it has no sheet of cells", "il n'a aucune feuille de cellules"),
    "graph": ("it has no graph", "il n'a pas de graphe"),
    "parser": ("the parser stopped: {part}", "l'analyseur s'est arrêté : {part}"),
}


def translate(key: str, **values: object) -> tuple[str, str]:
    """The rule `key` in English and in French, its blanks filled."""
    english, french = WORDS[key]
    if "why" in values and isinstance(values["why"], str) and values["why"] in REASONS:
        one, other = REASONS[values["why"]]
        part = values.get("part", "")
        return (
            _filled(english, "en", {**values, "why": one.format(part=part)}),
            _filled(french, "fr", {**values, "why": other.format(part=part)}),
        )
    return _filled(english, "en", values), _filled(french, "fr", values)


def _filled(text: str, lang: str, values: dict[str, object]) -> str:
    """A rule with its blanks filled. A value that is an error with texts in both languages is shown in this one."""
    spoken = {
        name: value.text(lang) if isinstance(value, LocalisedError) else value
        for name, value in values.items()
    }
    return text.format(**spoken)
