"""A draft worded by a language model: its quotations, a part at a time, become sentences that were checked against them.

The facts stay those of the draft. A part is taken over only where every sentence is borne out and every fact is kept;
else it stays in the sources' own words.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafts.records import Block, Draft
from assistant.drafts.renderings import according, in_mid_sentence, line, post_tail, said
from assistant.llm.passages import passage_of
from assistant.llm.prompts import draft_messages
from assistant.llm.records import Checked
from assistant.llm.write import ModelWriter
from assistant.records import Citation, Language
from corpus.records import Span
from index.retrieve import Index

# Statements that a model words together.
_MOST_TOGETHER = 6
# A whole draft takes no more than so many of a model's time limits.
_LIMITS = 6
_READERS = {"public": "the general public", "press": "journalists", "staff": "new members of staff", "business": "companies"}
_KINDS = {"faq": "FAQ", "brief": "one-page brief", "press-qa": "press Q&A", "post": "social post", "speech": "speaker's note"}


def worded(draft: Draft, writer: ModelWriter, index: Index, limit: int) -> Draft:
    """`draft` with the parts that the model worded rightly; `limit` is that of a post, in characters.

    After the first failure of the model the rest stays as it is.
    """
    citations = {each.n: each for each in draft.citations}
    until = time.monotonic() + _LIMITS * writer.seconds
    blocks: list[Block] = []
    worded_parts = parts = 0
    for group in _groups(draft, citations):
        cited = [citations[mark] for block in group for mark in block.marks]
        if not cited or not _is_quoted(group[0], cited[0], draft.language):
            blocks += group
            continue
        parts += 1
        written = None
        if time.monotonic() < until:
            messages = draft_messages(
                [line(each.quote) for each in cited], _KINDS[draft.kind], _READERS[draft.audience], draft.language
            )
            passages = [passage_of(n, each.source, Span(each.start, each.end), index) for n, each in enumerate(cited, start=1)]
            run = writer.draft(messages, passages, draft.language)
            if run is None:
                until = 0.0
            elif run.checked and not run.dropped:
                written = _blocks(run.checked, group, cited, draft, limit)
        worded_parts += written is not None
        blocks += written or group
    return replace(draft, blocks=tuple(blocks), engine="llm" if worded_parts else "quote", worded=(worded_parts, parts))


def _groups(draft: Draft, citations: dict[int, Citation]) -> Iterator[list[Block]]:
    """The blocks of `draft` in order: runs of quoted facts of one kind of source together, all others by themselves."""
    group: list[Block] = []
    for block in draft.blocks:
        quoted = len(block.marks) == 1 and _is_quoted(block, citations[block.marks[0]], draft.language)
        joins = (
            quoted
            and group
            and citations[group[0].marks[0]].tier == citations[block.marks[0]].tier
            and len(group) < _MOST_TOGETHER
        )
        if group and (not joins or draft.kind == "post"):
            yield group
            group = []
        if quoted:
            group.append(block)
        else:
            yield [block]
    if group:
        yield group


def _is_quoted(block: Block, citation: Citation, language: Language) -> bool:
    """Whether a block is a fact in the sources' own words, alone or as a post."""
    return said(citation, language).rstrip(" …") in block.text and block.kind in ("sentence", "item", "list")


def _blocks(
    checked: Sequence[Checked], group: Sequence[Block], cited: Sequence[Citation], draft: Draft, limit: int
) -> list[Block] | None:
    """The model's sentences as blocks under the footnotes of the facts that they state; None where a fact is missing."""
    blocks: list[Block] = []
    stated: set[int] = set()
    for each in checked:
        own = [one for one in cited if any(_within(place, one) for place in each.citations)]
        if not own:
            return None
        stated |= {one.n for one in own}
        words = each.sentence.words
        if own[0].tier == "background":
            words = according(own[0], draft.language) + in_mid_sentence(words)
        blocks.append(Block("item" if each.sentence.item else "sentence", words, tuple(one.n for one in own)))
    if stated != {one.n for one in cited}:
        return None
    if draft.kind != "post":
        return blocks
    label = group[0].text[: group[0].text.index(said(cited[0], draft.language).rstrip(" …")[:20])]
    text = label + " ".join(each.text for each in blocks) + post_tail(cited[0])
    return [Block("sentence", text, group[0].marks)] if len(text) <= limit else None


def _within(place: Citation, citation: Citation) -> bool:
    return place.source == citation.source and place.start < citation.end and citation.start < place.end
