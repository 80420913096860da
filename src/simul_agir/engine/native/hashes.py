"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "a75e3293095845919034059480a841c90c5e8068691e0301b9fb99389757bd62",
    "rules.bc.xz": "5e4732e95749c405444a031adbde5488758bc4a7dfa916b0c9bdb9c7278d34da",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "9413bcc2e11e0d834eb63afb762eb3df09fc967fcde24a09426f0c0e3c6415eb",
        "made_from": "a75e3293095845919034059480a841c90c5e8068691e0301b9fb99389757bd62",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "c6313610f56a529ae1b3641777e850e92023c4f57531b7526530d2ff2209be8f",
        "made_from": "5e4732e95749c405444a031adbde5488758bc4a7dfa916b0c9bdb9c7278d34da",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
