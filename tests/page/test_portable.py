"""Files that compute by themselves: what is packed, what a policy allows, what is put in and taken out again."""

import base64
import gzip
import hashlib
import json
import zlib

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.page import portable
from simul_agir.page.portable import (
    PLAIN_POLICY,
    Land,
    PortableError,
    check,
    land_of,
    parts_of,
    plain,
    policy,
    rules_of,
    verified_file,
)
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.stances import Stance

HEAD = '<meta http-equiv="Content-Security-Policy" content="'


class Own(Stance):
    """Somebody's own rule."""

    name = "own"
    source = "a test"

    def calendar(self, briefing):
        return np.zeros((briefing.months, len(INSTRUMENTS)))


@pytest.fixture(scope="module")
def land() -> Land:
    return land_of(Scenario.load("classroom"))


def test_what_is_packed_is_the_same_for_the_same_bytes_and_ends_no_element() -> None:
    content = b"</script>" * 100
    text = portable._packed(content)
    assert text == portable._packed(content)
    assert "<" not in text
    assert portable._unpacked(text) == content


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AAAA",
        base64.b64encode(gzip.compress(b"x" * 99, mtime=0)[:-9]).decode(),
        base64.b64encode(b"plain").decode(),
    ],
)
def test_what_is_not_packed_is_refused(text: str) -> None:
    with pytest.raises((ValueError, zlib.error)):
        portable._unpacked(text)


def test_what_would_grow_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MOST_INSIDE", 1000)
    with pytest.raises(ValueError, match=r"^H4sI"):
        portable._unpacked(portable._packed(bytes(1001)))
    assert portable._unpacked(portable._packed(bytes(1000))) == bytes(1000)


def test_a_policy_allows_this_script_and_style_alone() -> None:
    hashes = [base64.b64encode(hashlib.sha256(each).digest()).decode() for each in (b"run()", b"p{}")]
    rules = dict(rule.split(" ", 1) for rule in policy("run()", "p{}").split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{hashes[0]}' 'wasm-unsafe-eval'"
    assert rules["style-src"] == f"'sha256-{hashes[1]}'"
    assert "connect-src" not in rules
    assert "style-src 'none'" in policy("run()")
    assert "unsafe-inline" not in policy("run()", "p{}", "b{}")


def test_what_was_put_in_is_taken_out_and_the_policy_is_its_own_again() -> None:
    own = f'{HEAD}{PLAIN_POLICY}">\n<main>\nanswer</main>\n</body>\n'
    box, code = "<!-- live -->\nbox\n<!-- /live -->\n", "<!-- live -->\nx\n<!-- /live -->\n"
    inside = f'{HEAD}{policy("x")}">\n<main>\n{box}answer</main>\n{code}</body>\n'
    assert plain(inside) == own
    assert plain(own) == own
    assert plain("anything else") == "anything else"


def test_real_actors_need_leave_and_arms_of_ones_own_cannot_travel(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PortableError) as refused:
        check(land.scenario, [Arm.of("none"), Arm.of(Own())], names=True)
    assert (refused.value.key, refused.value.fields["name"]) == ("arm", "own")
    with pytest.raises(PortableError):
        Land("x", land.scenario, [Arm.of(Own())]).told()
    monkeypatch.setattr(portable, "is_real", lambda _: True)
    with pytest.raises(PortableError) as unnamed:
        check(land.scenario, [Arm.of("none")], names=False)
    assert unnamed.value.key == "needs_actors"
    check(land.scenario, [Arm.of("none")], names=True)


def test_a_land_tells_its_arms_seed_and_how_it_is_called(land: Land) -> None:
    told = Land("one", land.scenario, [Arm.of("none"), Arm.of("residents")], seed=7, mixture=False).told()
    assert (told["name"], told["seed"], told["mixture"], told["real"]) == ("one", 7, False, False)
    assert told["open"]["arms"] == ["none", "residents"]
    assert told["open"]["territory"] == "one"


def test_the_parts_hold_data_of_every_territory_in_both_languages(land: Land) -> None:
    parts = parts_of([land, Land("other", land.scenario, land.arms)], "fr", {"runs": 3})
    data = json.loads(portable._unpacked(parts.data))
    assert [each["name"] for each in data["territories"]] == [land.name, "other"]
    assert set(data["words"]) == {"en", "fr"}
    assert (data["lang"], data["own"]) == ("fr", {"runs": 3})
    assert "</" not in parts.script
    assert parts.html(hidden=True).replace(parts.script, "").count('media="not all"') == 1
    assert '<style id="live-style">' in parts.html(hidden=False)


def test_only_the_rules_that_are_needed_travel(land: Land) -> None:
    told = land.told()
    assert list(rules_of([told, told])) == [told["layout"]["table"]]


def test_rules_that_are_old_do_not_travel(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(_: int) -> bytes:
        raise portable.webassembly.StaleError

    monkeypatch.setattr(portable.webassembly, "shipped", stale)
    with pytest.raises(PortableError) as refused:
        rules_of([land.told()])
    assert refused.value.key == "stale"


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MOST_BYTES", 10)
    with pytest.raises(PortableError) as refused:
        verified_file(bytes(11))
    assert refused.value.key == "too_large_to_verify"
