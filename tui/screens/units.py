"""Organization units: the tree, and what holds in the highlighted one, with where each setting comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.content import Content

from models import CountryView, Desk, Done, SettingView, UnitView
from tui.commands import UNITS
from tui.dialogs.confirm import Confirm
from tui.screens.place_screen import PlaceScreen
from tui.text import clean
from tui.widgets.facts import NONE, fact, facts
from tui.widgets.setting_list import SettingList, source
from tui.widgets.unit_tree import UnitTree, kind_words


class UnitsScreen(PlaceScreen[UnitView]):
    """Keys act on the highlighted unit, or on its highlighted setting once ``enter`` has led there."""

    NAME = UNITS
    NEEDS: ClassVar[Mapping[str, str]] = {
        f"unit.{what}": "put" for what in ("turn", "inherit", "edit", "new", "country")
    }
    EMPTY = "No organization unit yet: + makes one. Shops sell, pickup points hand out, warehouses send."

    def __init__(self) -> None:
        super().__init__()
        self._countries: dict[str, CountryView] = {}

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Units",)

    def record(self) -> str:
        """The highlighted unit's id."""
        return self._unit.id if self._unit else ""

    def make_list(self) -> UnitTree:
        """The tree."""
        return UnitTree()

    def make_detail(self) -> SettingList:
        """The settings."""
        self.settings = SettingList()
        return self.settings

    async def read(self) -> Sequence[UnitView]:
        """All units and countries."""
        units, countries = await self.bench.work.call(_read)
        self._countries = {country.id: country for country in countries}
        return units

    def count(self) -> str:
        """How many units there are."""
        units = len(self.rows.records)
        return f"{units} unit{'' if units == 1 else 's'}"

    def serves(self, command: str) -> bool:
        """Settings are turned where they have the focus; a country is changed where the unit has one."""
        if command in ("unit.turn", "unit.inherit", "unit.back"):
            return self.in_detail
        if command == "unit.new":
            return not self.in_detail
        if command == "unit.country":
            return not self.in_detail and self._country is not None
        return not command.startswith("unit.") or (not self.in_detail and self._unit is not None)

    def tell(self, row: UnitView | None) -> None:
        """What the unit is, and its settings."""
        self.settings.unit = row.id if row else ""
        self.settings.show(row.settings if row else ())
        self.settings.display = row is not None
        self.detail_title.update(Content.styled("Settings" if row else "", "bold"))
        self.facts.update(self._facts(row) if row else Content())

    def action_unit_open(self) -> None:
        """From the tree into the settings."""
        self.enter_detail()

    def action_unit_back(self) -> None:
        """Back to the tree."""
        self.leave_detail()

    def action_unit_turn(self) -> None:
        """Give the highlighted setting the other value, in this unit."""
        if self._chooses_setting() and self.allowed("unit.turn"):
            self.change(partial(self._turn, *self._chosen()))

    def action_unit_inherit(self) -> None:
        """Take the unit's own value of the highlighted setting away."""
        if self._chooses_setting() and self.allowed("unit.inherit"):
            self.change(partial(self._inherit, *self._chosen()))

    def action_unit_edit(self) -> None:
        """Edit the highlighted unit."""
        if self._unit and self.allowed("unit.edit"):
            self.ask(self._edit)

    def action_unit_new(self) -> None:
        """Make a unit."""
        if self.allowed("unit.new"):
            self.ask(self._new)

    def action_unit_country(self) -> None:
        """Say whether orders in the unit's country may mix types."""
        if self._country is None:
            self.say("This unit has no country; e gives it one." if self._unit else self.EMPTY)
        elif self.allowed("unit.country"):
            self.ask(self._switch_mixed)

    @property
    def _unit(self) -> UnitView | None:
        return self.rows.highlighted

    @property
    def _country(self) -> CountryView | None:
        return self._countries.get(self._unit.country) if self._unit else None

    def _chooses_setting(self) -> bool:
        """Whether a setting has the focus; where it hasn't, the settings get it, and that is said."""
        if self._unit and not self.in_detail:
            self.enter_detail()
            self.say("Choose the setting first, then press the key again.")
            return False
        return self._unit is not None

    def _chosen(self) -> tuple[str, str]:
        """The highlighted unit's id and setting's name, as a key means them when it is pressed."""
        return self.record(), self.settings.highlighted.name if self.settings.highlighted else ""

    def _in_force(self, unit_id: str, name: str) -> Iterator[tuple[UnitView, SettingView]]:
        """The setting as it was last read; nothing where the unit has gone."""
        for unit in self.rows.records:
            if unit.id == unit_id:
                yield from ((unit, setting) for setting in unit.settings if setting.name == name)

    async def _turn(self, unit_id: str, name: str) -> None:
        for unit, setting in self._in_force(unit_id, name):
            fields = {"ou": unit_id, "name": name, "value": not setting.value}
            said = f"{name} is {_word(not setting.value)} in {unit.name}, set here."
            await self.write("unit.turn", partial(_put_setting, fields=fields), said)

    async def _inherit(self, unit_id: str, name: str) -> None:
        for unit, setting in self._in_force(unit_id, name):
            if setting.from_unit != unit_id:
                whence = source(setting, unit_id).replace("default", "by default")
                self.say(f"{name} has no value of its own in {unit.name}: {_word(setting.value)} {whence}.")
                return
            said = f"{name} has no value of its own in {unit.name} any more."
            fields = {"ou": unit_id, "name": name, "value": None}
            await self.write("unit.inherit", partial(_put_setting, fields=fields), said)

    async def _edit(self) -> None:
        from tui.dialogs.unit_form import edit_unit

        if self._unit is not None:
            unit = self._unit
            self.written(await edit_unit(self, unit), f"{unit.name} is changed.")

    async def _new(self) -> None:
        from tui.dialogs.unit_form import new_unit

        done = await new_unit(self)
        if done is not None:
            await self._reading()
            self.rows.go_to(done.record)
            self.written(done, f"{done.record} is made.")

    async def _switch_mixed(self) -> None:
        country = self._country
        if country is None:
            return
        units = sum(unit.country == country.id for unit in self.rows.records)
        where = f"{'the unit' if units == 1 else f'all {units} units'} in {country.name}"
        if country.allows_mixed:
            title = "Forbid mixed orders"
            told = f"From now on no order of {where} may mix types or sale and return, whatever the unit's "
            told += "Orders:AllowMixed says: baskets that do can't be placed."
        else:
            title = "Allow mixed orders"
            told = f"From now on orders of {where} may mix types, and sale and return, where the unit's "
            told += "Orders:AllowMixed is on."
        if await self.app.push_screen_wait(Confirm(title, country.id, told)):
            allowed = not country.allows_mixed
            said = f"Orders in {country.name} {'may' if allowed else 'may not'} mix types now."
            await self.write(
                "unit.country", lambda desk: desk.till.allow_mixed(country.id, allowed=allowed), said
            )

    def _facts(self, unit: UnitView) -> Content:
        title = Content.assemble((clean(unit.name), "bold"), "  ", (clean(unit.id), "$badge-grey"))
        return facts(
            title,
            (
                fact("Kinds", _or_none(kind_words(unit.kinds))),
                fact("Country", self._country_fact(unit)),
                fact("Currency", Content(clean(unit.currency))),
                fact("Shipping methods", _or_none(", ".join(unit.methods))),
                fact("Suppliers", _or_none(", ".join(unit.suppliers))),
            ),
        )

    def _country_fact(self, unit: UnitView) -> Content:
        country = self._countries.get(unit.country)
        if country is None:
            return _or_none(unit.country)
        name = Content(clean(country.name, limit=200))
        if country.allows_mixed:
            return Content.assemble(name, ("  mixed orders allowed", "$badge-grey"))
        return Content.assemble(name, ("  × no mixed orders", "$badge-amber"))


def _read(desk: Desk) -> tuple[tuple[UnitView, ...], tuple[CountryView, ...]]:
    return desk.till.units(), desk.till.countries()


def _put_setting(desk: Desk, fields: Mapping[str, object]) -> Done:
    return desk.put("setting", fields)


def _or_none(text: str) -> Content:
    return Content(clean(text)) if text else NONE


def _word(value: bool) -> str:
    return "on" if value else "off"
