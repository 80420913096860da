"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "daefc15f2bdf9c3ae0046e74e721ce4ea5dc3c0617a622114d69da6d57ae9995",
    "rules.bc.xz": "cac51faaa0cd5cbc60c3f540f4178863c660f9aa5632b0d6f8369b0f7492c03c",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "e78833903299c12bd8ff367885707adf655cc6e1951c4c16c0e1e18b5055ce39",
        "made_from": "daefc15f2bdf9c3ae0046e74e721ce4ea5dc3c0617a622114d69da6d57ae9995",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "37e8094a04d86c28df9723ad27cbdf6614a9fb3bcde51b95130d1ed8e33a705c",
        "made_from": "cac51faaa0cd5cbc60c3f540f4178863c660f9aa5632b0d6f8369b0f7492c03c",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
