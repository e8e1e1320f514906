"""What goes on beside the keys."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

from tests.tui.at_list import at_list
from tests.tui.desks import filled_desk
from tui.background import begin


async def test_what_has_not_begun_when_the_console_goes_is_not_told_of(tmp_path: Path) -> None:
    begun = []

    async def work() -> None:
        begun.append("work")

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        async with at_list(filled_desk(tmp_path)) as pilot:
            # Ended before it had its first turn, as what a last key sets off is.
            begin(pilot.app, work, group="last").cancel()
        gc.collect()
    assert begun == []
    assert not [each for each in told if "never awaited" in str(each.message)]
