"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "39cb2f0113d4c9d3a537ab3ca962c306d63fb62558c90c524cd0efce22f5c73f",
    "rules.bc.xz": "7bd88ad0bc77014e9538fe150789d8ec88160a5ba910916d4cdf910b25afcb1b",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "e78833903299c12bd8ff367885707adf655cc6e1951c4c16c0e1e18b5055ce39",
        "made_from": "39cb2f0113d4c9d3a537ab3ca962c306d63fb62558c90c524cd0efce22f5c73f",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "37e8094a04d86c28df9723ad27cbdf6614a9fb3bcde51b95130d1ed8e33a705c",
        "made_from": "7bd88ad0bc77014e9538fe150789d8ec88160a5ba910916d4cdf910b25afcb1b",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
