"""Why an action is barred: every reason with its source, and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models import Reason, Verdict, kind_of, machine_of
from tui.commands import sign
from tui.dialogs.dialog import Dialog
from tui.mending import mending_keys
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.key_bar import Hint, hint_piece
from tui.widgets.points import Point, Points


class RefusalDialog(Dialog[str]):
    """Gives the code of the action to start with, where the agent sets out on the way there."""

    def __init__(self, number: str, verdict: Verdict, verdicts: Sequence[Verdict]) -> None:
        super().__init__(f"{verdict.label} is barred", number)
        known = {each.action: each for each in verdicts}
        self._verdicts = tuple(verdicts)
        self._number = number
        self._verdict = verdict
        self._way = [known[code] for code in verdict.way if code in known]
        self._first = next((step for step in self._way[:1] if step.open), None)
        self._answers = AnswerBar(f"start with {self._first.label}" if self._first else "", "back")

    def compose_body(self) -> ComposeResult:
        """The reasons, the way there, the two ways out."""
        with VerticalScroll(classes="reasons", can_focus=False):
            keys = mending_keys(self.bench.keymap, self._verdicts) if self._of_order() else {}
            for reason in self._verdict.reasons:
                yield _row(reason, keys.get(reason.code, ()))
        if self._way:
            yield Static(self._way_there(), classes="dialog--way")
        yield self._answers

    def on_mount(self) -> None:
        """The way there is the lit answer: setting out changes nothing by itself."""
        self._answers.focus()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Set out, or go back."""
        self.dismiss(self._first.action if event.go and self._first else None)

    def _of_order(self) -> bool:
        return bool(self._verdicts) and kind_of(self._number) == "order"

    def _way_there(self) -> Content:
        keymap, machine = self.bench.keymap, machine_of(self._number)
        steps = [
            Content.assemble(
                (sign(clean(keymap.action_key(machine, step.action, step.key))), "bold $accent"),
                f" {clean(step.label)}",
            )
            for step in (*self._way, self._verdict)
        ]
        return Content.assemble(("The way there", "bold"), "   ", Content("  →  ").join(steps))


def _row(reason: Reason, keys: Sequence[Hint]) -> Horizontal:
    """A reason, with the keys behind it that mend it once the dialog is closed."""
    message = Points(classes="reason--message")
    mark = Content.styled("×", "$badge-red")
    message.show_points([Point(mark, Content(clean(reason.message)), tuple(map(hint_piece, keys)))])
    return Horizontal(
        message,
        Static(Content.styled(clean(reason.source), "$badge-grey"), classes="reason--source"),
        classes="reason",
    )
