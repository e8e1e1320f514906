"""What a disk holds after the power was cut: all that was waited for, and a random part of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from tests.torture.recorded_files import Event

#: A disk keeps or loses so much at a time.
SECTOR = 512


class Disk:
    """Files as they are on the disk for certain, and what has been asked of it since."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._certain = {name: bytearray(data) for name, data in files.items()}
        self._pending: dict[str, list[Event]] = {}
        self._doubtful: dict[str, bytearray] = {}

    def take(self, event: Event) -> None:
        """Something happens to a file."""
        name = event.file
        if event.what in ("write", "truncate"):
            self._pending.setdefault(name, []).append(event)
        elif event.what == "sync":
            # The first sync of a new file makes its name certain, too, and a deletion before it.
            self._doubtful.pop(name, None)
            content = self._certain.setdefault(name, bytearray())
            for pending in self._pending.pop(name, []):
                _apply(content, pending)
        elif event.what == "delete":
            self._pending.pop(name, None)
            before = self._certain.pop(name, None)
            if before is not None and not event.sync:
                self._doubtful[name] = before
            elif event.sync:
                # The folder was waited for: every deletion in it is certain.
                self._doubtful.clear()

    def after_cut(self, random: Random) -> dict[str, bytes]:
        """The files after a cut at this moment."""
        files = {name: bytearray(data) for name, data in self._certain.items()}
        files |= {name: bytearray(data) for name, data in self._doubtful.items() if random.random() < 0.5}
        for name, events in self._pending.items():
            share = random.choice((0.0, random.random(), 1.0))
            kept = [part for event in events for part in _parts(event) if random.random() < share]
            if kept:
                content = files.setdefault(name, bytearray())
                for part in kept:
                    _apply(content, part)
        return {name: bytes(data) for name, data in files.items()}


def _parts(event: Event) -> Iterator[Event]:
    if event.what != "write":
        yield event
        return
    start = 0
    while start < len(event.data):
        size = SECTOR - (event.place + start) % SECTOR
        yield event._replace(place=event.place + start, data=event.data[start : start + size])
        start += size


def _apply(content: bytearray, event: Event) -> None:
    if len(content) < event.place:
        content.extend(bytes(event.place - len(content)))
    if event.what == "truncate":
        del content[event.place :]
    else:
        content[event.place : event.place + len(event.data)] = event.data


def cuts(
    files: Mapping[str, bytes], events: Iterable[Event], moments: Iterable[int], random: Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """For each moment, the number of events before it, what the disk holds when the power goes."""
    disk, wanted = Disk(files), sorted(moments)
    for count, event in enumerate([*events, Event("answer", "")]):
        while wanted and wanted[0] == count:
            yield wanted.pop(0), disk.after_cut(random)
        disk.take(event)
