"""The page's words: everything that it says is in the table, and nothing else is."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from assistant.ui import words
from assistant.ui.words import LANGUAGES, say

UI = Path(words.__file__).parent


def _texts_of(path: Path) -> set[str]:
    """The text constants of a file: what is said directly stands among them, and what a table of the file names."""
    return {node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _said_in(path: Path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    first = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "say"]
    return {each.value for each in first if isinstance(each, ast.Constant)}


@pytest.mark.parametrize("path", sorted(UI.glob("*.py")), ids=lambda path: path.name)
def test_everything_said_has_its_chinese(path: Path):
    assert _said_in(path) <= set(words._CHINESE)


def test_nothing_in_the_table_is_said_nowhere():
    texts = set().union(*(_texts_of(path) for path in UI.glob("*.py") if path.name != "words.py"))
    kinds = set().union(*(_texts_of(path) for path in (UI.parent / "checking").glob("*.py"))) | {"official", "background", "user"}
    assert set(words._CHINESE) <= texts | kinds


@pytest.mark.parametrize("english", sorted(words._CHINESE))
def test_the_languages_fill_in_the_same_values(english: str):
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert named(english) == named(words._CHINESE[english])


def test_traditional_is_made_from_simplified():
    assert [say("Draft", language) for language in LANGUAGES] == ["Draft", "起草", "起草"]
    assert say("Language", "zh-Hant") == "語言"
