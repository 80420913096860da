"""The slow twin: the model as plain Mesa, written from its documentation alone (docs/model.md, docs/parameters.md).

Agents with attributes and a step, Python loops, no compiler. It shares with the package nothing but what the documentation
takes as given: the numbers of parameters and of the purposes of chance, scenarios, and the calendars of stances.
"""
