"""A check as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.records import Difference, QuotationCheck, SentenceCheck
from assistant.commands.print_answer import place_text
from assistant.drafts.renderings import line

_VERDICTS = {
    "exact": "EXACT: the words stand in the source as quoted",
    "altered": "ALTERED: the source has other words",
    "not_found": "NOT FOUND: the sources do not have these words",
    "supported": "supported",
    "unsupported": "UNSUPPORTED",
    "no_claim": "no claim",
}


def quotation_text(check: QuotationCheck) -> str:
    """The verdict, the true words with the differences, the place, and notes."""
    verdict = _VERDICTS[check.verdict] + (f", in {check.places} places." if check.places > 1 else ".")
    blocks = [verdict]
    if check.citation:
        opening, closing = ("", "") if check.citation.tier == "background" else ("“", "”")
        blocks.append(f"Source\n{opening}{line(check.citation.quote)}{closing}\n{place_text(check.citation)}")
    if check.differences:
        blocks.append("Differences\n" + "\n".join(difference_text(each) for each in check.differences))
    if check.nearest:
        blocks.append(
            "Nearest in the sources\n"
            + "\n".join(f"[{each.n}] {line(each.quote)}\n    {place_text(each)}" for each in check.nearest)
        )
    if check.notes:
        blocks.append("Notes\n" + "\n".join(f"- {note}" for note in check.notes))
    return "\n\n".join(blocks)


def sentences_text(checks: Sequence[SentenceCheck]) -> str:
    """Each sentence with its verdict, what differs and its place; then the verdicts counted."""
    blocks = [_sentence(each) for each in checks]
    counts = [
        (name, sum(each.verdict == name for each in checks))
        for name in ("exact", "supported", "altered", "unsupported", "no_claim")
    ]
    blocks.append("Sentences: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts if count))
    return "\n\n".join(blocks)


def _sentence(check: SentenceCheck) -> str:
    lines = [f"{check.verdict.replace('_', ' ').upper()}: {line(check.text)}"]
    lines += [f"  {difference_text(each)}" for each in check.differences]
    if check.verdict != "no_claim":
        lead = "nearest: " if check.verdict == "unsupported" else ""
        lines += [f"  {lead}{line(each.quote)}\n    {place_text(each)}" for each in check.citations[:2]]
    lines += [f"  note: {each}" for each in check.notes]
    return "\n".join(lines)


def difference_text(difference: Difference) -> str:
    """One difference, both ways."""
    if difference.kind == "omission":
        return f"- omission: left out is “{difference.source}”"
    if not difference.said:
        return f"- {difference.kind}: the source also has “{difference.source}”"
    if not difference.source:
        return f"- {difference.kind}: “{difference.said}” is not in the source"
    return f"- {difference.kind}: “{difference.said}”, where the source has “{difference.source}”"
