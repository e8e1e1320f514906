"""A desk of any size, made by bulk inserts: a million cases with their lines take a minute.

States, priorities, agents and accounts are spread by a fixed hash of the number, so two desks of
one size are the same; drafts are rare and all old, so that a list of them has far to look.
"""

from __future__ import annotations

from pathlib import Path

from models import Desk

MILLION = 1_000_000
FIRST = 1001
AGENTS = 200
ACCOUNTS = 5_000
#: The agent whose lists hold something, and one who never had a case.
BUSY, IDLE = "agent 7", "agent without a case"
#: Milliseconds between two cases; every fourth is opened at the very time of its neighbour.
STEP_MS = 60_000
START_MS = 1_600_000_000_000

_HASH = "((n * 2654435761) % 4294967296)"
_STATE = f"""CASE
    WHEN n < 1021 THEN 'draft'
    WHEN {_HASH} / 64 % 100 < 10 THEN 'new'
    WHEN {_HASH} / 64 % 100 < 25 THEN 'work_in_progress'
    WHEN {_HASH} / 64 % 100 < 32 THEN 'awaiting_info'
    WHEN {_HASH} / 64 % 100 < 40 THEN 'resolved'
    WHEN {_HASH} / 64 % 100 < 97 THEN 'closed'
    ELSE 'cancelled' END"""
_CASES = f"""
WITH RECURSIVE numbers(n) AS (SELECT {FIRST} UNION ALL SELECT n + 1 FROM numbers WHERE n < :last),
drawn AS (SELECT n, {_HASH} AS h, {_STATE} AS state FROM numbers)
INSERT INTO cases (id, state, is_open, short_description, account_id, order_number, scope, service, channel,
    priority, assigned_to_id, opened_at, opened_by, updated_at, updated_by, resolved_by, closed_by,
    resolution_notes, search_text, version)
SELECT n, state, state NOT IN ('closed', 'cancelled'), 'Delivery ' || h % 90000 || ' arrived short',
    1 + h / 16 % {ACCOUNTS}, 'SO' || n, 'specific_lines', '', '', 1 + h / 8 % 4,
    CASE WHEN state IN ('draft', 'new') THEN NULL ELSE 1 + h / 1024 % {AGENTS} END,
    {START_MS} + n / 4 * 4 * {STEP_MS}, 'import', {START_MS} + n * {STEP_MS}, 'import', '', '', '',
    'delivery ' || h % 90000 || ' arrived short' || char(10) || 'account ' || (1 + h / 16 % {ACCOUNTS}), 1
FROM drawn"""
_LINES = """
INSERT INTO case_lines (case_id, state, is_open, about, request_reason, expected_date, requested_date,
    approved_date, current_location, requested_location, approved_location, priority, close_notes, version)
SELECT id,
    CASE state WHEN 'resolved' THEN 'resolved_accepted' WHEN 'closed' THEN 'resolved_denied' ELSE state END,
    state NOT IN ('resolved', 'closed', 'cancelled'), order_number || '/' || step, '', '', '', '', '', '', '',
    priority, '', 1
FROM cases JOIN (SELECT 1 AS step UNION ALL SELECT 2) ON step <= 1 + id % 2
ORDER BY id, step"""
_NAMES = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"""


def build_desk(file: Path, cases: int) -> str:
    """Makes a desk of this many cases in a new file and gives its URL."""
    url = f"sqlite:///{file}"
    desk = Desk.open(url, agent=IDLE)
    connection = desk.session.database.connection
    try:
        connection.execute("PRAGMA synchronous = OFF")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'index' AND sql NOT NULL AND tbl_name IN ('cases', 'case_lines')"
        ).fetchall()
        connection.execute("BEGIN")
        # An index is made faster from all rows at once than row by row.
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        connection.execute(
            f"{_NAMES} INSERT INTO agent (name, role, version) SELECT 'agent ' || n, 'agent', 1 FROM numbers",
            {"last": AGENTS},
        )
        connection.execute(
            "INSERT INTO agent (name, role, version) VALUES (?, 'agent', 1), ('admin', 'admin', 1)", [IDLE]
        )
        connection.execute(
            f"{_NAMES} INSERT INTO account (name) SELECT 'Account ' || n FROM numbers", {"last": ACCOUNTS}
        )
        connection.execute(_CASES, {"last": FIRST + cases - 1})
        connection.execute(_LINES)
        for _, statement in indexes:
            connection.execute(statement)
        for kind in ("case", "line"):
            connection.execute(
                "INSERT INTO sequence (name, value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [kind, FIRST + 2 * cases],
            )
        connection.commit()
    finally:
        desk.close()
    return url
