"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "ee28dd12b34b352277584da3fa15e57dba422addfa78d17dd0c4235916c5e644",
    "rules.bc.xz": "5e57da176b68ef6cb78d1ac7bcb62adf5324dd8d012c874d69a70b5ea55166c9",
}
