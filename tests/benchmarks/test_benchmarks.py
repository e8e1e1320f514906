"""The measurements run and mean what they say; what they come to is for `python -m tests.benchmarks`."""

from __future__ import annotations

from pathlib import Path

from models.database import Database
from tests.benchmarks import baskets, keys, start, transition
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.lists import CASES, ORDERS
from tests.benchmarks.million import BUSY, build_desk
from tests.benchmarks.million_orders import build_orders


def sound(url: str) -> bool:
    """Whether the file is whole; a desk that was built row by row has no journal for its books."""
    database = Database(url)
    whole = database.one("PRAGMA integrity_check") == ("ok",)
    kept = not database.all("PRAGMA foreign_key_check")
    database.close()
    return whole and kept


def test_a_desk_of_any_size_is_whole(tmp_path: Path) -> None:
    from models import Desk

    url = build_desk(tmp_path / "desk.db", 500)
    desk = Desk.open(url, agent=BUSY)
    assert desk.count().number == 500
    assert desk.page(view="open").rows
    desk.close()
    assert sound(url)


def test_a_desk_of_orders_is_whole_and_its_rows_say_what_the_rules_derive(tmp_path: Path) -> None:
    from models import Desk
    from models.desk.casebook import visible_facts
    from models.desk.orders.facets import derived
    from models.tables.orders import Order

    url = build_orders(tmp_path / "desk.db", 700)
    desk = Desk.open(url, agent="ann")
    rows = desk.page("orders", limit=700).rows
    assert len(rows) == 700
    for row in rows[::3]:
        wanted = derived(desk.rules(), visible_facts(desk.session, row.number))
        columns = [getattr(Order, name) for name in wanted]
        kept = desk.session.database.one(Order.select(*columns).where(Order.id == row.id))
        assert dict(zip(wanted, kept or (), strict=True)) == wanted, row
    for view in desk.views("orders"):
        assert desk.count("orders", view=view.code).number >= 10, view
    # It is a desk to work on, too.
    [waiting] = desk.page("orders", view="to_receive", limit=1).rows
    assert desk.do("receive", waiting.number).changes
    desk.close()
    assert sound(url)


def test_every_measurement_of_cases_comes_to_a_figure(tmp_path: Path) -> None:
    small = build_desk(tmp_path / "small.db", 1000)
    figures = [
        *start.measure(small, small, BUSY, rounds=1),
        *keys.measure(small, BUSY, CASES, scrolling=2),
        *keys.measure_memory(small, small, BUSY, CASES, moves=2),
        *transition.measure(tmp_path, transition.SUBMIT, rounds=1),
    ]
    assert len(figures) == 6
    assert all(figure.ratio > 0 for figure in figures)


def test_every_measurement_of_orders_comes_to_a_figure(tmp_path: Path) -> None:
    file = tmp_path / "small.db"
    small = build_orders(file, 1000)
    figures = [
        *start.measure_orders(small, small, BUSY, rounds=1),
        *keys.measure(small, BUSY, ORDERS, scrolling=2),
        *keys.measure_memory(small, small, BUSY, ORDERS, moves=2),
        *transition.measure(tmp_path, transition.PLACE, file, rounds=1),
        *transition.measure(tmp_path, transition.PAY, file, rounds=1),
        *baskets.measure(small, BUSY, rounds=1),
    ]
    assert len(figures) == 8
    assert all(figure.ratio > 0 for figure in figures)


def test_a_basket_to_measure_has_all_its_lines(tmp_path: Path) -> None:
    from models import Desk

    url = build_orders(tmp_path / "desk.db", 100)
    baskets.new_basket(url, "ann", baskets.MANY)
    desk = Desk.open(url, agent="ann")
    [newest] = desk.page("orders", view="open_baskets", limit=1).rows
    assert len(desk.till.order(newest.number).lines) == baskets.MANY
    desk.close()


def test_a_missed_bar_is_said() -> None:
    missed, held = Figure("start", 1.6, 1.4), Figure("rate", 0.8, 0.7, at_least=True)
    assert not missed.holds
    assert held.holds
    assert "MISSED" in table([missed])
    assert "MISSED" not in table([held])
