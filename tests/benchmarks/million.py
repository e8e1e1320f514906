"""A desk of any size, made by bulk inserts: a million cases with their lines take a minute.

States, priorities, agents and accounts are spread by a fixed hash of the number, so two desks of
one size are the same; drafts are rare and all old, so that a list of them has far to look.
"""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.bulk import (
    FIRST,
    HASH,
    IDLE,
    MILLION,
    NUMBERS,
    OPENED_AT,
    START_MS,
    STEP_MS,
    counted,
    filled,
    upto,
)

__all__ = ["BUSY", "FIRST", "IDLE", "MILLION", "build_desk"]
AGENTS = 200
ACCOUNTS = 5_000
#: The agent whose lists hold something.
BUSY = "agent 7"

_STATE = f"""CASE
    WHEN n < 1021 THEN 'draft'
    WHEN {HASH} / 64 % 100 < 10 THEN 'new'
    WHEN {HASH} / 64 % 100 < 25 THEN 'work_in_progress'
    WHEN {HASH} / 64 % 100 < 32 THEN 'awaiting_info'
    WHEN {HASH} / 64 % 100 < 40 THEN 'resolved'
    WHEN {HASH} / 64 % 100 < 97 THEN 'closed'
    ELSE 'cancelled' END"""
_CASES = f"""
{NUMBERS},
drawn AS (SELECT n, {HASH} AS h, {_STATE} AS state FROM numbers)
INSERT INTO cases (id, state, is_open, short_description, account_id, order_number, scope, service, channel,
    priority, assigned_to_id, opened_at, opened_by, updated_at, updated_by, resolved_by, closed_by,
    resolution_notes, search_text, version)
SELECT n, state, state NOT IN ('closed', 'cancelled'), 'Delivery ' || h % 90000 || ' arrived short',
    1 + h / 16 % {ACCOUNTS}, 'SO' || n, 'specific_lines', '', '', 1 + h / 8 % 4,
    CASE WHEN state IN ('draft', 'new') THEN NULL ELSE 1 + h / 1024 % {AGENTS} END,
    {OPENED_AT}, 'import', {START_MS} + n * {STEP_MS}, 'import', '', '', '',
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


def build_desk(file: Path, cases: int) -> str:
    """Makes a desk of this many cases in a new file and gives its URL."""
    with filled(file, "cases", "case_lines") as connection:
        connection.execute(
            f"{NUMBERS} INSERT INTO agent (name, role, version) "
            "SELECT 'agent ' || n, 'agent', 1 FROM numbers",
            upto(AGENTS),
        )
        connection.execute(
            "INSERT INTO agent (name, role, version) VALUES (?, 'agent', 1), ('admin', 'admin', 1)", [IDLE]
        )
        connection.execute(
            f"{NUMBERS} INSERT INTO account (name) SELECT 'Account ' || n FROM numbers", upto(ACCOUNTS)
        )
        connection.execute(_CASES, upto(FIRST + cases - 1, FIRST))
        connection.execute(_LINES)
        for kind in ("case", "line"):
            counted(connection, kind, FIRST + 2 * cases)
    return f"sqlite:///{file}"
