"""What a role may not do is shown with the reason, and its key says it and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.models.working import row_counts
from tests.tui.at_case import CASE, ask, at_case, in_work, press, seen

KEYS = [("r", "Resolve Case"), ("i", "Request Information"), ("e", "Edit")]


@pytest.mark.parametrize(("key", "label"), KEYS)
async def test_a_viewer_sees_why_and_changes_nothing(key: str, label: str, tmp_path: Path) -> None:
    desk = in_work(tmp_path)
    desk.as_agent("mia").put("agent", {"name": "eli", "role": "viewer"})
    before = row_counts(desk)
    async with at_case(desk.as_agent("eli")) as pilot:
        assert "nothing; your role only reads" in seen(pilot)
        await press(pilot, key)
        assert f"{label} needs the role agent; eli is viewer." in seen(pilot)
        assert await ask(pilot, row_counts) == before
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "work_in_progress"
