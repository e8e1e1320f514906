"""A dialog whose fields outlive it: what was typed is a draft, offered when it is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from models import Done
from tui.background import begin
from tui.dialogs.dialog import Dialog
from tui.drafting import PAUSE_SECONDS
from tui.widgets.form import Form


class DraftedDialog(Dialog[Done]):
    """A subclass brings the form and shows ``drafted``; a draft is found by title and record."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "restart", "Throw the draft away", show=False, priority=True)
    ]

    form: Form

    def __init__(self, title: str, about: str) -> None:
        super().__init__(title, about)
        self.drafted = Static(classes="dialog--hint")
        self._pause: Timer | None = None
        self._typed = False

    def on_mount(self) -> None:
        """Offer what was typed before."""
        self.drafted.display = False
        if self.form.values():
            begin(self, self._offer_draft, group="draft")

    async def _offer_draft(self) -> None:
        form, about = self._title, self._about
        draft = await self.bench.work.call(lambda desk: desk.drafts.of(form, about))
        if draft is None or self.form.values() != self.form.shown:
            return
        words = "Your draft is filled in; ctrl+r throws it away."
        self.drafted.update(Content.styled(words, "$badge-amber"))
        self.drafted.display = True
        await self.form.fill(draft.held)

    async def action_restart(self) -> None:
        """Throw the draft away and begin with what the desk has."""
        self.drafted.display = False
        await self.form.fill(self.form.shown)
        self._keep(None)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Keep what was typed when the keys rest."""
        self._note_draft()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._write_draft)

    def _note_draft(self) -> None:
        held = self.form.values()
        if held != self.form.shown:
            self._typed = True
            self.bench.drafting.note(self._title, self._about, held)
        elif self._typed:
            self.bench.drafting.note(self._title, self._about, None)

    def _keep(self, held: Mapping[str, str] | None) -> None:
        self.bench.drafting.note(self._title, self._about, held)
        self._write_draft()

    def _write_draft(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        # The app's worker, since the dialog may be gone before the desk has answered.
        begin(self.app, partial(self.bench.work.call, self.bench.drafting.keep), group="drafts")

    def action_leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        if self.form.values() != self.form.shown:
            self._keep(self.form.values())
        super().action_leave()

    def forget_draft(self) -> None:
        """It was sent: nothing is left to be kept."""
        if self.form.values():
            self._keep(None)
