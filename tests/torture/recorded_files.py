"""An SQLite VFS that writes down what is written, and when the disk was waited for.

It is laid over the system's own in the very library that the desk uses, so the desk under test is
opened, and works, as always. *Source*: sqlite.org/vfs.html, and sqlite3.h for the two structures.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import NamedTuple

from models.database import sqlite3

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("others", c_void_p * 13),
    )


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", c_void_p * 13),
    )


class Event(NamedTuple):
    """What happened to a file: ``write`` (data at a place), ``truncate`` (to a place), ``sync``, ``delete``.

    ``sync`` of a deletion says whether the folder was waited for, too. An ``answer`` is about no file.
    """

    what: str
    file: str
    place: int = 0
    data: bytes = b""
    sync: bool = True


#: A connection that outlives its recorder would call into nothing: none of them is ever thrown away.
_KEPT: list[Recorder] = []


class Recorder:
    """The events of all files in one folder, while `recorded`."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.events: list[Event] = []
        self._names: dict[int, str] = {}
        self._methods: dict[int, _Methods] = {}
        library = ctypes.CDLL(vars(_module())["__file__"])
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
        library.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]
        self._library = library
        self._base = library.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._base.contents)
        self._vfs.name = b"recorded"
        self._vfs.open, self._vfs.delete = _OPEN(self._opened), _DELETE(self._deleted)

    def register(self) -> None:
        """All connections that are opened from now on go through it."""
        _KEPT.append(self)
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)

    def unregister(self) -> None:
        """And from now on no more."""
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._library.sqlite3_vfs_register(self._base, 1)

    def _opened(self, _vfs: int, name: int, file: int, flags: int, out: int) -> int:
        result: int = self._base.contents.open(ctypes.addressof(self._base.contents), name, file, flags, out)
        path = ctypes.string_at(name).decode() if name else ""
        if result == 0 and path.startswith(self.folder):
            self._names[file] = path
            methods = c_void_p.from_address(file)
            if methods.value is not None:
                methods.value = ctypes.addressof(self._over(methods.value))
        return result

    def _over(self, address: int) -> _Methods:
        """The methods at this address with three that write down what they do."""
        if address not in self._methods:
            base = _Methods.from_address(address)
            over = _Methods.from_buffer_copy(base)

            def write(file: int, data: int, size: int, place: int) -> int:
                self.events.append(Event("write", self._names[file], place, ctypes.string_at(data, size)))
                return int(base.write(file, data, size, place))

            def truncate(file: int, size: int) -> int:
                self.events.append(Event("truncate", self._names[file], size))
                return int(base.truncate(file, size))

            def sync(file: int, flags: int) -> int:
                result = int(base.sync(file, flags))
                self.events.append(Event("sync", self._names[file]))
                return result

            over.write, over.truncate, over.sync = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
            self._methods[address] = over
        return self._methods[address]

    def _deleted(self, _vfs: int, name: bytes, sync: int) -> int:
        result: int = self._base.contents.delete(ctypes.addressof(self._base.contents), name, sync)
        if name.decode().startswith(self.folder):
            self.events.append(Event("delete", name.decode(), sync=bool(sync)))
        return result


def _module() -> object:
    """The compiled module that the library is linked to."""
    from importlib import import_module

    return import_module("pysqlite3._sqlite3" if sqlite3.__name__.startswith("pysqlite3") else "_sqlite3")


@contextmanager
def recorded(folder: Path) -> Iterator[Recorder]:
    """Records what is done to the files of a folder by connections opened meanwhile."""
    recorder = Recorder(folder)
    recorder.register()
    try:
        yield recorder
    finally:
        recorder.unregister()
