"""What the test of kill -9 kills: changes one index again and again, and says on standard output what is acknowledged.

    python -m tests.index.changing ROOT SEED

A line names the ids that the index has to hold; the line `go` comes before each change.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.shelf import Shelf, paper

WORDS = ["apple", "birch", "cedar", "dahlia", "elm", "fern", "gorse", "hazel", "iris", "jasmine"]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(root: Path, seed: int) -> None:
    choose = random.Random(seed)
    shelf = Shelf(root)
    while True:
        held = [id_ for id_ in shelf.ids if id_ in WORDS or "-v" in id_]
        free = [word for word in WORDS if not any(id_.startswith(word) for id_ in held)]
        what = choose.choice(["add", "add", "remove", "replace", "build"])
        say("go")
        if what == "add" and free:
            shelf.add(choose.choice(free), paper(choose.choice(WORDS), choose.randint(2, 30)) + f"Number {choose.random()}.\n")
        elif what == "remove" and held:
            shelf.remove(choose.choice(held))
        elif what == "replace" and held:
            old = choose.choice(held)
            shelf.add(f"{old}-v{choose.randint(2, 10**6)}", paper(old.partition("-")[0], 5) + f"Number {choose.random()}.\n", replaces=old)
        elif what == "build":
            shelf.build()
        say(" ".join(shelf.ids))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
