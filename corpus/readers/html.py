"""HTML: the headings, paragraphs, lists and tables of a page, without its navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from corpus.readers.blocks import stored_text, table_blocks
from corpus.readers.encoding import decode
from corpus.readers.records import Block, FileText
from corpus.records import CorpusError

_LEFT_OUT = frozenset(
    "script style noscript template head nav header footer aside form button select input textarea iframe object embed svg canvas "
    "audio video dialog menu".split()
)
_BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd table tr td th h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption address "
    "details summary hr center body fieldset caption thead tbody tfoot".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|footer|foot|copyright|share|social|cookie|banner|pager|pagination|skip|related)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})|<\?xml[^>]{0,80}encoding=["']([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_DATE_NAMES = ("pubdate", "publishdate", "article:published_time", "dc.date", "dcterms.issued", "dcterms.date", "date", "citation_publication_date")
_PUBLISHER_NAMES = ("sitename", "og:site_name", "contentsource", "dc.publisher", "dcterms.publisher", "publisher", "author")
_MOST_DEPTH = 200


def read_html(name: str, content: bytes) -> FileText:
    """A page's text; nothing that it refers to is fetched and no script is run.

    Raises `CorpusError` where its encoding cannot be told or nothing is left of it.
    """
    declared = _DECLARED.search(content[:4096])
    codec = (declared[1] or declared[2]).decode("ascii").lower() if declared else None
    # What browsers do too: pages that say GB2312 use the characters of its successor.
    text, encoding = decode(name, content, "gb18030" if codec in ("gb2312", "gbk") else codec)
    page = _parsed(name, text)
    body = page.find("body") if page.tag == "html" else page
    blocks = [block for block in _blocks(_main(body if body is not None else page)) if block.text]
    title = _title(page, blocks)
    if blocks and blocks[0].kind == "heading" and title and _words(page.findtext(".//head/title") or "").startswith(blocks[0].text):
        # The page is called as its first heading, which so heads no section, even where others stand beside it.
        title, blocks[0] = blocks[0].text, Block("heading", blocks[0].text)
    stored, _ = stored_text(blocks)
    return FileText(
        "HTML",
        stored,
        encoding=encoding,
        title=title,
        publisher=_meta(page, _PUBLISHER_NAMES),
        date=_iso(_meta(page, _DATE_NAMES)),
        url=_address(page),
    )


def _parsed(name: str, text: str) -> Any:  # noqa: ANN401 - lxml has no type annotations
    # An encoding declared inside is wrong now that the text is decoded; lxml refuses such a string.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True)
    try:
        page = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise CorpusError(f"{name} is not HTML that can be read; save the page again, or its text, and add that.") from None
    if max((sum(1 for _ in each.iterancestors()) for each in list(page.iter())[-2:]), default=0) > _MOST_DEPTH:
        raise CorpusError(f"{name} nests more than {_MOST_DEPTH} elements; save the page's text and add that.")
    return page


def _main(body: Any) -> Any:  # noqa: ANN401
    """The part of the page that is its text, where the page names one."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext()).strip()) >= 200:
            return found[0]
    return body


def _left_out(element: Any) -> bool:  # noqa: ANN401
    if not isinstance(element.tag, str):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    if element.tag in _LEFT_OUT and not (element.tag in ("header", "form") and element.find(".//h1") is not None):
        return True
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
        return True
    # A class may be called anything: what holds many sentences is text all the same.
    text = "".join(element.itertext())
    if _FURNITURE.search(names) and len(re.findall(r"[.。！？!?](?:\s|$)|。", text)) < 3:
        return True
    return element.tag in ("ul", "ol", "div", "p", "td", "table") and _is_links(element, text)


def _is_links(element: Any, text: str) -> bool:  # noqa: ANN401
    """Whether an element is little but short links: a menu, or where the page stands in the site."""
    links = ["".join(link.itertext()).strip() for link in element.iter("a")]
    inside, whole = sum(len("".join(link.split())) for link in links), len("".join(text.split()))
    return len(links) >= 2 and inside > 0.6 * whole and not any(len(link) > 60 for link in links) and element.find(".//h1") is None


def _blocks(element: Any, level: int = 0) -> Iterator[Block]:  # noqa: ANN401
    """The blocks below an element: inline text between block elements makes paragraphs of its own."""
    if level > _MOST_DEPTH:
        return
    inline: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag == "br" or child.tag in _BLOCKS or _left_out(child):
            if child.tag == "br" or (child.tag in _BLOCKS and not _left_out(child)):
                yield from _paragraph(inline)
                inline = []
            if child.tag in _BLOCKS and not _left_out(child):
                yield from _of_block(child, level + 1)
        elif any(each.tag in _BLOCKS for each in child.iterdescendants()):
            yield from _paragraph(inline)
            inline = []
            yield from _blocks(child, level + 1)
        else:
            inline.extend(_inline(child))
        inline.append(child.tail or "")
    yield from _paragraph(inline)


def _of_block(element: Any, level: int) -> Iterator[Block]:  # noqa: ANN401
    tag = element.tag
    if re.fullmatch(r"h[1-6]", tag):
        yield Block("heading", _words("".join(_inline(element, whole=True))), int(tag[1]))
    elif tag == "table":
        yield from _table(element, level)
    elif tag in ("ul", "ol"):
        yield from _list(element, level)
    else:
        yield from _blocks(element, level)


def _table(table: Any, level: int) -> Iterator[Block]:  # noqa: ANN401
    nested = any(each.tag in ("table", "h1", "h2", "h3", "h4") for each in table.iterdescendants())
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[_words(" ".join(cell.itertext())) for cell in row if cell.tag in ("td", "th")] for row in rows]
    long = any(len(cell) > 600 for row in cells for cell in row)
    if nested or long or element_count(cells) == 1:
        # A table that only lays out the page.
        for row in rows:
            for cell in row:
                if cell.tag in ("td", "th") and not _left_out(cell):
                    yield from _blocks(cell, level + 1)
        return
    caption = table.find("caption")
    if caption is not None:
        yield Block("paragraph", _words("".join(caption.itertext())))
    yield from table_blocks(cells)


def element_count(cells: list[list[str]]) -> int:
    """How many cells of a table hold words."""
    return sum(bool(cell) for row in cells for cell in row)


def _list(element: Any, level: int) -> Iterator[Block]:  # noqa: ANN401
    number = int(element.get("start", "1")) if element.get("start", "1").isdigit() else 1
    for item in element:
        if item.tag != "li" or _left_out(item):
            continue
        blocks = [block for block in _blocks(item, level + 1) if block.text]
        for position, block in enumerate(blocks):
            if position == 0 and block.kind == "paragraph":
                words = f"{number}. {block.text}" if element.tag == "ol" else block.text
                yield Block("paragraph" if element.tag == "ol" else "item", words)
            else:
                yield block
        number += 1


def _inline(element: Any, *, whole: bool = False) -> Iterator[str]:  # noqa: ANN401
    """The words inside an inline element, without the marks of footnotes."""
    if element.tag == "sup" and not whole and re.fullmatch(r"\W*\d{1,3}\W*", "".join(element.itertext())):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _inline(child)
        yield child.tail or ""


def _paragraph(inline: list[str]) -> Iterator[Block]:
    if words := _words("".join(inline)):
        yield Block("paragraph", words)


def _words(text: str) -> str:
    return " ".join(text.replace("\u200b", "").replace("\u21a9\ufe0e", "").replace("\u21a9", "").split())


def _title(page: Any, blocks: list[Block]) -> str | None:  # noqa: ANN401
    """The page's own main heading, else what its window is called, without the name of the site."""
    top = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
    if len(top) == 1:
        return top[0]
    named = page.findtext(".//head/title") or ""
    return re.split(r"\s[|_–—-]\s|_|\|", _words(named))[0].strip() or None


def _meta(page: Any, names: tuple[str, ...]) -> str | None:  # noqa: ANN401
    found = {
        (each.get("name") or each.get("property") or "").lower(): _words(each.get("content") or "")
        for each in page.iter("meta")
        if (each.get("content") or "").strip()
    }
    return next((found[name] for name in names if name in found), None)


def _address(page: Any) -> str | None:  # noqa: ANN401
    links = [each.get("href") for each in page.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    address = next(iter(links), None) or _meta(page, ("og:url",))
    return address if address and re.match(r"https?://[^\s\"'<>]+$", address) else None


def _iso(value: str | None) -> str | None:
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", value or "")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
