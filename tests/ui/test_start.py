"""What the page's package does to Gradio before it is imported."""

import subprocess
import sys

import pytest

_NO_STUBS = """
import ast, sys
def read(*arguments, **named):
    sys.exit("a component's source was read to write its stub")
ast.get_source_segment = read
{first}
import gradio
print(len(gradio.Textbox.EVENTS) > 3)
"""


@pytest.mark.parametrize(("first", "status"), [("import assistant.ui", 0), ("", 1)])
def test_gradio_writes_no_stubs_when_the_page_imports_it(first: str, status: int) -> None:
    """Without the package Gradio still does, so that the rule can go when it no longer does."""
    done = subprocess.run([sys.executable, "-c", _NO_STUBS.format(first=first)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == status, done.stderr
    assert ("True" in done.stdout) == (status == 0)
