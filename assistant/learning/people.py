"""Who is who: persons with the offices that the sources give them, and the institutions that they name."""

from __future__ import annotations

from functools import lru_cache

from assistant.learning.names import appointed, bodies
from assistant.learning.records import Body, Office, Person
from assistant.learning.sources import as_of, by_authority, cited_in
from assistant.places import Statement, statements
from assistant.records import Citation
from corpus.records import Span
from index.retrieve import Index

# Enough to see what a source has the institution do; the rest is found by asking.
_MOST_MENTIONS = 3


@lru_cache(maxsize=4)
def persons(index: Index) -> tuple[Person, ...]:
    """The persons whose office a sentence names, in the order of their first official mention; none for none."""
    found: dict[str, list[Office]] = {}
    for statement in sorted(statements(index), key=by_authority):
        for each in appointed(statement.text):
            office = _office(index, statement, each.office, each.person)
            name = " ".join(each.person.of(statement.text).split())
            known = found.setdefault(name, []) if office else []
            if office and not any(_same(office, other) for other in known):
                known.append(office)
    return tuple(Person(name, tuple(offices)) for name, offices in found.items() if offices)


@lru_cache(maxsize=4)
def institutions(index: Index) -> tuple[Body, ...]:
    """The institutions that the sources name, in the order of their first official mention; none for none."""
    found: dict[str, tuple[str, str, list[Citation]]] = {}
    for statement in sorted(statements(index), key=by_authority):
        for span in bodies(statement.text):
            name = " ".join(span.of(statement.text).split())
            _, _, mentions = found.setdefault(name.lower(), (name, as_of(statement), []))
            citation = cited_in(index, statement)
            if citation and citation not in mentions and len(mentions) < _MOST_MENTIONS:
                mentions.append(citation)
    return tuple(Body(name, tuple(mentions), date) for name, date, mentions in found.values() if mentions)


def _office(index: Index, statement: Statement, office: Span, person: Span) -> Office | None:
    words, name, sentence = cited_in(index, statement, office), cited_in(index, statement, person), cited_in(index, statement)
    return Office(words, name, sentence, as_of(statement)) if words and name and sentence else None


def _same(one: Office, other: Office) -> bool:
    """Whether two sources of one date give the office in the same words."""
    return one.as_of == other.as_of and " ".join(one.words.quote.lower().split()) == " ".join(other.words.quote.lower().split())
