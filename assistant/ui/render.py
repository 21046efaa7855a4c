"""Answers as HTML: a conversation, an element for each question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from assistant.press import answer_with_sources
from assistant.records import Answer, Language, Status
from assistant.ui.kept import KeptAnswer
from assistant.ui.markup import failure, link, named, nearest, working
from assistant.ui.names import NO_NAMES, Names
from assistant.ui.words import say

_MARK = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"(\d{1,3})\. ")
_ABSTAINED: dict[Status, str] = {
    "not_in_sources": "Not in the sources",
    "off_topic": "Not about the plan",
    "refused": "Not answered",
    "unclear": "Please say more",
}
_EMPTY = "Ask a question about the plan. Every sentence of an answer opens the source it comes from."


def render_conversation(
    kept: Sequence[KeptAnswer], language: Language = "en", *, feedback: bool = False, names: Names = NO_NAMES
) -> list[str]:
    """The conversation so far, an HTML element for each question; what to do where there is none."""
    parts = [render_exchange(each, number, language, feedback=feedback, names=names) for number, each in enumerate(kept)]
    return parts or [f'<p class="empty">{say(_EMPTY, language)}</p>']


def render_pending(question: str, language: Language) -> str:
    """A question that is being answered."""
    return _exchange(question, working(say("Looking in the sources", language)), ' aria-busy="true"')


def render_failure(question: str, sentence: str) -> str:
    """A question that could not be answered for a fault of ours, with the one sentence that says so."""
    return _exchange(question, failure(sentence))


def _exchange(question: str, body: str, attributes: str = "") -> str:
    # dir="auto" sets the question apart: a right-to-left mark in it turns nothing around it.
    asked = f'<h2 class="asked" dir="auto">{escape(question)}</h2>'
    return f'<article class="exchange"{attributes}>{asked}{body}</article>'


def render_exchange(kept: KeptAnswer, number: int, language: Language, *, feedback: bool, names: Names = NO_NAMES) -> str:
    """A question and its answer, the one at position `number` of the conversation.

    `language` is the page's; an answer keeps the language that its question was asked in. With `feedback`
    the visitor is asked what is to be said of it.
    """
    answer = kept.answer
    kind = "abstention" if answer.abstained else "answer"
    badge = f'<p class="badge">{say(_ABSTAINED[answer.status], language)}</p>' if answer.abstained else ""
    remarks = "".join(
        f'<p class="note" role="note"><strong>{say("Note.", language)}</strong> {_marked(note, (), answer, number, language)}</p>'
        for note in answer.notes
    )
    said = f'<div lang="{answer.language}">{_render_text(answer, number, language)}{remarks}</div>'
    body = badge + said + nearest(answer.nearest, str(number), language, names) + _suggestions(answer, language)
    if answer.standalone_question != answer.question:
        understood = say("Understood as", language)
        body += f'<details data-fold="{escape(kept.id)}-understood"><summary {named(understood, answer.question)}>{understood}</summary><p dir="auto">{escape(answer.standalone_question)}</p></details>'
    # An answer that is still growing has no time yet, and nothing to be copied or judged.
    if answer.elapsed_ms:
        body += _under(kept, language, feedback)
    return _exchange(answer.question, f'<div class="{kind}">{body}</div>')


def _under(kept: KeptAnswer, language: Language, feedback: bool) -> str:
    """What can be done with an answer, and how long it took."""
    answer = kept.answer
    worded = _model_use(answer, language)
    took = f'<span class="took">{worded}{_duration(answer.elapsed_ms)}</span>'
    label = say("Copy with sources", language)
    copy = f'<button type="button" class="act" {named(label, answer.question)} data-copy="{escape(answer_with_sources(answer, language))}">{label}</button>'
    return f'<div class="under">{copy}{_feedback(kept, language) if feedback else ""}{took}</div>'


def _model_use(answer: Answer, language: Language) -> str:
    """What a language model did for an answer, and its tokens; nothing where none was asked."""
    if answer.model_use is None:
        return ""
    words = "Worded by a language model and checked" if answer.engine == "llm" else "A language model was asked"
    tokens = answer.model_use.input_tokens + answer.model_use.output_tokens
    counted = say("{tokens} tokens", language, tokens=f"{tokens:,}") if tokens else ""
    return "".join(f"{each} · " for each in (say(words, language), counted) if each)


def _feedback(kept: KeptAnswer, language: Language) -> str:
    of, asks, comment = kept.answer.question, say("Is this right?", language), say("Comment (optional)", language)
    choices = "".join(
        f'<button type="submit" class="act" value="{verdict}" {named(say(words, language), of)}>{say(words, language)}</button>'
        for verdict, words in (("right", "Right"), ("wrong", "Wrong"), ("missing", "Something is missing"))
    )
    return (
        f'<details class="feedback" data-fold="{escape(kept.id)}"><summary {named(asks, of)}>{asks}</summary><form data-answer="{escape(kept.id)}">'
        f'<textarea rows="2" maxlength="2000" {named(comment, of)} placeholder="{comment}"></textarea>'
        f'<div class="choices">{choices}</div>'
        f'<p class="where">{say("Kept on this computer for its operator: question, answer, citations, verdict, comment; no name and no address.", language)}</p>'
        f'</form><p role="status"></p></details>'
    )


def _suggestions(answer: Answer, language: Language) -> str:
    if not answer.suggestions:
        return ""
    rows = "".join(f'<li><button type="button" class="suggestion" dir="auto">{escape(each)}</button></li>' for each in answer.suggestions)
    return f'<p class="lead">{say("The sources do answer:", language)}</p><ul class="suggestions">{rows}</ul>'


def _duration(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def _render_text(answer: Answer, number: int, language: Language) -> str:
    """The answer's lines, those that a number opens in a list; a comparison as its table."""
    if answer.table:
        return _render_table(answer, number, language)
    html, in_list = "", False
    for text, spans in _lines(answer):
        item = _ITEM.match(text)
        if bool(item) != in_list:
            in_list = bool(item)
            html += '<ol class="items">' if in_list else "</ol>"
        first = item.end() if item else 0
        words = _marked(text, spans, answer, number, language, first)
        # The number stays text: it is copied with the answer, as a list's own number is not.
        html += (
            f'<li class="line"><span class="number">{text[:first]}</span>{words}</li>' if item else f'<p class="line">{words}</p>'
        )
    return html + ("</ol>" if in_list else "")


def _render_table(answer: Answer, number: int, language: Language) -> str:
    heads, *rows = answer.table
    head = "".join(f'<th scope="col" dir="auto">{escape(each)}</th>' for each in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(each, answer, number, language)}</td>' for each in row)}</tr>" for row in rows
    )
    return f'<div class="compared" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(text: str, answer: Answer, number: int, language: Language) -> str:
    return "".join(f'<p class="line">{_marked(line, (), answer, number, language)}</p>' for line in text.split("\n"))


def _lines(answer: Answer) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each line of the answer with what is emphasised in it."""
    offset = 0
    for text in answer.answer.split("\n"):
        end = offset + len(text)
        spans = [(max(first, offset) - offset, min(last, end) - offset) for first, last in answer.emphasis]
        if text.strip():
            yield text, [(first, last) for first, last in sorted(spans) if first < last]
        offset = end + 1


def _marked(text: str, spans: Sequence[tuple[int, int]], answer: Answer, number: int, language: Language, position: int = 0) -> str:
    """A line from `position` on as HTML: emphasis bold, and each mark that has a citation a link into its source."""
    citations = {citation.n: citation for citation in answer.citations}
    html = ""
    for match in _MARK.finditer(text, position):
        if citation := citations.get(int(match[1])):
            html += _emphasised(text, position, match.start(), spans)
            html += link(citation, match[0], f"{number}-{citation.n}", "mark", language)
            position = match.end()
    return html + _emphasised(text, position, len(text), spans)


def _emphasised(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    html, position = "", start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            html += f"{escape(text[position:first])}<strong>{escape(text[first:last])}</strong>"
            position = last
    return html + escape(text[position:end])
