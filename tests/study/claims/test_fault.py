"""Tests of `study.claims.fault`: what is wrong with a request about claims."""

from pathlib import Path

import pytest

from simul_agir.study.claims import ClaimError
from simul_agir.study.claims.stated import read_claim


@pytest.mark.parametrize(
    "text",
    [
        "",
        'number = "C1"',
        'number = "C1"\n[[variants]]\nname = "usual"\n[[parts]]\nname = "x"\nen = ""\nfr = ""\nmeasure = "index"',
        "not toml =",
    ],
)
def test_a_file_that_states_no_claim_is_a_fault(text: str, tmp_path: Path) -> None:
    (tmp_path / "claim.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ClaimError, match=r"claim\.toml"):
        read_claim(tmp_path)
