"""Times the reading of the shipped report beside a tagger of parts of speech and writes docs/performance.md.

    python -m benchmarks.extraction [--rounds N] [--output FILE]
"""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.extraction_page import page
from benchmarks.extraction_timing import growth, peak_memory, side_by_side

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data/reports/chongqing-2023.txt"
LENGTHS = (1, 2, 4, 8, 16)


@click.command()
@click.option("--rounds", type=click.IntRange(min=1), default=11, show_default=True, help="Side by side.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              default=ROOT / "docs/performance.md", help="Page to write.")
def main(rounds: int, output: Path) -> None:
    """Measure speed, memory and growth of the extraction and write the page."""
    text = page(side_by_side(REPORT, rounds), peak_memory(REPORT), growth(REPORT, LENGTHS))
    output.write_text(text, encoding="utf-8")
    click.echo(text)


if __name__ == "__main__":
    main()
