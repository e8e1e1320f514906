"""Every view of orders and the list of baskets walk one index, in whichever order they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from peewee import Query

from models import build_demo
from models.database import Database
from models.desk.desk import Desk
from models.desk.kinds import ListKind
from tests.models.conftest import MORNING
from tests.models.desk.test_bounded import traced

VIEWS = ("open_baskets", "suspended", "to_pay", "to_ship", "to_receive", "completed", "all")
LISTS: tuple[tuple[ListKind, str], ...] = (
    *(("orders", view) for view in VIEWS),
    ("baskets", "all"),
    ("baskets", "open_baskets"),
    ("baskets", "suspended"),
)


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path_factory.mktemp('lively') / 'desk.db'}"
    build_demo(url, cases=0, now=MORNING)
    desk = Desk.open(url, agent="bob")
    yield desk
    desk.close()


SORTS = ("number", "-number", "amount", "-amount", "age", "-age")
#: What few orders are, with the name that the indexes of it begin with.
RARE = {
    "is:locked": "orders_locked",
    "is:refund": "orders_refund",
    "purpose:return_to_supplier": "orders_no_sale",
    "purpose:interstore,return_to_supplier": "orders_no_sale",
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(("kind", "view"), LISTS)
def test_a_page_is_walked_along_an_index_and_never_sorted(
    lively: Desk, kind: ListKind, view: str, sort: str
) -> None:
    with traced(lively) as said:
        assert lively.page(kind, view=view, sort=sort, limit=5).rows
    [walked] = walks(lively, [(text, []) for text in said])
    assert walked.startswith("SEARCH") or (kind, view) == ("orders", "all"), walked


def walks(desk: Desk, said: Sequence[tuple[str, Sequence[None]]]) -> list[str]:
    """How each statement that was said comes to its orders; none of them sorts."""
    found = []
    for text, bound in (each for each in said if 'FROM "orders"' in each[0]):
        plan = [str(row[3]) for row in desk.session.database.all(f"EXPLAIN QUERY PLAN {text}", bound)]
        assert not [step for step in plan if "TEMP B-TREE" in step], plan
        found += [step for step in plan if " t1" in step]
    return found


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", RARE)
def test_what_few_orders_are_is_walked_along_an_index_that_holds_no_others(
    lively: Desk, query: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is bound is not known when SQLite chooses an index: nothing is told of it here either.
    said: list[tuple[str, list[None]]] = []
    run = Database._run

    def heard(database: Database, query: Query | str, values: Sequence[object] = ()) -> object:
        if isinstance(query, Query):
            text, bound = query.sql()
            said.append((text, [None] * len(bound)))
        return run(database, query, values)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "_run", heard)
        first = lively.page("orders", query=query, sort=sort, limit=1)
        further = lively.page("orders", query=query, sort=sort, limit=3, after=first.last)
        number = lively.count("orders", query=query).number
    assert first.rows
    assert len(further.rows) == min(3, number - 1)
    walked = walks(lively, said)
    assert len(walked) >= 3
    assert not [step for step in walked if f" INDEX {RARE[query]}" not in step]


def test_baskets_are_those_that_are_not_placed(lively: Desk) -> None:
    rows = lively.page("orders", limit=1000).rows
    baskets = lively.page("baskets", limit=1000).rows
    assert baskets == tuple(row for row in rows if row.state in ("basket", "suspended"))
    assert {row.state for row in baskets} == {"basket", "suspended"}
    assert lively.count("baskets").number == len(baskets)
    assert (
        lively.page("baskets", query="state:suspended").rows == lively.page("orders", view="suspended").rows
    )
