"""The page's workers share out chunks, give their parts in order, and stop when nobody waits."""

from pathlib import Path
from typing import Any

import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    script = Path(__file__).with_name("pool.mjs")
    return dict(asked_of_node(script, {}, tmp_path_factory.mktemp("node")))


def test_chunks_are_shared_out_and_parts_come_in_the_order_of_the_runs(found: dict[str, Any]) -> None:
    assert found["shared"] == [[[10, 2]], [[12, 2]]]
    assert found["early"] == []
    assert found["inOrder"] == [10, 12]
    assert found["all"] == [10, 12, 14, "done"]


def test_a_cancelled_task_begins_no_chunk_and_tells_no_part(found: dict[str, Any]) -> None:
    assert found["cancelled"] == [[[0, 2], [2, 2]], "stopped", []]


def test_an_urgent_task_goes_before_those_that_wait(found: dict[str, Any]) -> None:
    assert found["urgent"] == [[9], [2]]
    assert found["afterwards"] == ["done", "done", ["other", "urgent"]]


def test_a_pool_that_is_stopped_ends_its_workers_and_begins_afresh(found: dict[str, Any]) -> None:
    assert found["stopped"] == ["stopped", "stopped", [True, True], 0]
    assert found["afresh"] == "done"


def test_a_fault_and_a_worker_that_breaks_fail_their_own_task_alone(found: dict[str, Any]) -> None:
    assert found["fault"] == "a rule failed in live"
    assert found["broken"] == ["blocked", True, 1]


def test_chunks_are_small_enough_for_a_quick_part_and_for_the_memory(found: dict[str, Any]) -> None:
    assert found["batches"] == [1, 4, 4]
    assert found["large"] == 1
