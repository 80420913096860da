"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "01cebb598c4ba43136be2d80da3869c51744ac97e9f18d7f3f2ae51abee00501",
    "rules.bc.xz": "6401c075ce85dba0dc7b1c5b8e4b76f81c906ad5260185a636b4894816c9a2ab",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "fb5b618e2e4e74b785ff9b5e355a70e22205ab7639780ea083fbe07eff2275fa",
        "made_from": "01cebb598c4ba43136be2d80da3869c51744ac97e9f18d7f3f2ae51abee00501",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "790feeaac2a8695e2e2d5d3038e56c9c5300d73285b6771d5a8a547454bbe96a",
        "made_from": "6401c075ce85dba0dc7b1c5b8e4b76f81c906ad5260185a636b4894816c9a2ab",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
