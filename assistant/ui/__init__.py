"""The page: Gradio stays inside this package, and is set up here before any module of it imports Gradio."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType

# Gradio looks its version up on its maker's site at start otherwise.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


class _StubsUnwritten(importlib.abc.MetaPathFinder):
    """Has Gradio write no type stubs for editors, which it does for every component at every start.

    It reads and parses 81 source files for that, 1.9 of the 4.4 s that its import took on two cores, and writes into
    the installed package. There is no switch for it; where a later Gradio has no such function, nothing changes.
    """

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if name != "gradio.component_meta":
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Unwriting(spec.loader.name, spec.loader.path)
        return spec


class _Unwriting(importlib.machinery.SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module)["create_or_modify_pyi"] = lambda *_: None


if "gradio" not in sys.modules:
    sys.meta_path.insert(0, _StubsUnwritten())
