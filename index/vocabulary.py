"""The words of the passages and of English at large: how rare a word is, and whether it is one."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.terms import STOP_WORDS, terms, words


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many passages of one segment each word stands."""

    n_passages: int
    document_frequency: dict[str, int]
    corpus_words: dict[str, int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Counts:
        """The counts of `texts`."""
        stems: Counter[str] = Counter()
        surface: Counter[str] = Counter()
        for text in texts:
            stems.update(set(terms(text)))
            surface.update({word for word in words(text) if word.isascii() and word.isalpha()})
        return cls(len(texts), dict(stems), dict(surface))

    def save(self, path: Path) -> None:
        """Writes the counts to `path`."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Counts:
        """The counts that `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Counts over the passages of an index, with the commonness of English words."""

    n_passages: int
    document_frequency: dict[str, int]
    """Number of passages with each term (English stem, number or Chinese bigram)."""
    corpus_words: dict[str, int]
    """Number of passages with each English word as printed, in lower case."""
    common_words: dict[str, float]
    """Zipf frequency (log10 of uses in a billion words) of the 28,000 commonest English words."""

    @classmethod
    def joined(cls, counts: Sequence[Counts], common_words: dict[str, float]) -> Vocabulary:
        """The vocabulary of several segments: the counts of the smaller are added to those of the largest."""
        largest, *others = sorted(counts, key=lambda each: -each.n_passages)
        stems, surface = Counter(largest.document_frequency), Counter(largest.corpus_words)
        for each in others:
            stems.update(each.document_frequency)
            surface.update(each.corpus_words)
        return cls(sum(each.n_passages for each in counts), stems, surface, common_words)

    def inverse_document_frequency(self, term: str) -> float:
        """ln((N + 1) / (df + 0.5)), at least 0.1: how much a term tells passages apart."""
        return max(0.1, math.log((self.n_passages + 1) / (self.document_frequency.get(term, 0) + 0.5)))

    def is_word(self, word: str) -> bool:
        """Whether an English word in lower case is a common one or occurs in the passages."""
        return word in self.corpus_words or word in self.common_words or word in STOP_WORDS


def common_english() -> dict[str, float]:
    """Zipf frequencies of the commonest English words, as wordfreq's small list has them."""
    import wordfreq  # deferred: takes 0.3 s, and only building needs it

    frequencies = wordfreq.get_frequency_dict("en", "small")
    return {word: round(math.log10(value) + 9, 2) for word, value in frequencies.items() if word.isascii() and word.isalpha()}
