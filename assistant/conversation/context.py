"""What a question leaves to the conversation: whether it lacks something, and the earlier terms that retrieval takes along.

The signs are those of English at large: words that point back, few words of content, no verb. On government
pages and real conversations (`python -m eval retrieval DIR --standalone`) the terms of earlier questions at a
part of their weight gain more than any rewording, and more than the same terms at full weight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.script import language_of
from index.terms import terms, words

# Chosen on one half of the conversations: weight of the question before, and what is left of it one turn earlier.
_WEIGHT, _FADING = 0.7, 0.8
# A question with no more terms than this says too little by itself after another question.
_FEW = 3
# A longer one that points back may still lean on the conversation; one longer than this says enough.
_MANY = 8
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|such|there|here|ones?|he|she|him|his|hers?|"
    r"others?|another|else|more|same|also|both|instead|either|neither)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|should|may|must|what|who|whom|whose|when|where|why|how|which)\b",
    re.IGNORECASE,
)


def leans_on_conversation(question: str) -> bool:
    """Whether an English question lacks something that earlier turns may supply."""
    count = len(set(terms(question)))
    return count <= _FEW or (count <= _MANY and (bool(_POINTS_BACK.search(question)) or not _VERB.search(question)))


# Share of the words of the question before from which a rewording is that question asked of something else.
_SAME = 0.5


def _takes_the_place(text: str, earlier: str) -> bool:
    """Whether a rewording is the question before with other words in it: those that it had instead are not meant."""
    kept, now = words(earlier), words(text)
    return kept[:2] == now[:2] and len({*kept} & {*now}) >= _SAME * len({*kept})


def context_terms(question: str, asked_before: Sequence[str], text: str = "") -> dict[str, float]:
    """Stems of the earlier questions (oldest first) that neither `question` nor its rewording `text` has, with their weights.

    Empty where the question lacks nothing, and for a question that is not in English.
    """
    if language_of(question) != "en" or not leans_on_conversation(question):
        return {}
    own = {*terms(question), *terms(text)}
    found: dict[str, float] = {}
    for age, earlier in enumerate(reversed(asked_before)):
        if age == 0 and text != question and _takes_the_place(text, earlier):
            continue
        for term in terms(earlier):
            if term not in own:
                found.setdefault(term, _WEIGHT * _FADING**age)
    return found
