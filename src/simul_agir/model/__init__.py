"""The rules of one month: what a territory is, and what happens in it. See schedule.py for the order."""
