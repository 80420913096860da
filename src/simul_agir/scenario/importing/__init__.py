"""Imports people's own tables as a scenario's folder; what was understood is shown before anything is written.

    from simul_agir.scenario.importing import import_tables

    found = import_tables(["acteurs.xlsx"])
    print(found.text("fr"))
    if found.ready:
        found.write("ma-ville")

`import_tables` reads the files and writes nothing; `write` creates the folder.
"""

from simul_agir.scenario.importing.tables_read import import_tables

from .understanding import Question, Understanding

__all__ = ["Question", "Understanding", "import_tables"]
