"""Imports point downward: corpus <- index <- assistant <- app; eval may import all, and only tests import app or eval."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "assistant": {"corpus", "index", "assistant"},
    "eval": {"corpus", "index", "assistant", "eval"},
    "app": {"assistant"},
}
OURS = frozenset(MAY_IMPORT)


def sources() -> list[Path]:
    return sorted([ROOT / "app.py", *(path for package in OURS - {"app"} for path in (ROOT / package).rglob("*.py"))])


def imported(path: Path) -> Iterator[ast.stmt]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def modules(node: ast.stmt) -> list[str]:
    """The modules that an import names, `from package import module` among them."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert isinstance(node, ast.ImportFrom)
    assert node.level == 0, "imports are absolute"
    return [f"{node.module}.{alias.name}" for alias in node.names]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downward(path: Path):
    package = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for node in imported(path):
        for module in modules(node):
            top = module.split(".")[0]
            assert top not in OURS or top in MAY_IMPORT[package], f"{path}:{node.lineno} imports {module}"


@pytest.mark.parametrize("path", [*sources(), *(ROOT / "tests").rglob("*.py")], ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_hides_the_built_in_eval(path: Path):
    for node in imported(path):
        assert not (
            isinstance(node, ast.Import) and any(each.name.split(".")[0] == "eval" and not each.asname for each in node.names)
        )


def test_no_import_cycle():
    edges = {name(path): set(top_level_edges(path)) for path in sources()}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"cycle: {' -> '.join([*above[above.index(module) :], module])}"
        if module in done:
            return
        for other in edges.get(module, ()):
            visit(other, (*above, module))
        done.add(module)

    for module in edges:
        visit(module, ())


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def top_level_edges(path: Path) -> Iterator[str]:
    """What importing a module imports of ours; imports for type checking and inside functions do not run then."""
    known = {name(each) for each in sources()}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in modules(node):
                if module in known:
                    yield module
                elif module.rpartition(".")[0] in known:
                    yield module.rpartition(".")[0]
