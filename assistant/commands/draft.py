"""`draft`: a cited draft as Markdown or Word."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.commands.failures import Failure
from assistant.commands.options import reads_index
from assistant.config import Settings

_KINDS = ["faq", "brief", "press-qa", "post", "speech"]
_AUDIENCES = ["public", "press", "staff", "business"]
_LANGUAGES = ["en", "zh-Hans", "zh-Hant"]


@click.command(short_help="Write a cited draft.")
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--audience", type=click.Choice(_AUDIENCES), default="public", show_default=True, help="For whom.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="T",
    help="What to write on; may be given again. Without it: the sources' main sections.",
)
@click.option(
    "--language",
    type=click.Choice(_LANGUAGES),
    default="en",
    show_default=True,
    help="Of headings and questions; quotations stay as printed.",
)
@click.option(
    "--limit",
    type=click.IntRange(100, 10_000),
    default=280,
    show_default=True,
    help="Most characters of a post, citation included.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE", help="Ends in .md or .docx."
)
@reads_index
def draft(kind: str, audience: str, topics: tuple[str, ...], language: str, limit: int, out: Path, settings: Settings) -> None:
    """Write a draft of KIND in the sources' own words, each sentence with its footnote.

    \b
    faq       questions and answers by section
    brief     one page: what each section opens with, and its lists
    press-qa  dates and persons first, then the rest, with what a careful reader should know
    post      a social post within --limit: one quotation and its citation (one post for each --topic)
    speech    speaker's notes: short sentences, cut at the ends of clauses

    What the audience changes: for all but staff, what opens the source comes first, then what is to be reached by a
    year. After that the public gets first what speaks of people, services and safety, business what speaks of
    enterprises, markets and standards, the press what has most dates, figures and names. Staff get the source's own
    order and its terms in English and Chinese (in Chinese drafts everyone gets these). A brief has room for about 400
    words for the public and for business, 450 for the press and 500 for staff, a speech for 3, 4, 4 and 5 sections
    (public, press, business, staff); what finds no room in a brief is listed at its end. One topic has the same
    facts for everyone.
    """  # noqa: D301 - click reads the \b as the sign for "as it stands"
    if out.suffix.lower() not in (".md", ".docx"):
        raise click.UsageError(f"FILE must end in .md or .docx, not in {out.suffix or 'nothing'}")
    from assistant.chain import open_assistant  # deferred: LangChain takes half a second, and `--help` needs none
    from assistant.drafts.compose import compose_draft
    from assistant.drafts.export import export_draft
    from assistant.drafts.records import DraftError

    try:
        made = compose_draft(open_assistant(settings), kind, audience, topics, language, limit)  # type: ignore[arg-type]
        export_draft(made, out)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except DraftError as error:
        raise Failure(str(error)) from None
    facts = sum(bool(block.marks) for block in made.blocks)
    click.echo(
        f"{out}: {facts} cited sentences, {len(made.citations)} places in {len({each.source for each in made.citations})} documents."
    )
    if made.worded[1]:
        done, parts = made.worded
        click.echo(f"The language model worded {done} of {parts} parts; what failed the check stands in the sources' own words.")
