"""A dialog with a form that is sent to the desk; what was typed stays until the desk has taken it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models import DeskError, Done, Stale
from tui.dialogs.drafted import DraftedDialog
from tui.outcome import overtaken
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.field import FieldSpec
from tui.widgets.field_search import SearchField
from tui.widgets.form import Form

#: Sends what a form holds to the desk, against the version that was seen; the dialog shows a `DeskError`.
Send = Callable[[Form, int | None], Awaitable[Done | None]]


class FormDialog(DraftedDialog):
    """Fields, what went wrong with them, and the two ways out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "send", "Send", show=False)]

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
        self._answers = AnswerBar(go, "close, what was typed is kept")

    def compose_body(self) -> ComposeResult:
        """The fields, what is wrong with them, the two ways out."""
        if self._hint:
            yield Static(Content.styled(self._hint, "$badge-grey"), classes="dialog--hint")
        yield self.drafted
        yield self.form
        yield self._fault
        yield self._answers

    def on_mount(self) -> None:
        """Start in the first field."""
        self._fault.display = False
        self.form.focus_first()

    def on_search_field_wanted(self, event: SearchField.Wanted) -> None:
        """Look for what is typed; the answer to what was typed before is dropped."""
        event.stop()
        self._look_up(event.field, event.words)

    @work(group="search", exclusive=True)
    async def _look_up(self, field: SearchField, words: str) -> None:
        try:
            customers = await self.bench.work.call(lambda desk: desk.till.customers(words))
        except DeskError:
            self.release()
            raise
        field.offer(words, customers)

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
        else:
            self.send_off(self._send_form)

    async def _send_form(self) -> None:
        try:
            if sentence := await self._choice_wanted():
                self.show_fault(sentence)
                return
            done = await self._send(self.form, self._version)
        except Stale as error:
            # What was typed stays, and goes over the other change where the agent sends it again.
            self._version = error.actual
            self.show_fault(overtaken(error, self.bench.me.name, "ctrl+s"))
        except DeskError as error:
            self.show_fault(self._by_label(str(error)))
        else:
            self.forget_draft()
            self.dismiss(done)

    async def _choice_wanted(self) -> str:
        """Words that are no choice are no answer: nobody is taken up as a customer because of them."""
        field = self.form.undecided()
        if field is None:
            return ""
        words = field.value
        return field.ask_to_choose(await self.bench.work.call(lambda desk: desk.till.customers(words)))

    def _by_label(self, sentence: str) -> str:
        """A sentence about a field with the label that the form gives the field."""
        name, blank, rest = sentence.partition(" ")
        return f"{self.form.labels().get(name, name)}{blank}{rest}"

    def show_fault(self, sentence: str) -> None:
        """Say in the form what is wrong; the focus goes to a required field that is still empty."""
        self._fault.update(Content.styled(f"× {clean(sentence)}", "$badge-red"))
        self._fault.display = True
        self.form.focus_missing()
