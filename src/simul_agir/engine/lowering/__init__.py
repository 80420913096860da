"""Operations on eight numbers at a time: each one for the compiler, and the same in plain Python."""
