"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "518af58b6da9dc1370a3d587458ec9980f858e8138d75baa84bb58bfe975fe48",
    "rules.bc.xz": "011a2cc57fcf0b6c31e8febd425ca3146e32267fdd3ceacacab00e070def7aec",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "ec79adef835ed257beb8b3b60c97e3f2d1c24a47353d39c476f03cfc23804b4f",
        "made_from": "518af58b6da9dc1370a3d587458ec9980f858e8138d75baa84bb58bfe975fe48",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "953ad5c3ff439a4a85d7736bc6c3e95a64283f4b8da469fbae2aab13ad5e120c",
        "made_from": "011a2cc57fcf0b6c31e8febd425ca3146e32267fdd3ceacacab00e070def7aec",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
