"""The catalogue and its documents: what is refused, and with which sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.load import load_documents, read_catalogue
from corpus.records import CorpusError
from tests.conftest import LIBRARY, ROOT, write_document


def test_the_stored_text_has_lf_line_ends_and_no_byte_order_mark(tmp_path: Path):
    write_document(tmp_path, "library", b"\xef\xbb\xbf" + LIBRARY.replace("\n", "\r\n").encode())
    (document,) = load_documents(tmp_path)
    assert document.text == LIBRARY


def test_the_press_release_is_loaded_with_its_catalogue_entry():
    release = load_documents(ROOT / "corpus")[0]
    assert (release.id, release.tier, release.date) == ("press-release-2018-02-09", "official", "2018-02-12")
    assert release.text.encode() == (ROOT / "corpus" / release.path).read_bytes()


def test_a_changed_file_is_refused(tmp_path: Path):
    path = write_document(tmp_path, "library", LIBRARY)
    path.write_text(LIBRARY.replace("90", "900"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"library: .* has SHA-256 .*, the catalogue says .*; restore the file"):
        load_documents(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path):
    write_document(tmp_path, "library", LIBRARY).unlink()
    with pytest.raises(CorpusError, match=r"library: .*library\.txt cannot be read"):
        load_documents(tmp_path)


def test_a_file_outside_the_corpus_is_refused(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    write_document(tmp_path / "corpus", "library", LIBRARY, path="../secret.txt")
    with pytest.raises(CorpusError, match="lies outside"):
        load_documents(tmp_path / "corpus")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "holds no text"), (b" \n\n ", "holds no text"), (b"caf\xe9 is not UTF-8", "is not UTF-8")],
)
def test_a_file_without_readable_text_is_refused(tmp_path: Path, content: bytes, reason: str):
    write_document(tmp_path, "library", content)
    with pytest.raises(CorpusError, match=reason):
        load_documents(tmp_path)


def test_a_format_without_a_reader_is_named(tmp_path: Path):
    write_document(tmp_path, "library", LIBRARY, file="library.xyz")
    with pytest.raises(CorpusError, match=r"library\.xyz is not of a kind that can be read"):
        load_documents(tmp_path)


@pytest.mark.parametrize(
    ("catalogue", "reason"),
    [
        ("", "lists no document"),
        ("[[document]\n", "is not valid TOML"),
        ('[[document]]\nid = "a"\n', "path: Field required"),
        ("document = 3\n", "has no \\[\\[document\\]\\] tables"),
    ],
)
def test_a_malformed_catalogue_is_refused_with_the_place(tmp_path: Path, catalogue: str, reason: str):
    (tmp_path / "catalogue.toml").write_text(catalogue, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        read_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [("tier", "rumour"), ("date", "March"), ("url", "ftp://example.org"), ("sha256", "abc"), ("colour", "red"), ("id", "../x")],
)
def test_an_entry_with_an_impossible_value_is_refused(tmp_path: Path, key: str, value: str):
    write_document(tmp_path, "library", LIBRARY, **{key: value})
    with pytest.raises(CorpusError, match=rf"{key}: .*; correct the entry and try again\."):
        read_catalogue(tmp_path)


def test_an_id_that_is_listed_twice_is_refused(tmp_path: Path):
    write_document(tmp_path, "library", LIBRARY)
    write_document(tmp_path, "library", LIBRARY)
    with pytest.raises(CorpusError, match="library more than once"):
        read_catalogue(tmp_path)


def test_a_missing_catalogue_is_named(tmp_path: Path):
    with pytest.raises(CorpusError, match="There is no catalogue at"):
        read_catalogue(tmp_path)
