"""The headings that are open at a place in a text, while it is read downward."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.headings import Heading

# Below these "1." is a deeper heading; without them it is a text's outermost number.
_ABOVE_DECIMALS = frozenset({"roman", "han", "han_paren", "article", "chapter"})


@dataclass(frozen=True, slots=True)
class _Open:
    rank: float
    heading: Heading


class OpenHeadings:
    """Takes headings in reading order and tells the section path.

    A heading that Markdown marks stands by its marks. A numbered one without marks stands below the marked ones
    that are open, and among its like by the form of its number; where headings of its form have been marked
    before, it stands beside those.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._marked: dict[str, float] = {}

    def path(self) -> tuple[str, ...]:
        """The labels of the open headings, outermost first."""
        return tuple(each.heading.label for each in self._open)

    def open(self, heading: Heading) -> tuple[str, ...]:
        """Opens a heading, closes those that it ends, and returns the path above it."""
        rank = self._rank(heading)
        self._open = [each for each in self._open if each.rank < rank]
        above = self.path()
        self._open.append(_Open(rank, heading))
        return above

    def __bool__(self) -> bool:
        """Whether any heading is open."""
        return bool(self._open)

    def _rank(self, heading: Heading) -> float:
        if heading.marked:
            if heading.form:
                self._marked[heading.form] = heading.rank
            return heading.rank
        if (beside := self._marked.get(heading.form)) is not None:
            return beside
        rank: float = heading.rank
        if heading.form.startswith("decimal") and any(each.heading.form in _ABOVE_DECIMALS for each in self._open):
            rank += 14
        marked = [each.rank for each in self._open if each.heading.marked]
        # Between two ranks of Markdown there is room for all forms of numbers.
        return max(marked) + rank / 100 if marked else rank
