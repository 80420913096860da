"""SHA-256 of each file of `data/`: what is shipped is used only if it is this. Written by `python -m benchmarks.ship`.

Of WebAssembly also the SHA-256 of the bitcode that it was made of, and the versions of what made it.

This file is no part of what the rules' digest is taken of, for the files that it speaks of hold that digest.
"""

SHA256 = {
    "rules-usual.bc.xz": "1fed05421f9d9756089c5f8c3454ae5eed1b7428d639321be08600970366ec19",
    "rules.bc.xz": "fe82ca569114e462314b0a2fff925b9830ab69e82fb519ee666e3e4dcd2ab83e",
}

WEBASSEMBLY = {
    "rules-usual.wasm.gz": {
        "sha256": "1234db2ca2d4623d2105a107c5fc447ed45344fcb7e6382b49b14b575bdf588d",
        "made_from": "1fed05421f9d9756089c5f8c3454ae5eed1b7428d639321be08600970366ec19",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
    "rules.wasm.gz": {
        "sha256": "451fd57a1eea6a1c75f25fcc8cc402e4254d5fb00dc1bef0ca9bb967d71dfaf4",
        "made_from": "fe82ca569114e462314b0a2fff925b9830ab69e82fb519ee666e3e4dcd2ab83e",
        "llvmlite": "0.50.0",
        "wasm-ld": "Debian LLD 14.0.6",
    },
}
