"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "2d08da0a4a4ab6598724bc3cecb4eb3fd0431d41fa53c82265c018fc4996081e",
    "rules.bc.xz": "afa3783590b270a4e2624acf94751a4212919c301ce2ef1f242c8fdd369741ad",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "7d1b40a415f602003e203b019bc21db662b24aaa05bb35c8761c22d77cff34bc",
        "made_from": "2d08da0a4a4ab6598724bc3cecb4eb3fd0431d41fa53c82265c018fc4996081e",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "63449ae147ab0998aa03301b7514a07d2a7d8c93ac405543fc591351557ffe12",
        "made_from": "afa3783590b270a4e2624acf94751a4212919c301ce2ef1f242c8fdd369741ad",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
