"""How texts are searched: capitals and accents make no difference, so that ``zwo`` finds Zwölf.

Who or what is meant by a whole name is another matter: there José is not Jose.
"""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The text as it is searched: folded, in its plainest letters, without marks on them."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold())
    # Marks that stand alone are all that there is to look for.
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold() or text


def _folded(text: object) -> str | None:
    return None if text is None else str(text).casefold()


def _plain(text: object) -> str | None:
    return None if text is None else plain(str(text))


#: The same for columns, by the name that a statement calls it: capitals aside; capitals and accents aside.
SQL_FUNCTIONS = {"casedesk_fold": _folded, "casedesk_plain": _plain}
