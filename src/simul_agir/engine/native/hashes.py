"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "00f1c7bbd3d780e299408d6ec2d33bf893b6304a5c0bb517d75d3ddee3ee5d2d",
    "rules.bc.xz": "40fde32116500a677a85dcf4aa5fc84697a636b5bf13b6b9d3da5b3702b4ea27",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "7b6fd7abb33265b371a99b2c3353914c6559520aa99685f4766c1280f1f29a2c",
        "made_from": "00f1c7bbd3d780e299408d6ec2d33bf893b6304a5c0bb517d75d3ddee3ee5d2d",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "f2e75af624656e5f029e565821b01ec34ab2be283e8d8887bd629dc07efb09ab",
        "made_from": "40fde32116500a677a85dcf4aa5fc84697a636b5bf13b6b9d3da5b3702b4ea27",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
