"""The rules of one month: what a territory is, and what happens in it. Knows no compiler; see schedule.py for the order."""
