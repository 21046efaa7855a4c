"""What every part of the page tells Gradio."""

from __future__ import annotations

from typing import Any

# Gradio's style for prose would set links, lists and margins of its own, and a script of none runs none.
OWN_HTML: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
# No event is part of a public interface, and what is going on is said in our own words.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# The same for work that takes the processor for a while: one visitor's at a time.
ALONE: dict[str, Any] = {**PRIVATE, "concurrency_limit": 1}
