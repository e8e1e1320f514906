"""The launcher of checkout and wheel alike: finds where the rooms stand, and hands over.

Installed, it stands as ``casedesk/__main__.py`` beside ``tui`` and ``models``, whose folder goes to the front
of the import path; in a checkout the path knows them already.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run the command line and leave with its exit code."""
    here = Path(__file__).resolve().parent
    if (here / "tui").is_dir():
        sys.path.insert(0, str(here))
    from tui.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
