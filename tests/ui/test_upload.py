"""What the operator's tab may be asked by anybody who finds its functions: nothing without the password."""

from __future__ import annotations

import ast
import base64
import json
import re
import time
from html import unescape
from pathlib import Path

import pytest

from assistant.adding import desk as desk_module
from assistant.adding.desk import Desk, Place
from assistant.adding.gate import Gate
from assistant.ui.reading_words import retell_reading
from assistant.ui.upload import served, upload_html
from corpus.readers.recognise import _REFUSED
from tests.conftest import ROOT, Built

PASSWORD = "a long password"
TEXT = b"The fish market of Northport moves to Pier 7 in May. It is open daily.\n"


@pytest.fixture
def functions(tiny: Built, tmp_path: Path):
    place = Place(tiny.folder, tmp_path / "documents", (tiny.corpus,), None, lambda: pytest.fail("nothing is embedded here"), lambda: {"a": "A"})
    gate = Gate(PASSWORD, lambda: Desk(place))
    return {each.__name__: each for each in served(gate, "en")}


@pytest.fixture
def token(functions) -> str:
    return functions["sign_in"]({"password": PASSWORD})["token"]


def piece(content: bytes, name: str = "market.txt", **changed: object) -> dict[str, object]:
    return {"upload": "1", "name": name, "size": len(content), "at": 0, "data": base64.b64encode(content).decode(), **changed}


def test_the_password_gives_a_token_and_another_gives_none(functions):
    assert functions["sign_in"]({"password": "wrong"}) == {"failed": "This is not the password."}
    assert functions["sign_in"]({"password": PASSWORD}) == {"failed": "Wait 1 seconds before the next attempt."}
    time.sleep(1.1)
    assert list(functions["sign_in"]({"password": PASSWORD})) == ["token"]


@pytest.mark.parametrize("given", [None, 3, [], {}, {"password": None}, {"password": ["x"]}, {"password": "x" * 1001}])
def test_what_is_no_password_is_refused(functions, given: object):
    assert functions["sign_in"](given) == {"failed": "This is not the password."}


@pytest.mark.parametrize("given", [None, 3, [], {}, {"token": None}, {"token": "invented"}, {"token": ["x"]}, {"token": PASSWORD}])
def test_no_function_answers_without_a_token(functions, token: str, given: object):
    asked = {name: act({**piece(TEXT), "key": "1", "papers": {}, "id": "market", **given} if isinstance(given, dict) else given)
             for name, act in functions.items() if name != "sign_in"}  # fmt: skip
    assert len(asked) == 7
    assert set(map(str, asked.values())) == {"{'signed_out': True}"}
    assert functions["look"]({"token": token})["papers"] == []


def test_a_token_is_worth_nothing_after_signing_out(functions, token: str):
    assert functions["sign_out"]({"token": token}) == {"signed_out": True}
    assert functions["look"]({"token": token}) == {"signed_out": True}


@pytest.mark.parametrize("name", ["send", "read_again", "put_away", "take_in", "remove"])
@pytest.mark.parametrize("given", [{}, {"key": []}, {"papers": 3}, {"papers": {"9": {}}}, {"data": 3}, piece(TEXT, data="%%%"), piece(TEXT, data="A" * 2_000_000)])  # fmt: skip
def test_nonsense_is_one_sentence(functions, token: str, name: str, given: dict[str, object]):
    said = functions[name]({**given, "token": token})
    assert set(said) <= {"failed", "faults"}
    assert name == "take_in" or "Traceback" not in str(said)


def test_what_was_read_is_shown_with_where_it_comes_from(functions, token: str):
    hostile = "<img src=x onerror=alert(1)>.txt"
    assert functions["send"]({"token": token, **piece(TEXT, hostile)}) == {"received": len(TEXT)}
    deadline = time.monotonic() + 30
    while (state := functions["look"]({"token": token}))["busy"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    (paper,) = state["papers"]
    assert paper["name"] == hostile
    assert paper["about"] == "plain text · UTF-8 · Paragraphs: 1 · Sentences: 2"
    assert paper["fields"]["tier"] == "user"
    assert paper["origins"]["publisher"] == {"words": "not stated", "sure": False}
    assert "papers" not in functions["look"]({"token": token, "seen": state["version"]})


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_tab_is_whole_in_every_language(language):
    html = upload_html(language)
    data = json.loads(unescape(re.search(r'data-page="([^"]*)"', html)[1]))
    assert list(data["choices"]["tier"]) == ["official", "background", "user"]
    assert "@" not in re.sub(r'data-page="[^"]*"', "", html)


def _raised(path: Path) -> set[str]:
    """The sentences that a file raises errors with or warns with, their values as `7`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("CorpusError", "AlreadyThere", "DeskError", "append", "Found"):
            for text in [*node.args, *(each.value for each in node.keywords)]:
                if isinstance(text, ast.JoinedStr):
                    found.add("".join(each.value if isinstance(each, ast.Constant) else "7" for each in text.values))
    return {each for each in found if each.endswith(".") and " " in each}


# Told at the command alone: a catalogue's own file, a folder, and an entry that the page corrects field by field.
COMMAND_ONLY = ("is not of a kind that can be read (7)", "SHA-256 in the catalogue", "is not a file;", "cannot be read (7); mend that", "more than 7 files; add them in parts", "7: 7: 7; correct it", "7 7.")


@pytest.mark.parametrize("path", [*sorted((ROOT / "corpus" / "readers").glob("*.py")), ROOT / "index" / "add.py", ROOT / "assistant" / "adding" / "desk.py"], ids=lambda path: path.name)  # fmt: skip
def test_every_refusal_and_warning_has_its_chinese(path: Path):
    for sentence in _raised(path):
        if not any(part in sentence for part in COMMAND_ONLY):
            assert re.search("[\u4e00-\u9fff]", retell_reading(_like_the_real(sentence), "zh-Hant")), sentence


@pytest.mark.parametrize("reason", sorted({reason for _, reason in _REFUSED}))
def test_what_is_no_document_at_all_is_said_in_chinese(reason: str):
    assert re.search("[\u4e00-\u9fff]", retell_reading(f"a.bin {reason}.", "zh-Hans"))


def _like_the_real(sentence: str) -> str:
    ocr = "make its text readable with OCR (`ocrmypdf -l eng+chi_sim in.pdf out.pdf`) and add the result"
    return sentence.replace("text; 7.", f"text; {ocr}.").replace("have them, 7.", f"have them, {ocr}.").replace("7 (7) ", "7 pages (7) ")


def test_the_page_names_no_option_of_a_command():
    said = "a.txt has nearly the same text as b (97% of it); add it with --replaces b if it is a new version, or leave it out."
    assert retell_reading(said, "en") == "a.txt has nearly the same text as b (97% of it); read it as a new version of that, or put it away."
    assert retell_reading(desk_module.FAULT, "en") == desk_module.FAULT
