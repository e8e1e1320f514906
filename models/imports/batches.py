"""Writes the records of a file in batches, each a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from models.database import Database
from models.imports.gathering import Progress

#: Records that share a transaction: a commit waits for the disk, and a colleague for no more than one batch.
BATCH = 50
T = TypeVar("T")


def in_batches(
    database: Database, records: Sequence[T], *, dry_run: bool, progress: Progress | None
) -> Iterator[Sequence[T]]:
    """The records in batches; what is done with one is one transaction, which a dry run only reads in."""
    for start in range(0, len(records), BATCH):
        with database.read() if dry_run else database.write():
            yield records[start : start + BATCH]
        if progress:
            progress(min(start + BATCH, len(records)), len(records))
