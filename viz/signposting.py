"""Links of a document that machines follow without reading it: FAIR Signposting, https://signposting.org/FAIR/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.build_directory import EXPORTS
from graph.publishing.export import FORMATS, exported_files
from graph.publishing.record import LICENCE
from ontology.identifiers import Identifiers
from viz.current import Site

HTML = "text/html"
_PAGE = "https://schema.org/AboutPage"


def links(
    here: Site, iri: str, media_type: str, documents: Mapping[str, str], classes: Iterable[str] = ()
) -> str:
    """The Link header of a thing's document; `documents` are the addresses of all its formats by media type.

    The dataset has its files as items; everything else is in the collection that is the dataset.
    """
    published = Identifiers(here.build.base)
    dataset = published.published("dataset")
    found = [f'<{iri}>; rel="describes"', f'<{iri}>; rel="cite-as"', f'<{LICENCE}>; rel="license"']
    for kind, address in documents.items():
        found.append(f'<{address}>; rel="alternate"; type="{kind}"')
        if media_type == HTML != kind:
            found.append(f'<{address}>; rel="describedby"; type="{kind}"')
    if media_type == HTML:
        found += [f'<{name}>; rel="type"' for name in (_PAGE, *classes)]
    if iri == dataset:
        for name, path in exported_files(here.build.path / EXPORTS).items():
            kind = "application/gzip" if path.suffix == ".gz" else FORMATS[name].media_type
            found.append(f'<{published.address(f"download/{path.name}")}>; rel="item"; type="{kind}"')
    else:
        found.append(f'<{dataset}>; rel="collection"')
    return ", ".join(found)
