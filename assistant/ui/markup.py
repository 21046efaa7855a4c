"""The pieces of HTML that the tabs share. Whatever comes from a source, a visitor or a model is escaped where it is set."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from html import escape

from assistant.drafts.renderings import line
from assistant.press import press_form
from assistant.records import Citation, Language
from assistant.ui.names import Names, name_in
from assistant.ui.words import retell, say

_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def link(citation: Citation, label: str, target: str, kind: str, language: Language) -> str:
    """A link that page.js opens in the source panel, with all that the panel says of the citation; `kind` is `mark` or `near`.

    `target` names the place on the page: it is the same for no two links. Read aloud, a link has the name of no link to another place.
    """
    values = {"label": label, "tier": say(citation.tier, language), "title": citation.title, "date": citation.date}
    if (quote := ends(citation.quote)) in ends(label.strip("“”")):
        said = say("{label} {tier} source: {title}, {date}", language, **values)
    else:
        said = say("{label} {tier} source: {title}, {date}: {quote}", language, quote=quote, **values)
    data = json.dumps(asdict(citation), ensure_ascii=False)
    return (
        f'<a class="{kind} {kind}-{citation.tier}" href="#src-{escape(target)}" aria-label="{escape(said)}" data-doc="{escape(citation.source)}" '
        f'data-citation="{escape(data)}" data-press="{escape(press_form(citation, language))}">{escape(label)}</a>'
    )


def quoted(citation: Citation) -> str:
    """The citation's words on one line: in quotation marks, but for a note's, which are not the plan's own."""
    words = line(citation.quote)
    return words if citation.tier == "background" else f"“{words}”"


def whence(citation: Citation, language: Language, names: Names) -> str:
    """Who says it, when and on which page, as HTML; of a note, whom its statement goes back to."""
    said, date = citation.publisher, citation.date
    if citation.statement_source:
        said, date = citation.statement_source, citation.statement_date or date
    when = f'<span class="date">{escape(say("undated", language) if date == "undated" else date)}</span>'
    where = say("{tier}: {publisher}, {date}", language, tier=say(citation.tier, language), publisher=escape(name_in(said, names)), date=when)
    return say("{where}, p. {page}", language, where=where, page=citation.page) if citation.page else where


def cited(citation: Citation, target: str, language: Language, label: str, names: Names) -> str:
    """A line that opens a citation by `label`, and says whose words they are."""
    return f'{link(citation, label, target, "near", language)} <span class="where">{whence(citation, language, names)}</span>'


def quoting(citation: Citation, target: str, language: Language, names: Names, lead: str = "") -> str:
    """The citation's words after `lead`, and the line that opens them in their source."""
    said = f'<span class="said" lang="{script_of(citation.quote)}">{escape(quoted(citation))}</span>'
    where = cited(citation, target, language, say("Open in the source", language), names)
    return f'<div class="quoting">{escape(lead)}{said}<p class="where">{where}</p></div>'


def script_of(text: str) -> str:
    """The language to announce and set a source's words in: `zh` where more than a fifth of them is Chinese, else `en`."""
    return "zh" if 5 * len(_CHINESE.findall(text)) > len(text) else "en"


def nearest(citations: Sequence[Citation], target: str, language: Language, names: Names) -> str:
    """The passages that come nearest where the sources do not say, or nothing."""
    if not citations:
        return ""
    rows = "".join(
        f"<li>{cited(each, f'{target}-near-{each.n}', language, shortened(each.quote), names)}</li>" for each in citations
    )
    return f'<p class="lead">{say("The nearest passages, as a lead:", language)}</p><ul class="nearest">{rows}</ul>'


def notes(texts: Iterable[str], language: Language) -> str:
    """What a careful reader should know, a paragraph each."""
    return "".join(f'<p class="note" role="note">{escape(retell(text, language))}</p>' for text in texts)


def failure(sentence: str) -> str:
    """The one sentence that says what went wrong and what to do."""
    return f'<p class="failure" role="alert">{escape(sentence)}</p>'


def working(words: str) -> str:
    """What is shown while something takes its time."""
    return f'<p class="working">{escape(words)} …</p>'


def status(words: str, kind: str = "lead") -> str:
    """What is announced: one line. It stands first, so that one takes the place of another."""
    return f'<p class="{kind}" role="status">{escape(words)}</p>'


def tally(counted: Mapping[str, int], language: Language) -> str:
    """How many there are of each, on one line."""
    return " · ".join(say("{name}: {count}", language, name=say(name, language), count=count) for name, count in counted.items())


def report(body: str, name: str, language: Language) -> str:
    """A report with a heading to go to, which is read only by who goes there; `name` is its own on the page."""
    heading = f'<h2 class="report-head" id="{name}-head">{say("What the sources say", language)}</h2>'
    return f'<section class="check" aria-labelledby="{name}-head">{heading}{body}</section>'


def files(name: str, word: bytes, markdown: str, language: Language) -> str:
    """Links that hold a text under the `name` of a file as Word and as Markdown; no file of it stays on the server."""
    links = [
        _download(f"{name}.docx", _WORD, word, say("Word, with footnotes", language)),
        _download(f"{name}.md", "text/markdown", markdown.encode(), "Markdown"),
    ]
    return f'<p class="files" role="status">{" · ".join(links)}</p>'


def file_name(title: str, otherwise: str) -> str:
    """A title as the name of a file, without its ending: letters and digits of any script, and hyphens in place of the rest."""
    words = re.sub(r"[\W_]+", "-", title).strip("-")
    return words[:60].rstrip("-") or otherwise


def shortened(text: str, limit: int = 160) -> str:
    """`text` on one line, cut after a word where it is longer than `limit` characters."""
    text = line(text)
    # Chinese has no spaces to break at.
    return text if len(text) <= limit else f"{text[: limit - 2].rsplit(' ', 1)[0]} …"


def ends(text: str, limit: int = 90) -> str:
    """`text` on one line, its middle left out where it is longer than `limit` characters."""
    text = line(text)
    return text if len(text) <= limit else f"{text[: limit - 33].rsplit(' ', 1)[0]} … {text[-30:].split(' ', 1)[-1]}"


def named(label: str, of: str) -> str:
    """The attribute that tells a thing from others of the same `label`: whose it is."""
    return f'aria-label="{escape(f"{label}: {ends(of)}")}"'


def _download(name: str, kind: str, content: bytes, label: str) -> str:
    return f'<a class="file" download="{escape(name)}" href="data:{kind};base64,{base64.b64encode(content).decode()}">{label}</a>'
