"""Eight numbers at a time: each operation for the compiler, and beside it the same as plain Python."""
