"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "c6bbd7e526c4c7634f73939ae437747e951770c84d5a7eece2fe81d7ca35c8ed",
    "rules.bc.xz": "eb3e97d18f2fdef22c9e75e680b650f0c12c4c1b0252feb605c552921692d51c",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "b2b6a18e65cc31d3dee05d9ae20ae298ad59e6eb9365e06b9be343eedcab7704",
        "made_from": "c6bbd7e526c4c7634f73939ae437747e951770c84d5a7eece2fe81d7ca35c8ed",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "6741c46de00f262fa5210b5eb757da0a42aea3f04910ef3ce698ab0dcc8c9fad",
        "made_from": "eb3e97d18f2fdef22c9e75e680b650f0c12c4c1b0252feb605c552921692d51c",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
