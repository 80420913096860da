"""The reference path of a contract: its calendar, what a diagnosis sees, the scheme, what is decided at month ends."""
