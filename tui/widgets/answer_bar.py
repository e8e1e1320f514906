"""The two ways out of a dialog: go on, or leave everything as it is."""

from __future__ import annotations

from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.text import clean

STAY = "leave everything as it is"


class AnswerBar(Widget, can_focus=True):
    """``enter`` takes the lit answer, an arrow lights the other one.

    Where something can't be taken back, or a question is open (``asking``), the safe answer is
    the lit one, and ``y`` says yes. Without anything to go on with there is one way out only.
    """

    asking: reactive[bool] = reactive(False)
    going: reactive[bool] = reactive(True)
    ready: reactive[bool] = reactive(True)

    class Answered(Message):
        """The agent has decided; ``go`` is False where he leaves everything as it is."""

        def __init__(self, *, go: bool) -> None:
            self.go = go
            super().__init__()

    def __init__(self, go: str, stay: str = STAY, *, asking: bool = False) -> None:
        super().__init__()
        self._go = clean(go)
        self._stay = stay
        self.set_reactive(AnswerBar.asking, asking)
        self.set_reactive(AnswerBar.going, not asking)

    def watch_asking(self, asking: bool) -> None:
        """Light the safe answer while a question is open."""
        self.going = not asking

    def on_key(self, event: Key) -> None:
        """Answer, or light the other one."""
        if event.key == "enter":
            self.post_message(self.Answered(go=self.going))
        elif event.key in ("left", "right", "h", "l"):
            self.going = not self.going
        elif self.asking and event.key in ("y", "n"):
            self.post_message(self.Answered(go=event.key == "y"))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_focus(self) -> None:
        """From now on ``enter`` answers."""
        self.refresh()

    def on_blur(self) -> None:
        """The fields have ``enter`` now."""
        self.refresh()

    def render(self) -> Content:
        """Both answers, each with the key that gives it here; the safe one first where a question is open."""
        pieces = [self._go_piece(), self._stay_piece()] if self._go else [self._stay_piece()]
        if self.asking:
            pieces.reverse()
        return Content("    ").join(pieces).truncate(self.content_size.width or 80, ellipsis=True)

    def _go_piece(self) -> Content:
        if self.has_focus and self.going:
            return Content.styled(f" enter  {self._go} ", f"bold $text on {self._ground()}")
        if self.has_focus:
            return Content.assemble(("y" if self.asking else "→", "bold $badge-accent"), "  ", self._go)
        return Content.styled(f" ctrl+s  {self._go} ", f"$text on {self._ground()}")

    def _stay_piece(self) -> Content:
        if self.has_focus and not (self.going and self._go):
            no = "No, " if self.asking else ""
            return Content.styled(f" enter  {no}{self._stay} ", "bold $text on $badge-grey 30%")
        return Content.assemble(("esc", "$badge-grey"), "  ", (self._stay, "$badge-grey"))

    def _ground(self) -> str:
        if not self.ready:
            return "$badge-grey 20%"
        return "$badge-red 40%" if self.asking else "$safe"
