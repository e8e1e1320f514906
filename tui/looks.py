"""The theme: a near-black ground, one accent for keys, and the colours that badges mean something with."""

from __future__ import annotations

from textual.theme import Theme

THEME = Theme(
    name="casedesk",
    primary="#6cb6ff",
    secondary="#8b949e",
    accent="#6cb6ff",
    warning="#f2c55c",
    error="#ff7b72",
    success="#7ee2a0",
    foreground="#d6dbe3",
    background="#0f1419",
    surface="#151c24",
    panel="#1e2a38",
    dark=True,
    text_alpha=1.0,
    variables={
        "badge-dim": "#717b88",
        "badge-grey": "#8b949e",
        "badge-blue": "#6cb6ff",
        "badge-violet": "#c99bff",
        "badge-amber": "#f2c55c",
        "badge-green": "#7ee2a0",
        "badge-red": "#ff8078",
        "badge-plain": "#d6dbe3",
        "badge-accent": "#6cb6ff",
        "foreground-muted": "#8b95a3",
        "key-barred": "#56606c",
        "view-lit": "#26364a",
        "cursor-row": "#1e2a38",
        "line": "#2b3644",
        "frame": "#3f5f86",
        "safe": "#2a5c3d",
        "input-selection-background": "#6cb6ff 35%",
        "scrollbar": "#26303c",
        "scrollbar-hover": "#33404f",
        "scrollbar-active": "#3f5f86",
        "scrollbar-background": "#0f1419",
        "scrollbar-corner-color": "#0f1419",
    },
)
