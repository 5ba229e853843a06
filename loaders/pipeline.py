"""The pipeline: a file becomes an extraction, in the order document → structure → records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from loaders.areas import AreaReader
from loaders.commitments import CommitmentReader
from loaders.documents import read_document
from loaders.figures import FigureReader
from loaders.gazetteer import Characters
from loaders.livelihood import livelihood_items
from loaders.metadata import read_metadata
from loaders.organizations import OrganizationReader
from loaders.periods import Calendar
from loaders.places import places
from loaders.projects import ProjectReader
from loaders.reading import read
from loaders.records import Extraction, KeptText
from loaders.regions import RegionReader
from loaders.structure import outline
from ontology.garbage import without_collection
from ontology.settings import Settings
from ontology.vocabulary import Vocabulary, load_vocabulary

Progress = Callable[[str], None]


_NOTHING: Mapping[str, str] = MappingProxyType({})


def read_report(
    path: Path,
    *,
    settings: Settings | None = None,
    given: Mapping[str, str] = _NOTHING,
    progress: Progress | None = None,
) -> Extraction:
    """Everything that the report at `path` says; raises DocumentError where it cannot be read.

    `given` is metadata that wins over the text. A text that is no work report gives an extraction with warnings,
    perhaps without records.
    """
    source = read_document(path, settings)
    return extract(source, load_vocabulary(), path=path, given=given, progress=progress)


@without_collection()
def extract(
    source: KeptText,
    vocabulary: Vocabulary,
    *,
    path: Path | None = None,
    given: Mapping[str, str] = _NOTHING,
    progress: Progress | None = None,
) -> Extraction:
    """Reads a kept text; `path` is where a `.toml` with its metadata may lie beside it."""
    say = progress or (lambda _: None)
    reading = read(source)
    found = read_metadata(reading, vocabulary, path, given)
    metadata, warnings = found.metadata, [*found.warnings, *found.unclear]
    calendar = Calendar(metadata.covers.end)
    say("structure")
    sections, parts = outline(reading, calendar)
    if not sections:
        warnings.append(f"{source.name}: has no headings; everything is read as a review")
    say("organizations")
    characters = Characters(reading.text)
    organizations = tuple(OrganizationReader(reading, characters, metadata.area, vocabulary).read())
    date = metadata.delivered or (f"{metadata.covers.start}-01-01" if metadata.covers.start else None)
    say("places")
    regions = tuple(RegionReader(reading, characters, metadata.area, date, vocabulary, organizations).read())
    say("figures")
    areas = AreaReader(reading, metadata.area, places(vocabulary, metadata.area, date), regions, vocabulary)
    figure_reader = FigureReader(reading, calendar, metadata.area, areas, vocabulary)
    figures = tuple(figure for part in parts for figure in figure_reader.read(part))
    say("projects")
    project_reader = ProjectReader(reading, regions)
    projects = tuple(project for part in parts for project in project_reader.read(part))
    say("commitments")
    commitment_reader = CommitmentReader(reading, calendar, figures, projects, regions, vocabulary)
    commitments = tuple(commitment for part in parts for commitment in commitment_reader.read(part))
    items = tuple(livelihood_items(reading, parts))
    return Extraction(
        metadata, source, sections, figures, projects, regions, organizations, commitments, items, tuple(warnings),
        unclear=found.unclear,
    )  # fmt: skip
