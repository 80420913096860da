"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "455ce178c2275e27c04a9bd2c25798248bf89c72153904acc3f9fd63dfce6d72",
    "rules.bc.xz": "ffb8f62f233d85290b1b1e95c86bfe21f55479981e5f9ad4414167ef91be1085",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "e78833903299c12bd8ff367885707adf655cc6e1951c4c16c0e1e18b5055ce39",
        "made_from": "455ce178c2275e27c04a9bd2c25798248bf89c72153904acc3f9fd63dfce6d72",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "37e8094a04d86c28df9723ad27cbdf6614a9fb3bcde51b95130d1ed8e33a705c",
        "made_from": "ffb8f62f233d85290b1b1e95c86bfe21f55479981e5f9ad4414167ef91be1085",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
