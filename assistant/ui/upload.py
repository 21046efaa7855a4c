"""The operator's tab: files are sent, shown as they were read, corrected, and taken in; added documents are removed.

Files do not go through Gradio's upload, which keeps what anybody sends and hands it out again by its address: the
browser sends them in pieces to a function of this file, which keeps them in memory. Whatever a function of this
file is asked, it first asks for the token that the password was exchanged for, since anybody can call it.
"""

from __future__ import annotations

import base64
import binascii
import json
import logging
from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from assistant.adding.desk import FAULT, SUFFIXES, Desk, DeskError, Outcome, Paper, Work
from assistant.adding.entry import EDITABLE
from assistant.adding.gate import Gate, TooSoon
from assistant.adding.shown import counts_of, proposed
from assistant.records import Language
from assistant.ui.panel import part
from assistant.ui.reading_words import retell_reading
from assistant.ui.words import LANGUAGES, say, template
from corpus.library import AddedEntry
from corpus.records import TIERS

_log = logging.getLogger(__name__)
Given = dict[str, Any]
_MOST_PASSWORD = 1_000
# The browser sends a million bytes at a time, which base64 makes a third longer.
_MOST_PIECE = 1_500_000
_MOST_SECTIONS = 200
_FIELD_NAMES = {
    "title": "Title", "publisher": "Publisher", "date": "Date", "tier": "Tier", "language": "Language",
    "url": "Link (may be empty)", "replaces": "New version of", "not_before": "Not to be read before (may be empty)",
}  # fmt: skip
# What upload.js says by itself.
_WORDS = (
    "Files are being sent: {name}", "{name} did not arrive whole; send it again.", "Put away", "Sections ({count})", "More", "none",
    "Take in ({count})", "It is a new version of {id}: read it as that", "Remove", "Remove it?", "Yes, remove", "Keep", "Nothing was added yet.",
    "You are signed out; what was not taken in is forgotten.", "To be corrected: {count}", "The server did not answer; try again.",
    "… and {count} more",
)  # fmt: skip


def upload_tab(gate: Gate, language: Language) -> None:
    """Fills the tab that is open; upload.js does the rest."""
    gr.HTML(upload_html(language), js_on_load=part("upload.js"), server_functions=served(gate, language), apply_default_css=False)


def upload_html(language: Language) -> str:
    """The tab before anybody has signed in."""
    choices = {
        "tier": {each: say(each, language) for each in TIERS},
        "language": dict(LANGUAGES),
    }
    data = {
        "words": {each: template(each, language) for each in _WORDS},
        "fields": {name: say(words, language) for name, words in _FIELD_NAMES.items()},
        "choices": choices,
    }
    said = {
        "password": "Operator’s password", "enter": "Sign in", "leave": "Sign out", "files": "Files to add", "kinds": "PDF, Word (.docx), HTML, Markdown, text, or a ZIP of these; up to 60 MB each",
        "read": "What was read", "added": "Added documents", "idle": "After half an hour without use you are signed out, and what was not taken in is forgotten.",
        "drop": "Choose files, or drop them here",
    }  # fmt: skip
    html = part("upload.html").replace("@data", escape(json.dumps(data, ensure_ascii=False))).replace("@accept", ",".join(SUFFIXES))
    for name, words in said.items():
        html = html.replace(f"@{name}", escape(say(words, language)))
    return html


def served(gate: Gate, language: Language) -> list[Callable[[Any], Any]]:
    """What the browser may ask for by name; each but `sign_in` is refused without a token that is in force."""

    def sign_in(given: object) -> Given:
        password = given.get("password") if isinstance(given, dict) else None
        if not isinstance(password, str) or len(password) > _MOST_PASSWORD:
            return {"failed": say("This is not the password.", language)}
        try:
            token = gate.enter(password)
        except TooSoon as soon:
            return {"failed": say("Wait {seconds} seconds before the next attempt.", language, seconds=int(soon.seconds) + 1)}
        return {"token": token} if token else {"failed": say("This is not the password.", language)}

    def sign_out(desk: Desk, given: Given) -> Given:
        gate.leave(given["token"])
        return {"signed_out": True}

    def send(desk: Desk, given: Given) -> Given:
        data = given["data"]
        if not isinstance(data, str) or len(data) > _MOST_PIECE:
            raise ValueError
        piece = base64.b64decode(data, validate=True)
        return {"received": desk.receive(str(given["upload"]), str(given["name"]), int(given["size"]), int(given["at"]), piece)}

    def look(desk: Desk, given: Given) -> Given:
        return _state(desk, given.get("seen"), language)

    def read_again(desk: Desk, given: Given) -> Given:
        desk.read_as_new_version(str(given["key"]))
        return {}

    def put_away(desk: Desk, given: Given) -> Given:
        desk.put_away(str(given["key"]))
        return {}

    def take_in(desk: Desk, given: Given) -> Given:
        written = {str(key): {name: str(values[name]) for name in EDITABLE if name in values} for key, values in given["papers"].items()}
        faults = desk.take_in(written)
        return {"faults": {key: {name: say(words, language) for name, words in fields.items()} for key, fields in faults.items()}}

    def remove(desk: Desk, given: Given) -> Given:
        desk.remove(str(given["id"]))
        return {}

    guarded = [_guarded(gate, each, language) for each in (sign_out, send, look, read_again, put_away, take_in, remove)]
    return [sign_in, *guarded]


def _guarded(gate: Gate, act: Callable[[Desk, Given], Given], language: Language) -> Callable[[Any], Any]:
    def guarded(given: object) -> Given:
        desk = gate.desk(given.get("token")) if isinstance(given, dict) else None
        if desk is None or not isinstance(given, dict):
            return {"signed_out": True}
        try:
            return act(desk, given)
        except DeskError as error:
            return {"failed": retell_reading(str(error), language)}
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
            _log.info("the tab for adding documents was asked what it cannot be asked", exc_info=True)
        except Exception:
            # Whatever went wrong, the operator sees one sentence; the log has the rest.
            _log.exception("the tab for adding documents could not do what it was asked")
        return {"failed": say(FAULT, language)}

    # The name that the browser calls it by.
    guarded.__name__ = act.__name__
    return guarded


def _state(desk: Desk, seen: object, language: Language) -> Given:
    version = desk.version
    state: Given = {"version": version, "busy": desk.busy, "work": _work_json(desk.work, language)}
    state["outcomes"] = [_outcome_json(each, language) for each in desk.outcomes]
    if seen != version:
        state["papers"] = [_paper_json(each, language) for each in list(desk.papers)]
        state["added"] = [_added_json(each, language) for each in desk.added()]
        state["documents"] = dict(desk.documents())
    return state


def _work_json(work: Work, language: Language) -> Given:
    words = ""
    if work.doing == "reading":
        words = say("Reading {name}", language, name=work.name)
    elif work.doing == "removing":
        words = say("Removing {name}", language, name=work.name)
    elif work.doing == "taking" and work.total:
        words = say("Embedding passages: {done} of {total}", language, done=f"{work.done:,}", total=f"{work.total:,}")
    elif work.doing == "taking":
        words = say("Taking in; the embedding model is being loaded", language)
    if work.left is not None:
        words += say(", {time} left", language, time=_time(work.left, language))
    return {"words": words, "done": work.done, "total": work.total}


def _outcome_json(outcome: Outcome, language: Language) -> Given:
    said = retell_reading(outcome.said, language) if outcome.failed else say(outcome.said, language)
    if outcome.passages:
        held, new = (f"{count:,}" for count in outcome.passages)
        said += " " + say("Passages in the index: {all}; newly embedded: {new}.", language, all=held, new=new)
    return {"number": outcome.number, "said": said, "failed": outcome.failed}


def _time(seconds: float, language: Language) -> str:
    if seconds < 90:
        return say("{count} s", language, count=max(1, round(seconds)))
    return say("{count} min", language, count=round(seconds / 60))


def _paper_json(paper: Paper, language: Language) -> Given:
    shown: Given = {"key": paper.key, "name": paper.found.name, "refused": retell_reading(paper.refused, language), "newVersionOf": paper.new_version_of}
    if candidate := paper.candidate:
        entry, counts = candidate.entry, counts_of(candidate)
        fields = {name: getattr(entry, name) or "" for name in EDITABLE}
        if fields["publisher"] == candidate.proposal.publisher.value and not candidate.proposal.publisher.sure:
            fields["publisher"] = say("Publisher not stated", language)
        told = {
            "Pages: {count}": counts.pages, "Sections: {count}": counts.sections,
            "Paragraphs: {count}": counts.paragraphs, "Sentences: {count}": counts.sentences,
        }  # fmt: skip
        about = [retell_reading(candidate.read.format, language), candidate.read.encoding or ""]
        about += [say(words, language, count=f"{count:,}") for words, count in told.items() if count]
        shown |= {
            "about": " · ".join(each for each in about if each),
            "fields": fields,
            "origins": {
                name: {"words": retell_reading(each.found, language), "sure": each.sure}
                for name, each in proposed(candidate).items()
                if each and not paper.given.get(name)
            },
            "sections": list(candidate.sections[:_MOST_SECTIONS]),
            "moreSections": max(0, len(candidate.sections) - _MOST_SECTIONS),
            "warnings": [retell_reading(each, language) for each in candidate.read.warnings],
        }
    return shown


def _added_json(entry: AddedEntry, language: Language) -> Given:
    about = [entry.publisher, entry.date, say(entry.tier, language), retell_reading(entry.origin.format, language)]
    if entry.pages:
        about.append(say("Pages: {count}", language, count=f"{len(entry.pages):,}"))
    return {"id": entry.id, "title": entry.title, "about": " · ".join([*about, entry.origin.name])}
