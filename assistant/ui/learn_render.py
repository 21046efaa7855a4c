"""The learning views as HTML: outline, time line, glossary, who is who. What comes from a source is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import count

from assistant.drafts.renderings import line
from assistant.language.script import traditional
from assistant.learning.dates import iso_parts
from assistant.learning.records import Body, CitedList, GlossaryEntry, Moment, Outline, Person, Point, Section
from assistant.records import Citation, Language
from assistant.ui.markup import link, script_of, whence
from assistant.ui.names import Names, name_in
from assistant.ui.words import say
from corpus.numerals import MONTHS

# A page that holds more becomes slow; the filter by document leads to the rest.
MOST_MOMENTS = 300
MOST_POINTS = 60


class LearnRenderer:
    """Renders one view; numbers its links, so that the page knows which one is open."""

    def __init__(self, language: Language, view: str, names: Names) -> None:
        self.language = language
        self.view = view
        self.names = names
        self.numbers = count(1)

    def outline(self, read: Outline, *, folded: bool | None = None) -> str:
        """The outline of a document as boxes to open and close; `folded` also closes, or opens, the document as a whole."""
        if not read.sections:
            return ""
        tier = f'<span class="tier tier-{read.tier}">{self._tier(read.tier)}</span>'
        date = escape(date_words(read.date, self.language))
        head = f'{tier} <span lang="{read.language}">{escape(read.title)}</span> <span class="where date">{date}</span>'
        sections, single = "", sum(each.heading is not None for each in read.sections) == 1
        for each in read.sections:
            sections += self._section(each, opened=single)
        body = f'<div lang="{read.language}">{sections}</div>'
        if folded is None:
            return f'<section class="outline outline-{read.tier}"><h3>{head}</h3>{body}</section>'
        opened = "" if folded else " open"
        return f'<details class="outline outline-{read.tier}"{opened}><summary><h3>{head}</h3></summary>{body}</details>'

    def timeline(self, moments: Sequence[Moment]) -> str:
        """The dates in order, under their years."""
        if not moments:
            return self._nothing()
        html = f'<ol class="timeline">{"".join(self._moment(each) for each in moments[:MOST_MOMENTS])}</ol>'
        if len(moments) > MOST_MOMENTS:
            html += f'<p class="lead">{say("The first {shown} of {all}; choose a document to see its own.", self.language, shown=MOST_MOMENTS, all=len(moments))}</p>'
        return html

    def people(self, persons: Sequence[Person], bodies: Sequence[Body]) -> str:
        """Persons with their offices, then institutions, each as of the date of what says so."""
        if not persons and not bodies:
            return self._nothing()
        html = ""
        if persons:
            html += f'<h3>{say("People", self.language)}</h3><ul class="people">{"".join(self._person(each) for each in persons)}</ul>'
        if bodies:
            html += f'<h3>{say("Institutions", self.language)}</h3><div class="bodies">{"".join(self._body(each) for each in bodies)}</div>'
        return html

    def glossary(self, entries: Sequence[GlossaryEntry]) -> str:
        """The terms with their Chinese, a closer rendering and the place where they are printed."""
        if not entries:
            return f'<p class="empty" role="status">{say("The glossary has no such term.", self.language)}</p>'
        counted = say("Terms: {count}", self.language, count=len(entries))
        rows = "".join(self._entry(each) for each in entries)
        return f'<p class="lead" role="status">{counted}</p><dl class="glossary">{rows}</dl>'

    def words(self, citation: Citation, strong: Citation | None = None) -> str:
        """A statement as it may be shown: a note's without quotation marks; `strong` is the part of it set in bold."""
        quote, opening, closing = citation.quote, "“", "”"
        if citation.tier == "background":
            opening = closing = ""
        if strong is None:
            html = escape(line(quote))
        else:
            first, last = strong.start - citation.start, strong.end - citation.start
            html = f"{escape(quote[:first])}<strong>{escape(quote[first:last])}</strong>{escape(quote[last:])}"
        return f'<span class="said said-{citation.tier}" lang="{script_of(quote)}">{opening}{html}{closing}</span>'

    def source(self, citation: Citation) -> str:
        """The link that opens a statement in the source panel."""
        return link(citation, say("Source", self.language), f"learn-{self.view}-{next(self.numbers)}", "near", self.language)

    def _section(self, section: Section, *, opened: bool) -> str:
        shown, rest = section.points[:MOST_POINTS], len(section.points) - MOST_POINTS
        body = f'<ul class="boxes">{"".join(self._point(each) for each in shown)}</ul>' if shown else ""
        if rest > 0:
            body += f'<p class="lead">{say("… and {count} more", self.language, count=rest)}</p>'
        body += "".join(self._section(each, opened=False) for each in section.sections)
        if section.heading is None:
            return body
        title = escape(line(re.sub(r"^#+\s*", "", section.heading.quote)))
        state = " open" if opened else ""
        place = f'<p class="place">{self.source(section.heading)}</p>'
        return f'<details class="branch"{state}><summary>{title}</summary>{place}{body}</details>'

    def _point(self, point: Point) -> str:
        lists = "".join(self._list(each) for each in point.lists)
        return f'<li class="box">{self.words(point.statement)} {self.source(point.statement)}{lists}</li>'

    def _list(self, listed: CitedList) -> str:
        counted = say("{count} items", self.language, count=len(listed.items))
        lead = f"{self.words(listed.lead)} " if listed.lead else ""
        place = f'<p class="place">{self.source(listed.lead)}</p>' if listed.lead else ""
        items = "".join(self._point(each) for each in listed.items)
        return f'<details class="items-of"><summary>{lead}<span class="where">{counted}</span></summary>{place}<ol class="boxes">{items}</ol></details>'

    def _moment(self, moment: Moment) -> str:
        stamp = "-".join(f"{part:02d}" for part in (moment.year, moment.month, moment.day) if part)
        date = f'<time datetime="{stamp}">{escape(date_words(stamp, self.language))}</time>'
        marks = {
            "target": say("target", self.language),
            "ahead": say("later than its source", self.language),
            "dated": say("date of the document", self.language),
            "event": "",
        }
        badge = f' <span class="badge role-{moment.role}">{marks[moment.role]}</span>' if marks[moment.role] else ""
        inferred = (
            f' <span class="where">{say("the year is not printed beside it", self.language)}</span>'
            if moment.year_inferred
            else ""
        )
        said = self.words(moment.sentence, moment.printed)
        return f"<li>{date}{badge}{inferred}<p>{said} {self._place(moment.sentence)}</p></li>"

    def _person(self, person: Person) -> str:
        offices = ""
        for office in person.offices:
            asof = say("as of {date}", self.language, date=date_words(office.as_of, self.language))
            offices += (
                f'<li>{self.words(office.words)} <span class="where">{escape(asof)}</span>'
                f"<p>{self.words(office.sentence, office.person)} {self._place(office.sentence)}</p></li>"
            )
        return f'<li><h4>{escape(person.name)}</h4><ul class="offices">{offices}</ul></li>'

    def _body(self, body: Body) -> str:
        asof = say("as of {date}", self.language, date=date_words(body.as_of, self.language))
        rows = "".join(f"<li>{self.words(each)} {self._place(each)}</li>" for each in body.mentions)
        return f'<details class="branch"><summary>{escape(name_in(body.name, self.names))} <span class="where">{escape(asof)}</span></summary><ul class="boxes">{rows}</ul></details>'

    def _entry(self, entry: GlossaryEntry) -> str:
        term = entry.term
        chinese = traditional(term.chinese) if self.language == "zh-Hant" else term.chinese
        shown = (
            f'<span lang="{"zh-Hant" if self.language == "zh-Hant" else "zh-Hans"}">{escape(chinese)}</span>' if chinese else ""
        )
        status = {
            "C": say("Chinese from a page on this very document", self.language),
            "M": say("Chinese from another official text", self.language),
            "N": say("no official Chinese found", self.language),
        }[term.status]
        closer = (
            f'<p>{say("Closer to the Chinese:", self.language)} <span lang="en">{escape(term.better_english)}</span></p>'
            if term.better_english
            else ""
        )
        note = f'<p lang="en">{escape(term.note)}</p>' if term.note else ""
        place = f" {self._place(entry.place)}" if entry.place else ""
        return f'<dt><span lang="en">{escape(term.english)}</span> {shown}</dt><dd>{closer}{note}<p class="where">{status}{place}</p></dd>'

    def _place(self, citation: Citation) -> str:
        return f'{self.source(citation)} <span class="where">{whence(citation, self.language, self.names)}</span>'

    def _tier(self, tier: str) -> str:
        return {
            "official": say("official", self.language),
            "background": say("background", self.language),
            "user": say("added here", self.language),
        }[tier]

    def _nothing(self) -> str:
        return f'<p class="empty" role="status">{say("These sources have nothing of the kind.", self.language)}</p>'


def date_words(date: str, language: Language) -> str:
    """An ISO date as precise as it is, in words; anything else as it stands."""
    parts = iso_parts(date)
    if parts is None:
        return say("undated", language) if date == "undated" else date
    year, month, day = parts
    if language != "en":
        return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return " ".join(str(part) for part in (day, MONTHS[month - 1] if month else None, year) if part)
