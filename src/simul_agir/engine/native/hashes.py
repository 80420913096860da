"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "3dd6b813778c9c6b21e225c1e7095d1a5b78212b881422be25a23290cf1506b4",
    "rules.bc.xz": "de717b1281fa3d6bda885feefcee567481e4eaa4601bc31137fc41d44cbb4ce6",
}
