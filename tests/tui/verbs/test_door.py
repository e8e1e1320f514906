"""door: nothing passes that names a file, a database or somebody else, whatever is added to a verb."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

from models import Invalid
from tui.verbs import SHIPPED_MAPS, VERBS, Verb
from tui.verbs.door import checked, words_of
from tui.verbs.parser import parse

#: Verbs whose whole business is files, databases and the host.
SHUT = {"demo", "db", "keys", "door", "paths", "doctor"}
#: What stands for a place, in the help of an argument.
PLACES = {"FILE", "PATH", "FOLDER", "URL", "MAP", "ACCOUNT"}
OPEN = [verb for verb in VERBS if verb.door]


def places(verb: Verb) -> set[str]:
    """The arguments of a verb that name a file, a folder, a database or a map."""
    parser = ArgumentParser()
    verb.room().arguments(parser, verb.name)
    return {action.dest for action in parser._actions if action.metavar in PLACES}


def arguments(verb: Verb) -> set[str]:
    """All arguments of a verb."""
    parser = ArgumentParser(add_help=False)
    verb.room().arguments(parser, verb.name)
    return {action.dest for action in parser._actions}


def test_these_verbs_pass_and_no_others() -> None:
    assert {verb.name for verb in VERBS if not verb.door} == SHUT


@pytest.mark.parametrize("verb", OPEN, ids=lambda verb: verb.name)
def test_whatever_names_a_place_is_standard_input_or_a_shipped_map(verb: Verb) -> None:
    said = {name: [each.partition("=")[2] for each in verb.door if each.partition("=")[0] == name]
            for name in places(verb)}  # fmt: skip
    for name, values in said.items():
        allowed = SHIPPED_MAPS if name == "map" else ("-",)
        assert set(values) <= set(allowed), (verb.name, name)
    assert {each.partition("=")[0] for each in verb.door} <= arguments(verb)


def test_the_verbs_that_have_such_arguments_are_known() -> None:
    """So that the test above finds any at all."""
    found = {(verb.name, name) for verb in OPEN for name in places(verb)}
    assert found == {
        ("apply", "file"), ("import", "file"), ("import", "map"), ("export", "to"), ("rules", "file"),
        ("journal", "to"), ("journal", "anchor"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        "apply operations.jsonl",
        "import orders ''",
        "import cases - --map=my.toml",
        "export cases --to -",
        "rules check /etc/passwd",
        "journal anchor --to -",
        "journal anchor --to /mnt/anchors",
        "journal verify --anchor -",
        "erase --clean",
        "keys revoke ann",
        "db migrate",
        "demo",
        "paths",
        "doctor",
        "doctor --ssh root",
        "--db sqlite:///x.db list cases",
        "list cases --db sqlite:///x.db",
        "--agent mia list cases",
    ],
)
def test_none_of_these_passes(command: str) -> None:
    with pytest.raises(Invalid, match="SSH"):
        checked(parse(words_of(command)), "ann")


@pytest.mark.parametrize(
    "command",
    [
        "apply - --stop",
        "casedesk import cases - --dry-run",
        "import orders - --map online-retail",
        "export cases --view open",
        "rules load -",
        "journal ORDCS0001001 --limit 3",
        "journal verify",
        "journal anchor --format json",
        "erase C1 --dry-run",
        "erase 'consumer:Ann Baker' --yes",
        "--agent ann list cases",
        "do submit 1001 1002 --dry-run",
    ],
)
def test_these_do(command: str) -> None:
    assert checked(parse(words_of(command)), "ann").door
