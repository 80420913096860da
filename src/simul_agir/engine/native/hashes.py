"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "4824dc26ea13f334b8fdd5402d49a4a45bd1a8bc179f05a4226754b15f9b7325",
    "rules.bc.xz": "14ce13390c3a5f8d47796cbf6da1d7cd2546cf578e8490a17fb0a8ad9e41e002",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "e78833903299c12bd8ff367885707adf655cc6e1951c4c16c0e1e18b5055ce39",
        "made_from": "4824dc26ea13f334b8fdd5402d49a4a45bd1a8bc179f05a4226754b15f9b7325",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "37e8094a04d86c28df9723ad27cbdf6614a9fb3bcde51b95130d1ed8e33a705c",
        "made_from": "14ce13390c3a5f8d47796cbf6da1d7cd2546cf578e8490a17fb0a8ad9e41e002",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
