"""The reference path of a contract: its calendar, the diagnosis, the scheme, and the decisions at the ends of months."""
