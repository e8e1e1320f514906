"""A dialog with a form that is sent to the desk; what was typed stays until the desk has taken it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from models import DeskError, Done, Stale
from tui.dialogs.dialog import Dialog
from tui.drafting import PAUSE_SECONDS
from tui.outcome import overtaken
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.field import FieldSpec
from tui.widgets.field_search import SearchField
from tui.widgets.form import Form

#: Sends what a form holds to the desk, against the version that was seen; the dialog shows a `DeskError`.
Send = Callable[[Form, int | None], Awaitable[Done | None]]


class FormDialog(Dialog[Done]):
    """Fields, what went wrong with them, and the two ways out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", show=False),
        Binding("ctrl+r", "restart", "Throw the draft away", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        specs: Sequence[FieldSpec],
        send: Send,
        *,
        version: int | None = None,
        go: str = "Save",
        values: Mapping[str, str] | None = None,
        hint: str = "",
        brisk: bool = False,
    ) -> None:
        super().__init__(title, about)
        self.form = Form(specs, values, brisk=brisk)
        self._send = send
        self._version = version
        self._hint = hint
        self._fault = Static(classes="dialog--fault")
        self._answers = AnswerBar(go, "close without saving")
        self._sending = False
        self._pause: Timer | None = None
        self._typed = False
        self._drafted = Static(classes="dialog--hint")

    def compose_body(self) -> ComposeResult:
        """The fields, what is wrong with them, the two ways out."""
        if self._hint:
            yield Static(Content.styled(self._hint, "$badge-grey"), classes="dialog--hint")
        yield self._drafted
        yield self.form
        yield self._fault
        yield self._answers

    def on_mount(self) -> None:
        """Start in the first field."""
        self._fault.display = self._drafted.display = False
        self.form.focus_first()
        self.run_worker(self._offer_draft(), group="draft")

    async def _offer_draft(self) -> None:
        form, about = self._title, self._about
        draft = await self.bench.work.call(lambda desk: desk.drafts.of(form, about))
        if draft is None or self.form.values() != self.form.shown:
            return
        words = "Your draft is filled in; ctrl+r throws it away."
        self._drafted.update(Content.styled(words, "$badge-amber"))
        self._drafted.display = True
        await self.form.fill(draft.held)

    async def action_restart(self) -> None:
        """Throw the draft away and begin with what the desk has."""
        self._drafted.display = False
        await self.form.fill(self.form.shown)
        self._keep(None)

    def on_form_changed(self) -> None:
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
        self.app.run_worker(self.bench.work.call(self.bench.drafting.keep), group="drafts")

    def action_leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        if self.form.values() != self.form.shown:
            self._keep(self.form.values())
        super().action_leave()

    def on_search_field_wanted(self, event: SearchField.Wanted) -> None:
        """Look for what is typed; the answer to what was typed before is dropped."""
        event.stop()
        self._look_up(event.field, event.words)

    @work(group="search", exclusive=True)
    async def _look_up(self, field: SearchField, words: str) -> None:
        field.offer(words, await self.bench.work.call(lambda desk: desk.till.customers(words)))

    def on_form_sent(self) -> None:
        """Send from the last field, or from any that the form sends from."""
        self.action_send()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Send, or leave."""
        if event.go:
            self.action_send()
        else:
            self.action_leave()

    def action_send(self) -> None:
        """Send the form, once at a time; what it lacks is said in the words of its labels."""
        missing = self.form.missing()
        if missing is not None:
            self.show_fault(f"{missing.spec.label} is required.")
        elif not self._sending:
            self._sending = True
            self.run_worker(self._send_form(), group="send")

    async def _send_form(self) -> None:
        try:
            done = await self._send(self.form, self._version)
        except Stale as error:
            # What was typed stays, and goes over the other change where the agent sends it again.
            self._version = error.actual
            self.show_fault(overtaken(error, self.bench.me.name, "ctrl+s"))
        except DeskError as error:
            self.show_fault(str(error))
        else:
            self._keep(None)
            self.dismiss(done)
        finally:
            self._sending = False

    def show_fault(self, sentence: str) -> None:
        """Say in the form what is wrong; the focus goes to a required field that is still empty."""
        self._fault.update(Content.styled(f"× {clean(sentence)}", "$badge-red"))
        self._fault.display = True
        self.form.focus_missing()
