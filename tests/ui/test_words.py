"""The page's words: everything that it says is in the table, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from assistant.ui import words
from assistant.ui.words import LANGUAGES, retell, say

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
    kinds = set().union(*(_texts_of(path) for below in ("checking", "adding") for path in (UI.parent / below).glob("*.py"))) | {"official", "background", "user"}
    assert set(words._CHINESE) <= texts | kinds


@pytest.mark.parametrize("english", sorted(words._CHINESE))
def test_the_languages_fill_in_the_same_values(english: str):
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert named(english) == named(words._CHINESE[english])


# Whose errors and notes a visitor of the page can meet; what is raised for the commands alone stands in other files.
TOLD = ("question_text.py", "sources.py", "drafts/compose.py", "drafts/kept.py", "drafts/pandoc.py", "drafts/verify.py",
        "checking/quotation.py", "checking/sentences.py", "checking/places.py")  # fmt: skip


def _filled(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "7" for each in node.values)
    return None


def _sentences_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = {text for node in ast.walk(tree) if node not in docstrings | parts and (text := _filled(node))}
    return {text for text in texts if re.fullmatch(r"[A-Zp7].* .*\.", text, re.DOTALL)}


@pytest.mark.parametrize("name", TOLD)
def test_every_sentence_that_a_visitor_can_meet_has_its_chinese(name: str):
    told = _sentences_of(UI.parent / name)
    assert told
    for sentence in told:
        for language in ("zh-Hans", "zh-Hant"):
            assert re.search("[\u4e00-\u9fff]", retell(sentence, language)), sentence
        assert retell(sentence, "en") == sentence


def test_no_sentence_is_kept_that_nobody_says():
    told = set().union(*(_sentences_of(UI.parent / name) for name in (*TOLD, "drafts/reading.py")))
    assert [chinese for pattern, chinese in words._patterns() if not any(map(pattern.fullmatch, told))] == []


def test_what_a_sentence_fills_in_is_kept():
    said = "The question has 2,001 characters, and at most 2,000 are read; shorten it and ask again."
    assert retell(said, "zh-Hans") == "问题有2,001个字符，最多可读2,000个；请缩短后再问。"
    assert retell("Words of a model, {as} they stand.", "zh-Hant") == "Words of a model, {as} they stand."


def test_traditional_is_made_from_simplified():
    assert [say("Draft", language) for language in LANGUAGES] == ["Draft", "起草", "起草"]
    assert say("Language", "zh-Hant") == "語言"
