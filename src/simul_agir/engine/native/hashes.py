"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "6d8a6733dbe7a53320d084e23ba0d3ec3fa9c241efd1dcc46160d3071fd0ede5",
    "rules.bc.xz": "5f484960e69015228a8c4ebaf11f876c2eaf448e23f2a136b0f4dceefaab9679",
}
