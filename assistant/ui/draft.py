"""The tab that writes a cited draft, keeps it, checks it again after editing, and hands it over for Word."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.drafts.compose import compose_draft
from assistant.drafts.export import as_markdown, word_of
from assistant.drafts.kept import delete_draft, open_draft, save_draft
from assistant.drafts.reading import read_content
from assistant.drafts.records import Audience, Draft, DraftError, DraftLine, Kind
from assistant.drafts.verify import check_paragraphs
from assistant.question_text import clean_text
from assistant.records import Language
from assistant.ui.check import differences_html
from assistant.ui.markup import cited, failure, file_name, files, notes, quoting, report, status, tally
from assistant.ui.names import Names, names_in
from assistant.ui.options import ALONE, OWN_HTML, PRIVATE
from assistant.ui.words import LANGUAGES, retell, say
from index.retrieve import Index

_log = logging.getLogger(__name__)
_KINDS: dict[Kind, str] = {
    "faq": "FAQ", "brief": "One-page brief", "press-qa": "Press Q&A", "post": "Social post", "speech": "Speaker’s notes",
}  # fmt: skip
_AUDIENCES: dict[Audience, str] = {"public": "Public", "press": "Press", "staff": "New staff", "business": "Business"}
_VERDICTS = {"supported": "Supported", "altered": "Altered", "unsupported": "Not in the sources"}
_PARTS = {"footnote": "footnote", "source": "list of sources"}
_FAULT = "Something went wrong with the draft; try again, and tell the operator if it happens twice."
_NONE_YET = "There is no draft yet; write one, or paste one into the box."
MOST_CHARACTERS = 100_000
# kept.js keeps no more; the file of an older one stays in the data folder.
_MOST_REMEMBERED = 50
_WITH_KEPT = '(...given) => [...given.slice(0, -1), window.planAssistantKept.read("drafts")]'


def draft_tab(
    blocks: gr.Blocks, assistant: PlanAssistant, keeper: gr.HTML, refresh: gr.Button, data: Path | None, language: Language
) -> None:
    """Fills the tab that is open. Drafts are kept in the folder `data`; `keeper` has the browser remember the ids of its own, and `refresh` lists them anew."""
    remembered = gr.JSON(visible=False)  # stands for what kept.js reads
    with gr.Row(elem_id="draft-choices"):
        kinds = [(say(name, language), kind) for kind, name in _KINDS.items()]
        audiences = [(say(name, language), audience) for audience, name in _AUDIENCES.items()]
        framings = [(name, code) for code, name in LANGUAGES.items()]
        kind = gr.Dropdown(kinds, value="brief", label=say("Kind", language), elem_id="draft-kind", min_width=130)
        audience = gr.Dropdown(audiences, value="public", label=say("For", language), elem_id="draft-audience", min_width=120)
        framing = gr.Dropdown(framings, value=language, label=say("Headings in", language), elem_id="draft-language", min_width=120)
    topics_label = say("Topics, one a line (empty: the main sections)", language)
    topics = gr.Textbox(label=topics_label, lines=1, max_lines=6, max_length=2_000, elem_id="draft-topics")
    write = gr.Button(say("Write the draft", language), variant="primary", elem_id="draft-write")
    text_label = say("Draft in Markdown, to be edited here", language)
    text = gr.Textbox(label=text_label, lines=12, max_lines=30, max_length=MOST_CHARACTERS, autoscroll=False, elem_id="draft-text")
    with gr.Row(elem_id="draft-actions"):
        check = gr.Button(say("Check it again", language), elem_id="draft-check", min_width=140)
        export = gr.Button(say("Word and Markdown", language), elem_id="draft-export", min_width=160)
        keep = gr.Button(say("Keep it", language), elem_id="draft-keep", min_width=100, visible=data is not None)
    with gr.Row(elem_id="draft-kept", visible=False) as kept:
        chosen = gr.Dropdown([], label=say("Kept drafts", language), elem_id="draft-chosen", min_width=220, scale=3)
        reopen = gr.Button(say("Open", language), elem_id="draft-open", min_width=90)
        remove = gr.Button(say("Delete", language), elem_id="draft-delete", min_width=90)
    result = gr.HTML(status(""), elem_id="draft-result", **OWN_HTML)

    writing = status(f"{say('Writing from the sources', language)} …", "working")
    checking = status(f"{say('Checking against the sources', language)} …", "working")
    desk = _Desk(assistant, data, language)
    composed = gr.State(None)
    write.click(lambda: writing, None, result, **PRIVATE).then(
        desk.write, [kind, audience, framing, topics], [text, composed, result], **ALONE
    )
    check.click(lambda: checking, None, result, **PRIVATE).then(
        lambda given: render_checked(given, assistant.index, language), text, result, **ALONE
    )
    export.click(lambda given: render_files(given, language), text, result, **ALONE)
    if data is None:
        return
    keep.click(
        desk.keep, [text, composed, kind, audience, framing, remembered], [composed, keeper, kept, chosen, result], js=_WITH_KEPT, **ALONE
    )
    reopen.click(desk.open, [chosen], [text, composed, result], **ALONE)
    remove.click(desk.delete, [chosen, composed, remembered], [keeper, kept, chosen, composed, result], js=_WITH_KEPT, **ALONE)
    gr.on([blocks.load, refresh.click], desk.listed, [remembered], [kept, chosen], js=_WITH_KEPT, **PRIVATE)


class _Desk:
    """What the buttons of the tab do; a draft in work is `(Draft, id or None)`."""

    def __init__(self, assistant: PlanAssistant, data: Path | None, language: Language) -> None:
        self._assistant = assistant
        self._data = data or Path()
        self._language = language

    def write(self, kind: Kind, audience: Audience, framing: Language, topics: str) -> tuple[Any, Any, str]:
        """The draft as Markdown, itself, and what is said under it."""
        try:
            wanted = [line.strip() for line in clean_text(topics or "")[:2_000].splitlines() if line.strip()]
            draft = compose_draft(self._assistant, kind, audience, wanted, framing)
            text = as_markdown(draft)
        except (DraftError, ValueError) as error:
            return gr.skip(), gr.skip(), failure(retell(str(error), self._language))
        except Exception:
            _log.exception("a draft could not be written")
            return gr.skip(), gr.skip(), failure(say(_FAULT, self._language))
        sentences, places = sum(bool(block.marks) for block in draft.blocks), len(draft.citations)
        said = say("Cited sentences: {sentences}; places in the sources: {places}.", self._language, sentences=sentences, places=places)
        if draft.worded[1]:
            done, parts = draft.worded
            said += " " + say("Parts worded by the language model: {done} of {parts}.", self._language, done=done, parts=parts)
        return text, (draft, None), status(said)

    def keep(self, text: str, composed: Any, kind: Kind, audience: Audience, framing: Language, remembered: object) -> tuple[Any, ...]:  # noqa: ANN401
        """Keeps the draft in the box: over the one that was opened, else as a new one."""
        text = _taken(text)
        if not text:
            return *(gr.skip() for _ in range(4)), failure(say(_NONE_YET, self._language))
        title = title_of(text)
        draft, id_ = composed or (Draft(kind, audience, (), framing, title, (), ()), None)
        try:
            kept = save_draft(self._data, replace(draft, title=title), text, id_)
        except DraftError as error:
            return *(gr.skip() for _ in range(4)), failure(retell(str(error), self._language))
        said = status(say("Kept on this computer; this browser can open it again.", self._language))
        item = {"id": kept.id}
        order = json.dumps({"list": "drafts", "put": item})
        return (draft, kept.id), order, *self.listed([*_others(remembered, kept.id), item], kept.id), said

    def open(self, id_: str | None) -> tuple[Any, Any, str]:
        """A kept draft into the box."""
        try:
            kept = open_draft(self._data, id_ or "")
            text = kept.text or as_markdown(kept.draft)
        except DraftError as error:
            return gr.skip(), gr.skip(), failure(retell(str(error), self._language))
        changed = kept.generation and kept.generation != self._assistant.index.generation.name
        said = "The sources have changed since this draft was written; check it again." if changed else "Opened."
        return text, (kept.draft, kept.id), status(say(said, self._language))

    def delete(self, id_: str | None, composed: Any, remembered: object) -> tuple[Any, ...]:  # noqa: ANN401
        """Removes a kept draft; what is in the box stays, and is a new draft from then on."""
        try:
            delete_draft(self._data, id_ or "")
        except DraftError as error:
            return *(gr.skip() for _ in range(4)), failure(retell(str(error), self._language))
        left = (composed[0], None) if composed and composed[1] == id_ else composed
        order = json.dumps({"list": "drafts", "remove": id_})
        return order, *self.listed(_others(remembered, id_)), left, status(say("Deleted.", self._language))

    def listed(self, remembered: object, chosen: str | None = None) -> tuple[Any, Any]:
        """The row of kept drafts, shown where there are any, and the choice of those that this browser remembers."""
        choices = []
        for id_ in _ids(remembered):
            try:
                kept = open_draft(self._data, id_)
            except DraftError:
                continue
            choices.append((f"{kept.draft.title}, {kept.changed[:16].replace('T', ' ')} UTC", id_))
        return gr.update(visible=bool(choices)), gr.update(choices=choices, value=chosen or (choices[0][1] if choices else None))


def render_checked(text: str, index: Index, language: Language = "en") -> str:
    """What the sources say of each sentence of an edited draft, as HTML; framing is counted and not listed."""
    try:
        lines = check_paragraphs(read_content(_taken(text).encode(), "md", "draft"), index)
    except DraftError as error:
        return failure(retell(str(error), language))
    except Exception:
        _log.exception("a draft could not be checked")
        return failure(say(_FAULT, language))
    if not lines:
        return failure(say(_NONE_YET, language))
    counted = {name: sum(line.verdict == verdict for line in lines) for verdict, name in _VERDICTS.items()}
    # What is wrong comes first: who edits looks for that.
    telling = sorted((line for line in lines if line.verdict in _VERDICTS), key=lambda line: (line.verdict == "supported", line.n))
    names = names_in(language, index)
    rows = "".join(_line(line, language, names) for line in telling)
    return status(tally(counted, language)) + report(f'<ol class="checked">{rows}</ol>', "draft", language)


def render_files(text: str, language: Language = "en") -> str:
    """Links that hold the draft as Word and as Markdown; no file of it stays on the server."""
    text = _taken(text)
    if not text:
        return failure(say(_NONE_YET, language))
    try:
        word = word_of(text)
    except DraftError as error:
        return failure(retell(str(error), language))
    return files(file_name(title_of(text), "draft"), word, text, language)


def _line(line: DraftLine, language: Language, names: Names) -> str:
    where = f" ({say(_PARTS[line.part], language)})" if line.part in _PARTS else ""
    badge = f'<span class="verdict verdict-{line.verdict}">{say(_VERDICTS[line.verdict], language)}{where}</span>'
    html = f'{badge} <span dir="auto">{escape(line.text)}</span>{differences_html(line.differences, language)}'
    for citation in line.citations[:1]:
        target = f"draft-{line.n}-{citation.n}"
        # What is supported as it stands need not be printed twice.
        if line.verdict == "supported":
            html += f'<p class="where">{cited(citation, target, language, say("Open in the source", language), names)}</p>'
        else:
            html += quoting(citation, target, language, names, say("Nearest: ", language) if line.verdict == "unsupported" else "")
    return f"<li>{html}{notes(line.notes, language)}</li>"


def title_of(text: str) -> str:
    """What a draft is called: its first line with words in it, as it reads without Markdown's signs."""
    line = next((line.strip("# ") for line in text.splitlines() if line.strip("# ")), "")
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])|\[\^\d+\]", "", line)[:200]


def _taken(text: str) -> str:
    """A draft as a browser sent it: whole characters only, and no more than the box would hold."""
    return clean_text(text or "")[:MOST_CHARACTERS].strip()


def _ids(remembered: object) -> list[str]:
    """The ids that a browser sent back, the latest first: its storage is the visitor's to change."""
    items = remembered[-_MOST_REMEMBERED:] if isinstance(remembered, list) else []
    ids = [each["id"] for each in items if isinstance(each, dict) and isinstance(each.get("id"), str)]
    return list(dict.fromkeys(reversed(ids)))


def _others(remembered: object, id_: str | None) -> list[dict[str, str]]:
    """What a browser remembers but for one draft, as it keeps it."""
    return [{"id": each} for each in reversed(_ids(remembered)) if each != id_]
