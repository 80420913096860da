"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "6f9ec4a08220beabb6b2aaeaec33f69527ccce020a67d8017bc5d5284e4e781b",
    "rules.bc.xz": "168fc6cf3a8145d64eea2d9cb3aa36f470a9f33a7a91b51ee0ad0d925d68acc8",
}
