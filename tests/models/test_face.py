"""The face of the models: every name on demand, and nothing loaded that the first screen doesn't need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import models
from models import Desk

ROOT = Path(__file__).parents[2]


def loaded_after(program: str, *arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded after running this."""
    program = f"import sys\n{program}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", models.__all__)
def test_each_name_of_the_face_is_there(name: str) -> None:
    assert getattr(models, name) is not None


def test_a_name_that_is_not_on_the_face_is_said() -> None:
    with pytest.raises(AttributeError, match="module 'models' has no attribute 'Dresk'"):
        _ = models.Dresk


def test_the_face_alone_loads_nothing() -> None:
    loaded = loaded_after("import models")
    assert {name for name in loaded if name.startswith("models")} == {"models"}
    assert "peewee" not in loaded


WHOLE_FACE = """
import models
[getattr(models, name) for name in models.__all__]
models.Desk.open(sys.argv[1], agent="ann").new_case({"short_description": "Two short"})
"""
FIRST_SCREEN = """
from models import Desk
desk = Desk.open(sys.argv[1], agent="ann")
desk.badges(), desk.views(), desk.me(), desk.page(view="my"), desk.count(view="my")
"""


def test_the_models_never_load_the_console(url: str) -> None:
    loaded = loaded_after(WHOLE_FACE, url)
    assert "models.engine" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("textual", "rich", "tui")}


def test_the_first_rows_of_a_list_need_no_engine_and_no_rulebook(url: str) -> None:
    loaded = loaded_after(FIRST_SCREEN, url)
    late = {
        "models.engine", "models.rulebook", "models.rulefile", "models.rulestore", "models.guards",
        "models.effects", "models.operations", "models.desk.filling", "models.desk.acting",
        "models.desk.records", "models.demo", "models.imports", "models.migrating", "playhouse.migrations",
        "models.plans", "models.record_views", "tomllib", "psycopg", "pymysql",
    }  # fmt: skip
    assert not loaded & late


def test_what_the_face_hands_out_is_made_of_values(desk: Desk) -> None:
    number = desk.new_case({"short_description": "Two short"}, [{"about": "SO1"}]).record
    found = [desk.me(), desk.badges(), desk.views(), desk.page(), desk.case(number), desk.activity(number),
             desk.journal(number), desk.verdicts(number), desk.asks("cancel", number),
             desk.preview("submit", number), desk.rows("cases"), desk.record(number)]  # fmt: skip
    assert "tables" not in repr(found)
    assert "Model" not in repr(found)
