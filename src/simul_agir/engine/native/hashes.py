"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "d49364a882fa8d8e22075ac7958d547da2a8ecb8a5357a6608361d09bdb4ead0",
    "rules.bc.xz": "b361b4c1f422e27c211a63103bdb9da33170576a12e127ff92dbf4148d058a06",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "a54d0ad695e009c924414a9d462bd82ab3355ca793dbbcb95c241b988d4d169b",
        "made_from": "d49364a882fa8d8e22075ac7958d547da2a8ecb8a5357a6608361d09bdb4ead0",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "aa1a022db96b87a9c3b838b2738f9a5fc66b3f5b06aa6b2c09c79f2495e9f6ef",
        "made_from": "b361b4c1f422e27c211a63103bdb9da33170576a12e127ff92dbf4148d058a06",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
