"""Does a source bear a claim out: its words covered, its facts the same and said of the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.checking.facts import Fact
from assistant.checking.figures import fact_differences
from assistant.checking.names import (
    agent_differences,
    code_differences,
    name_differences,
    other_subjects,
    post_differences,
    role_differences,
    subject_differences,
)
from assistant.checking.records import Difference
from assistant.checking.relations import ordered_otherwise, paired_otherwise
from assistant.checking.source import Source, met_by
from assistant.checking.turns import turned
from assistant.checking.wording import UNITS, Content, Wording

# Least share of the weight of a claim's words that its source must have, by itself or with its headings; chosen on
# `python -m eval claims`, where paraphrases rarely fall below it and sentences of another fact rarely reach it.
SUPPORTED = 0.7
# Share of that weight that may stand nowhere near.
MISSING = 0.22
# From here on a claim with a wrong figure, name or negation speaks of this source.
SAME_MATTER = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a source bears a claim out."""

    source: Source
    coverage: float
    """Share of the weight of the claim's words that the source has, headings included."""
    own: float
    """The same, counting only what its sentences have themselves."""
    differences: tuple[Difference, ...]
    supported: bool


def compare(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> Agreement:
    """How far `source` bears out `claim`, whose wording and facts are given."""
    wording = replace(wording, contents=tuple(each for each in wording.contents if not _measures(each, facts)))
    total = sum(each.weight for each in wording.contents) or 1.0
    unread = 1.5 * sum(len(run) > 1 for run in wording.unread)
    met = {each.stem: met_by(each, source) for each in wording.contents}
    coverage = sum(each.weight * met[each.stem] for each in wording.contents) / (total + unread)
    own = sum(each.weight for each in wording.contents if met[each.stem] == 1.0) / (total + unread)
    differences = [
        *fact_differences(claim, wording, facts, source),
        *name_differences(wording, met, source),
        *code_differences(claim, source),
        *agent_differences(claim, wording, met, source),
        *role_differences(claim, source),
        *post_differences(claim, wording, source),
        *subject_differences(claim, source),
        *other_subjects(claim, wording, facts, source),
        *ordered_otherwise(claim, wording, source),
        *paired_otherwise(claim, wording, facts, source),
        *turned(claim, wording, met, source),
    ]
    has_matter = bool(wording.contents) or bool(facts)
    supported = has_matter and not differences and coverage >= SUPPORTED and own >= 0.5 and not _hollow(wording, met)
    return Agreement(source, coverage, own, tuple(dict.fromkeys(differences)), supported)


def _measures(content: Content, facts: Sequence[Fact]) -> bool:
    """Whether a word is part of a figure ("a quarter of a million") or its unit ("ten days"), and is compared with it."""
    if any(fact.span.start <= content.start < fact.span.end for fact in facts):
        return True
    return content.stem in UNITS and any(
        fact.kind == "figure" and fact.unit and fact.span.start <= content.start <= fact.span.end + _UNIT_REACH for fact in facts
    )


# Characters between a figure and its unit: "two consecutive years".
_UNIT_REACH = 14


def _hollow(wording: Wording, met: Mapping[str, float]) -> bool:
    """Whether what is missing weighs as much as a distinctive word of its own, so that the claim may state something else."""
    missing = sum(each.weight for each in wording.contents if met[each.stem] == 0.0)
    return missing > MISSING * sum(each.weight for each in wording.contents)
