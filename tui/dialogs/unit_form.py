"""Making an organization unit, and changing one."""

from __future__ import annotations

from textual.screen import Screen

from models import Done, Field, UnitView
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.widgets.form import Form

ID = Field("id", "Id", "text", required=True)
FIELDS = (
    Field("name", "Name", "text", required=True),
    Field("kinds", "Kinds", "text", required=False),
    Field("parent", "Stands below (id)", "text", required=False),
    Field("country", "Country (id)", "text", required=False),
    Field("currency", "Currency", "text", required=False),
    Field("shipping_methods", "Shipping methods (ids)", "text", required=False),
    Field("suppliers", "Suppliers (ids)", "text", required=False),
)
HINT = (
    "Kinds are shop, web shop, pickup and warehouse. Several of a kind, method or supplier: a comma between."
)


async def new_unit(screen: Screen[None]) -> Done | None:
    """Ask what the new unit is and make it; None where the agent left."""
    work = bench_of(screen).work

    async def send(form: Form, _: int | None) -> Done:
        fields = _sent(form.answers())
        return await work.call(lambda desk: desk.till.new_unit(fields))

    return await screen.app.push_screen_wait(
        FormDialog("New unit", "", (ID, *FIELDS), send, go="Make it", hint=HINT)
    )


async def edit_unit(screen: Screen[None], unit: UnitView) -> Done | None:
    """Change a unit; only what the agent changed is sent."""
    work = bench_of(screen).work
    held = {
        "name": unit.name,
        "kinds": ", ".join(kind.replace("_", " ") for kind in unit.kinds),
        "parent": unit.parent,
        "country": unit.country,
        "currency": unit.currency,
        "shipping_methods": ", ".join(unit.methods),
        "suppliers": ", ".join(unit.suppliers),
    }

    async def send(form: Form, _: int | None) -> Done | None:
        edits = _sent(form.edits())
        return await work.call(lambda desk: desk.till.edit_unit(unit.id, edits)) if edits else None

    return await screen.app.push_screen_wait(
        FormDialog("Edit unit", unit.id, FIELDS, send, values=held, hint=HINT)
    )


def _sent(fields: dict[str, object]) -> dict[str, object]:
    """The fields as the desk takes them: kinds by their persisted names."""
    if "kinds" not in fields:
        return fields
    kinds = [" ".join(kind.split()).replace(" ", "_") for kind in str(fields["kinds"]).split(",")]
    return fields | {"kinds": [kind.casefold() for kind in kinds if kind]}
