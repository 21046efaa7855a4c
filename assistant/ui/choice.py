"""The choice of sources that an answer may come from, folded away above the question until it is wanted."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.records import Language
from assistant.sources import Sources, SourcesError
from assistant.ui.markup import failure
from assistant.ui.options import OWN_HTML, PRIVATE
from assistant.ui.words import retell, say
from corpus.records import TIERS
from index.retrieve import Index

_TIERS = {"official": "Official", "background": "Background", "user": "Added by the operator"}


class SourcesChoice:
    """The fields of the choice, in the order in which `sources_of` takes their values."""

    def __init__(self, blocks: gr.Blocks, assistant: PlanAssistant, language: Language) -> None:
        """Fills the open column; what is offered is read from the index whenever the page is opened."""
        self._assistant = assistant
        self._language = language
        with gr.Accordion(self._label(Sources()), open=False, elem_id="sources-choice", visible=self._offers()) as self._fold:
            said = gr.HTML("", elem_id="choice-said", **OWN_HTML)
            documents = gr.Dropdown(self._documents(), multiselect=True, label=say("Sources", language), elem_id="choice-documents")
            with gr.Row(elem_classes="choice-row"):
                tiers = gr.CheckboxGroup(self._tiers(), label=say("Kind of source", language), elem_id="choice-tiers", min_width=200)
                publishers = gr.Dropdown(self._publishers(), multiselect=True, label=say("Published by", language), elem_id="choice-publishers", min_width=220)
            with gr.Row(elem_classes="choice-row"):
                dates: dict[str, Any] = {"placeholder": "YYYY-MM-DD", "max_length": 10, "max_lines": 1, "min_width": 130}
                since = gr.Textbox(label=say("Published from", language), elem_id="choice-since", **dates)
                until = gr.Textbox(label=say("Published until", language), elem_id="choice-until", **dates)
                all_again = gr.Button(say("All sources again", language), size="sm", elem_id="choice-all", min_width=130)
        self.fields = [documents, tiers, publishers, since, until]
        changes = [documents.change, tiers.change, publishers.change, since.change, until.change]
        gr.on(changes, self.told, self.fields, [self._fold, said], **PRIVATE)
        all_again.click(lambda: ([], [], [], "", ""), None, self.fields, **PRIVATE)
        blocks.load(self._offered, None, [self._fold, documents, tiers, publishers], **PRIVATE)

    def told(self, *values: Any) -> tuple[Any, str]:  # noqa: ANN401 - what Gradio hands over
        """The label for a choice, and what is wrong with it."""
        sources = sources_of(*values)
        try:
            return gr.update(label=self._label(sources)), ""
        except SourcesError as error:
            return gr.update(label=say("Sources: a choice that does not hold", self._language)), failure(retell(str(error), self._language))

    def _label(self, sources: Sources) -> str:
        """One line that says which sources are asked; raises as `Sources.narrowed` does."""
        index = self._index
        kept, every = len(sources.narrowed(index).manifest.documents), len(index.manifest.documents)
        if kept == every:
            return say("Sources: all {count}", self._language, count=every)
        return say("Sources: {kept} of {count}", self._language, kept=kept, count=every)

    def _offered(self) -> tuple[Any, ...]:
        return (
            gr.update(visible=self._offers()),
            *(gr.update(choices=choices) for choices in (self._documents(), self._tiers(), self._publishers())),
        )

    def _offers(self) -> bool:
        return len(self._index.manifest.documents) > 1

    @property
    def _index(self) -> Index:
        return self._assistant.index

    def _documents(self) -> list[tuple[str, str]]:
        return [(entry["title"], entry["id"]) for entry in self._index.manifest.documents]

    def _tiers(self) -> list[tuple[str, str]]:
        held = {entry["tier"] for entry in self._index.manifest.documents}
        return [(say(_TIERS[tier], self._language), tier) for tier in TIERS if tier in held]

    def _publishers(self) -> list[str]:
        return sorted({entry["publisher"] for entry in self._index.manifest.documents})


def sources_of(documents: object, tiers: object, publishers: object, since: object, until: object) -> Sources:
    """The choice that a browser sent; what is no text in it counts as left out."""
    return Sources(_texts(documents), _texts(tiers), _texts(publishers), _text(since), _text(until))


def _texts(given: object) -> tuple[str, ...]:
    return tuple(each for each in given if isinstance(each, str)) if isinstance(given, list) else ()


def _text(given: object) -> str:
    return given.strip()[:10] if isinstance(given, str) else ""
