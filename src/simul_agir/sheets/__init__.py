"""The one reader of tables: CSV, spreadsheets and networks become sheets of rows of cells, within bounds.

It knows nothing of scenarios. `reading.read_books` gives each file as a `Book`, or the one reason why it cannot be read.
Spreadsheets and networks are parsed in a child process of limited memory and time: a parser that fails there fails alone.
The child loads this package and Python's own library, nothing else.
"""
