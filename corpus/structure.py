"""A document's structure: its pieces under their headings, and its lists."""

from __future__ import annotations

import re

from corpus.enumerations import Marker, declared_count, ordinal_markers, series_in
from corpus.headings import ARTICLE_RANK, Heading, is_article, is_furniture, line_heading, run_in_heading
from corpus.outline import OpenHeadings
from corpus.records import Attribution, Document, Enumeration, Piece, Span, Structure
from corpus.sentences import paragraph_spans, sentence_spans
from corpus.tables import Row, inside_bars, table_rows

_ATTRIBUTION = re.compile(
    r"Source:\s*(?P<source>[^|]+?)\s*\|\s*(?P<date>[^|]+?)\s*\|\s*(?P<url>[^|]+?)\s*(?:\|\s*facts?\s+(?P<facts>[^|]+?)\s*)?$"
)

_BULLET = re.compile(r"(?:[-*+•·▪◦●○■–—]|\uf0b7)\s+(?=\S)")
# A table's cell may hold whole paragraphs; a longer row is cut into its sentences.
_LONG_ROW = 240


def read_structure(document: Document) -> Structure:
    """The pieces and lists of `document`, in reading order; both empty for an empty text."""
    paragraphs = paragraph_spans(document.text)
    rows = table_rows(document.text, paragraphs)
    reader = _Reader(document.text)
    for number, paragraph in enumerate(paragraphs):
        reader.take(paragraph, rows.get(number))
    return reader.structure()


class _Reader:
    """Walks down a text once, keeping the headings that are open and the lists that may go on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[Piece] = []
        self.headings = OpenHeadings()
        self.heading_spans: list[Span] = []
        self.markers: list[Marker] = []
        self.run_ins: list[tuple[int, Span, Span, tuple[str, ...]]] = []
        self.paragraph = -1
        self.bulleted = -2
        self.prose_seen = False

    def take(self, paragraph: Span, row: Row | None = None) -> None:
        """Adds the pieces of one paragraph, which may be a line of a table."""
        self.paragraph += 1
        words = paragraph.of(self.text)
        if row:
            self._take_row(paragraph, row)
        elif match := _ATTRIBUTION.fullmatch(words):
            self._attribute(match)
        elif is_furniture(words):
            self._add(paragraph, "furniture", ())
        elif heading := line_heading(words):
            self._add(paragraph, "heading", self.headings.open(heading))
            self.heading_spans.append(paragraph)
        elif not self.prose_seen and not self.headings and _is_title(words):
            self._add(paragraph, "title", ())
        else:
            self.prose_seen = True
            self._take_prose(paragraph)

    def structure(self) -> Structure:
        """What was read."""
        return Structure(tuple(self.pieces), tuple(self._enumerations()))

    def _add(self, span: Span, kind: str, section: tuple[str, ...]) -> None:
        self.pieces.append(Piece(span, kind, self.paragraph, section))  # type: ignore[arg-type]

    def _take_row(self, line: Span, row: Row) -> None:
        self.prose_seen = True
        cells, section = inside_bars(self.text, line), self.headings.path()
        if row.part == "rule" or cells.start == cells.end:
            self._add(line, "furniture", ())
            return
        parts = sentence_spans(self.text, cells) if cells.end - cells.start > _LONG_ROW else [cells]
        for part in parts:
            # The header tells what a row's figures are, so that it stands in the row's path.
            self._add(part, "sentence", (*section, row.columns) if row.columns else section)

    def _take_prose(self, paragraph: Span) -> None:
        section, body = self.headings.path(), paragraph
        if bullet := _BULLET.match(self.text, paragraph.start, paragraph.end):
            self._take_item(Span(bullet.end(), paragraph.end), section)
            return
        if run_in := run_in_heading(paragraph.of(self.text)):
            label, length = run_in
            heading = Span(paragraph.start, paragraph.start + length)
            if is_article(label):
                # The articles of a law are no list of what stands above them, and rule what follows up to the next.
                section = self.headings.open(Heading(ARTICLE_RANK, label, "article"))
            else:
                self.run_ins.append((self.paragraph, heading, paragraph, section))
            self._add(heading, "heading", section)
            # Another run-in heading rules its own paragraph only: what follows may sum up the whole section.
            section, body = (*section, label), Span(heading.end, paragraph.end)
        item: tuple[str, ...] = ()
        for sentence in sentence_spans(self.text, body):
            markers = ordinal_markers(self.text, sentence, at_paragraph=sentence.start == paragraph.start)
            self.markers += [Marker(each.span, each.number, sentence, paragraph, section) for each in markers]
            if markers:
                # A sentence that holds several items is under none of them.
                item = (_item_label(self.text, markers[0].span, sentence),) if len(markers) == 1 else ()
            self._add(sentence, "sentence", section + item)

    def _take_item(self, body: Span, section: tuple[str, ...]) -> None:
        """Adds an item of a list without numbers; it counts on from the item right above it."""
        last = self.markers[-1] if self.markers else None
        goes_on = last and self.bulleted == self.paragraph - 1 and last.section == section
        number = last.number + 1 if last and goes_on else 1
        for position, sentence in enumerate(sentence_spans(self.text, body)):
            if position == 0:
                self.markers.append(Marker(Span(body.start, body.start), number, sentence, body, section))
            self._add(sentence, "sentence", section)
        self.bulleted = self.paragraph

    def _attribute(self, match: re.Match[str]) -> None:
        """Gives the statement above a `Source:` line its attribution."""
        url = None if match["url"].lower().startswith("no ") else match["url"]
        facts = tuple(fact.strip() for fact in (match["facts"] or "").split(",") if fact.strip())
        attribution = Attribution(match["source"], match["date"], url, facts)
        statement = self.pieces[-1].paragraph if self.pieces else None
        for position in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[position]
            if piece.paragraph != statement or piece.kind != "sentence":
                break
            self.pieces[position] = Piece(piece.span, piece.kind, piece.paragraph, piece.section, attribution)

    def _enumerations(self) -> list[Enumeration]:
        found = [self._ordinal_list(run) for run in _runs(self.markers)]
        found += self._heading_lists()
        for piece in self.pieces:
            if piece.kind == "sentence":
                found += series_in(self.text, piece)
        return sorted(found, key=lambda each: (each.items[0].start, -each.items[-1].end))

    def _ordinal_list(self, run: list[Marker]) -> Enumeration:
        items, labels = [], []
        for position, marker in enumerate(run):
            last = position + 1 == len(run)
            same = not last and run[position + 1].paragraph == marker.paragraph
            end = run[position + 1].span.start if same else marker.paragraph.end
            items.append(_stripped(self.text, marker.span.start, end))
            labels.append(_stripped(self.text, marker.span.start, min(marker.sentence.end, end)))
        lead = self._lead_before(run[0])
        count, noun = declared_count(lead.of(self.text))
        section = run[0].section
        return Enumeration(lead, tuple(items), tuple(labels), section, "ordinal", count, noun)

    def _lead_before(self, marker: Marker) -> Span:
        """The words that introduce an ordinal list: its own sentence's opening, else the sentence before."""
        opening = _stripped(self.text, marker.sentence.start, marker.span.start)
        if opening.end > opening.start:
            return opening
        before = [piece for piece in self.pieces if piece.span.end <= marker.span.start and piece.kind != "furniture"]
        return before[-1].span if before else Span(marker.span.start, marker.span.start)

    def _heading_lists(self) -> list[Enumeration]:
        """Run-in headings numbered 1, 2, 3 … below one heading are a list of that heading's contents."""
        found = []
        for section in dict.fromkeys(entry[3] for entry in self.run_ins):
            entries = [entry for entry in self.run_ins if entry[3] == section]
            if len(entries) < 2:
                continue
            lead = max((h for h in self.heading_spans if h.end <= entries[0][1].start), key=lambda h: h.start, default=None)
            lead = lead or Span(entries[0][1].start, entries[0][1].start)
            found.append(
                Enumeration(
                    lead,
                    tuple(entry[2] for entry in entries),
                    tuple(entry[1] for entry in entries),
                    section,
                    "headings",
                    None,
                    "",
                )
            )
        return found


def _runs(markers: list[Marker]) -> list[list[Marker]]:
    """Markers cut into lists that count 1, 2, 3 … within one section; a lone "first" is no list."""
    runs: list[list[Marker]] = []
    for marker in markers:
        if runs and marker.number == len(runs[-1]) + 1 and marker.section == runs[-1][-1].section:
            runs[-1].append(marker)
        elif marker.number == 1:
            runs.append([marker])
    return [run for run in runs if len(run) >= 2]


def _is_title(words: str) -> bool:
    return len(words) <= 160 and words[-1] not in ".!?。！？:：;；"


def _item_label(text: str, marker: Span, sentence: Span) -> str:
    """The opening of a list item, up to its first comma or stop after the ordinal, for a section path."""
    words = text[marker.start : sentence.end]
    head = re.match(r"\W*\w+\W+[^,.;:，。；：]{3,80}", words)
    label = (head[0] if head else words[:60]).strip()
    return label if len(label) < 70 else label[:70].rsplit(" ", 1)[0] + " …"


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without white space around it, and without the sign that sets a Chinese item apart from the next."""
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip().rstrip("；"))))
