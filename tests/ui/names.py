"""What a screen reader reads of the links of a piece of HTML."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape


def assert_names_tell_places_apart(html: str) -> None:
    """No two links to different places have the same accessible name, and each name opens with what is seen."""
    places = defaultdict(set)
    links = re.findall(r'<a [^>]*aria-label="([^"]*)"[^>]*data-citation="([^"]*)"[^>]*>(.*?)</a>', html)
    assert links
    for name, data, seen in links:
        citation = json.loads(unescape(data))
        places[name].add((citation["source"], citation["start"], citation["end"]))
        assert unescape(name).startswith(unescape(seen))
    assert [name for name, found in places.items() if len(found) > 1] == []
