"""The preview: what an action asks for, and every change it will make, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models import Ask, DeskError, Plan, Refusal, Stale, Verdict
from tui.dialogs.drafted import DraftedDialog
from tui.dialogs.scene import Scene, asked_lines, heading, in_the_way
from tui.outcome import overtaken
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.change_list import ChangeList
from tui.widgets.form import Form

#: The fewest rows that the changes keep in a small terminal.
LEAST_ROWS = 3


class Preview(DraftedDialog):
    """Fires the action when the agent goes on; what he typed stays until the desk has taken it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "send", "Go on", show=False)]

    def __init__(
        self,
        number: str,
        verdict: Verdict,
        asks: Sequence[Ask],
        *,
        plan: Plan | None,
        scene: Scene[Any],
        version: int | None,
    ) -> None:
        super().__init__(verdict.label, number)
        self._number = number
        self._verdict = verdict
        self._asks = {ask.name: ask for ask in asks}
        self._lines = asked_lines(asks)
        self._outcomes: dict[str, str] = {}
        self._own_outcomes: set[str] = set()
        self._plan = plan
        self._scene = scene
        self._version = version
        self.form = Form(
            [ask for ask in asks if ask.kind != "outcomes"],
            only_with={ask.name: ask.only_with for ask in asks if ask.only_with},
        )
        self.changes = ChangeList()
        self.answers = AnswerBar(verdict.label)
        self._heading = Static(classes="dialog--heading")
        self._staying = Static(classes="dialog--staying")
        self._missing = Static(classes="dialog--missing")
        self._warnings = Static(classes="dialog--warnings")
        self._question = Static(classes="dialog--question")
        self._fault = Static(classes="dialog--fault")

    def compose_body(self) -> ComposeResult:
        """Fields, changes, what is missing or questionable, the two ways out."""
        yield self.drafted
        yield self.form
        yield self._heading
        yield self.changes
        yield self._staying
        yield self._missing
        yield self._warnings
        yield self._question
        yield self._fault
        yield self.answers

    def on_mount(self) -> None:
        """Show the first plan and focus what has to be answered first."""
        self.form.display = bool(self.form.values())
        self._say("")
        self._show(self._plan, ())
        if self.answers.asking:
            self.answers.focus()
        elif not self.form.focus_first():
            (self.changes if self._lines else self.answers).focus()
        self._replan()

    def inputs(self) -> dict[str, object]:
        """Everything that was answered so far."""
        given = self.form.answers()
        for ask in self._asks.values():
            if ask.kind == "outcomes" and self._outcomes:
                given[ask.name] = dict(self._outcomes)
        return given

    def on_form_changed(self, event: Form.Changed) -> None:
        """Preselect what the chosen code suggests, and plan again."""
        choices = self._asks[event.name].choices
        chosen = self.form.chosen(event.name)
        suggests = next((choice.suggests for choice in choices if choice.value == chosen), "")
        if suggests:
            self._outcomes |= {line: suggests for line in self._lines if line not in self._own_outcomes}
        self._replan()

    def on_change_list_given(self, event: ChangeList.Given) -> None:
        """Take the outcomes that the agent gave himself; no code changes them any more."""
        self._outcomes |= event.outcomes
        self._own_outcomes |= set(event.outcomes)
        self._replan()

    def on_form_sent(self) -> None:
        """After the last field come the lines, where one still wants an outcome; else it goes on."""
        if any(line not in self._outcomes for line in self._lines):
            self.changes.focus()
        else:
            self.action_send()

    def on_row_list_chosen(self) -> None:
        """Go on from the last line."""
        self.action_send()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Go on, or leave everything as it is."""
        if event.go:
            self.send_off(self._fire)
        else:
            self.action_leave()

    def action_send(self) -> None:
        """Go on; where a question is open, to the question first."""
        if self.answers.asking and self._plan is not None:
            self.answers.focus()
        else:
            self.send_off(self._fire)

    async def _fire(self) -> None:
        inputs = self.inputs()
        seen = self._plan
        try:
            await self._check_version()
            plan = await self._ask(inputs)
            if isinstance(plan, Refusal):
                self._focus_missing()
            elif (plan.questions or plan.final) and (seen is None or seen.questions != plan.questions):
                self.answers.focus()
            else:
                done = await self.bench.work.call(
                    lambda desk: desk.do(self._verdict.action, self._number, inputs, version=self._version)
                )
                self.forget_draft()
                self.dismiss(done)
        except Stale as error:
            # What was typed is worth more than the version: the changes are planned again, and seen.
            self._version = error.actual
            await self._reread()
            self._say(overtaken(error, self.bench.me.name, "ctrl+s"))
        except DeskError as error:
            self._say(str(error))

    async def _check_version(self) -> None:
        """Where somebody was first, that is what is in the way, and not what the rules say of it since.

        *Errors*: `Stale`.
        """
        version, action = self._version, self._verdict.action
        if version is not None:
            await self.bench.work.call(lambda desk: desk.check_version(self._number, version, action))

    async def _reread(self) -> None:
        head = await self.bench.work.call(lambda desk: desk.head(self._scene.head.number))
        self._scene = self._scene.seen_again(head)
        await self._ask(self.inputs())

    def _replan(self) -> None:
        self._plan_again()

    @work(group="plan", exclusive=True)
    async def _plan_again(self) -> None:
        try:
            await self._ask(self.inputs())
            self._say("")
        except DeskError as error:
            self._show(None, ())
            self._say(str(error))

    async def _ask(self, inputs: dict[str, object]) -> Plan | Refusal:
        answer = await self.bench.work.call(
            lambda desk: desk.preview(self._verdict.action, self._number, inputs)
        )
        if isinstance(answer, Plan):
            self._show(answer, ())
        else:
            self._show(None, in_the_way(answer))
        return answer

    def _show(self, plan: Plan | None, missing: Sequence[str]) -> None:
        self._plan = plan
        rows = self._scene.rows(self._number, plan, self._lines, self._outcomes)
        self._heading.update(Content.styled(heading(plan, rows), "bold"))
        self.changes.show(rows)
        _fill(self._staying, self._scene.staying(self._number, plan, self._lines), "$badge-grey")
        _fill(self._missing, "\n".join(f"· {clean(each)}" for each in missing), "$badge-grey")
        warned = [f"▲ {clean(reason.message)}" for reason in plan.warnings] if plan else []
        _fill(self._warnings, "\n".join(warned), "$badge-amber")
        questions = [*(plan.questions if plan else ()), self._scene.finality(self._number, plan)]
        questions = [question for question in questions if question]
        _fill(self._question, "\n".join(clean(question) for question in questions), "$badge-amber")
        self.answers.asking = bool(questions)
        self.answers.ready = plan is not None
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Let the changes take what the rest of the dialog leaves, so that the answers stay in sight."""
        rest = self.frame.virtual_size.height - self.changes.outer_size.height + self.frame.gutter.height
        self.changes.styles.max_height = max(LEAST_ROWS, self.size.height - rest)

    def on_resize(self) -> None:
        """Share the rows out again."""
        self.call_after_refresh(self._make_room)

    def _say(self, fault: str) -> None:
        _fill(self._fault, f"× {clean(fault)}" if fault else "", "$badge-red")

    def _focus_missing(self) -> None:
        if not self.form.focus_missing() and any(line not in self._outcomes for line in self._lines):
            self.changes.focus()


def _fill(place: Static, text: str, style: str) -> None:
    place.update(Content.styled(text, style))
    place.display = bool(text)
