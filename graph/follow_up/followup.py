"""Follow-up: the targets of each report with what later reports of the same government say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from graph.derived.governments import government_key
from graph.follow_up.comparable import in_base
from graph.follow_up.matching import PARTIAL, Match, Results, best, same_period
from graph.follow_up.outcome import Judgement, Status, judge, refusal
from graph.follow_up.stated import Stated, cited_figures, figures_of
from graph.model.remarks import MATTERS, Remark, remarks_of
from loaders.cited import CitedDocument
from loaders.records import Extraction, Period, ReportMetadata
from ontology.divisions import divisions
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reported:
    """What follow-up needs of one report."""

    report: str
    government: str
    """The same for all reports of one government: they are a chain."""
    year: int
    """Whose work the report plans; its review is of the year before."""
    figures: tuple[Stated, ...]
    remarks: tuple[Remark, ...] = ()
    iri: str = ""
    """In the graph; empty where none is made."""


@dataclass(frozen=True, slots=True)
class Change:
    """What follows from two stated levels, beside a target that no stated number answers."""

    value: Decimal
    """In %, or in the unit of the levels where the target is of an amount."""
    unit: str
    earlier: Stated
    later: Stated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one target, as far as later reports tell."""

    target: Stated
    status: Status
    rule: str
    """The notation of a concept of vocabularies/rule-outcome.ttl."""
    later: Reported | None = None
    """The report that tells of it, or in which nothing was found; None where none is loaded."""
    result: Stated | None = None
    matched: str = ""
    """By which rule the result is of the same indicator; empty where there is none."""
    ratio: Decimal | None = None
    """Completion: result over target, to four decimals."""
    remark: Remark | None = None
    """What the later report says of it in words."""
    change: Change | None = None


def reported(
    extraction: Extraction, vocabulary: Vocabulary, iri: str = "",
    iris: Mapping[int, str] = MappingProxyType({}),
    remarks: Sequence[Remark] | None = None,
) -> Reported:  # fmt: skip
    """The facts of one report; `iris` of its records by their identity, where they are in a graph."""
    metadata = extraction.metadata
    found = remarks_of(extraction, vocabulary) if remarks is None else remarks
    figures = figures_of(extraction, vocabulary, iris)
    return Reported(
        metadata.name,
        _government(metadata, vocabulary),
        metadata.covers.end,
        figures,
        tuple(found),
        iri,
    )


def cited(
    document: CitedDocument, vocabulary: Vocabulary, iri: str = "", iris: Sequence[str] = ()
) -> Reported:
    """The facts of a document of which only targets are known."""
    year = Period(document.covers, document.covers)
    about = ReportMetadata(
        document.name, document.title, document.government, document.area, document.delivered, year
    )
    figures = cited_figures(document, vocabulary, iris or [""] * len(document.figures))
    return Reported(document.name, _government(about, vocabulary), document.covers, figures, (), iri)


def with_cited(reports: Sequence[Reported], documents: Iterable[Reported]) -> list[Reported]:
    """Reports, and before them the cited documents that one of them follows up: a report itself wins."""
    held = {(report.government, report.year) for report in reports}
    return [
        *(
            each
            for each in documents
            if (each.government, each.year + 1) in held and (each.government, each.year) not in held
        ),
        *reports,
    ]


def _government(metadata: ReportMetadata, vocabulary: Vocabulary) -> str:
    """The same for all reports of one government; a name that several divisions bear tells none."""
    key = government_key(metadata, vocabulary)
    is_alone = key.startswith("report:")
    is_shared = any(division.name == metadata.area.name for division in divisions())
    return metadata.government.name if is_alone and metadata.government.name and not is_shared else key


def follow_up(reports: Iterable[Reported]) -> list[Outcome]:
    """An outcome for each target of each report, by report and place in the text."""
    chains: dict[str, list[Reported]] = defaultdict(list)
    for report in reports:
        chains[report.government].append(report)
    found = [outcome for chain in chains.values() for outcome in _of_chain(chain)]
    return sorted(found, key=lambda one: (one.target.report, one.target.start, one.target.end))


def _of_chain(chain: Sequence[Reported]) -> Iterator[Outcome]:
    chain = sorted(chain, key=lambda report: (report.year, report.report))
    results = {report.report: Results(f for f in report.figures if f.kind == "actual") for report in chain}
    for report in chain:
        later = [each for each in chain if each.year > report.year]
        for target in report.figures:
            if target.kind == "target":
                yield _outcome(
                    target, report, [each for each in later if each.year > target.period.end], results
                )


def _outcome(
    target: Stated, report: Reported, later: Sequence[Reported], results: dict[str, Results]
) -> Outcome:
    if not later:
        return Outcome(target, "not assessed", "no-later-report")
    assessor = next((each for each in later if each.year == target.period.end + 1), None)
    found = _stated(target, later, results)
    if found is None or (found.result is None and assessor is None):
        found = Outcome(target, "not assessed", "no-later-report")
        if assessor:
            found = Outcome(target, "not reported", "nothing-found", assessor)
    if assessor:
        found = _with_remarks(found, assessor)
    if found.status == "not comparable" and found.result:
        return replace(found, change=_change(target, found.result, report, results))
    return found


def _stated(target: Stated, later: Sequence[Reported], results: dict[str, Results]) -> Outcome | None:
    """The outcome by the first later report with a result that can be compared, else with any."""
    refused: Outcome | None = None
    for report in later:
        matches = [(match, _why_not(target, match)) for match in results[report.report].of(target)]
        chosen = best(target, matches)
        if chosen is None:
            continue
        match, why = chosen
        if not why:
            judged = judge(target, match.result)
            ratio = _decimal(judged)
            return Outcome(target, judged.status, judged.rule, report, match.result, match.rule, ratio)
        if why == "periods-differ":  # nothing is said of the target's own
            refused = refused or Outcome(target, "not reported", "other-period-only", report)
        elif refused is None or refused.result is None:
            refused = Outcome(target, "not comparable", why, report, match.result, match.rule)
    return refused


def _why_not(target: Stated, match: Match) -> str:
    if match.rule in PARTIAL:
        return match.rule if same_period(target, match.result) else "periods-differ"
    return refusal(target, match.result)


def _decimal(judged: Judgement) -> Decimal | None:
    if judged.ratio is None:
        return None
    return (
        (Decimal(judged.ratio.numerator) / judged.ratio.denominator).quantize(Decimal("0.0001")).normalize()
    )


def _with_remarks(found: Outcome, report: Reported) -> Outcome:
    """What the report of the year says of itself: a shortfall decides, a general claim is no number."""
    target, remarks = found.target, report.remarks
    if not target.period.each_year and target.own:
        unmet = next((r for r in remarks if r.kind == "unmet" and target.concept in r.concepts), None)
        if unmet and target.measure in ("growth", "level", "share"):
            kept = found.rule if found.status == "missed" else "stated-shortfall"
            return replace(found, status="missed", rule=kept, remark=unmet, later=found.later or report)
    if MATTERS.search(target.name) or MATTERS.search(target.after[:8]):
        done = next((r for r in remarks if r.kind == "done" and r.count in (None, target.value)), None)
        if done or (found.result and found.result.value == target.value):
            return replace(
                found, status="not comparable", rule="general-claim", ratio=None, remark=done, later=report
            )
    return found


def _change(target: Stated, result: Stated, report: Reported, results: dict[str, Results]) -> Change | None:
    """From the level of the year before to that of the result, where both are stated alike."""
    if result.measure not in ("level", "flow") or target.measure not in ("growth", "flow", "change"):
        return None
    if result.period.start != result.period.end or result.upper is not None or not result.value:
        return None
    before = result.period.end - 1
    asked = replace(result, kind="target", period=Period(before, before))
    for name in (report.report, result.report):
        for match in results[name].of(asked):
            earlier = match.result
            if (
                earlier.core == result.core
                and earlier.measure == result.measure
                and earlier.unit == result.unit
                and not _why_not(asked, match)
            ):
                return _between(target, earlier, result)
    return None


def _between(target: Stated, earlier: Stated, later: Stated) -> Change | None:
    one, other = in_base(earlier.value, earlier.unit), in_base(later.value, later.unit)
    if target.measure == "growth":
        return Change(_rounded((other / one - 1) * 100), "%", earlier, later) if one > 0 else None
    return (
        Change(later.value - earlier.value, later.unit, earlier, later) if later.measure == "level" else None
    )


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01"))
