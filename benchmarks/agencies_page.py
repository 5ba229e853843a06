"""docs/agencies.md: how a department is inferred, and how often a person agreed; written by `make docs`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.agencies import Judged, judged, wilson
from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import load_vocabulary

_RULES = ("lead-by-indicator", "lead-by-area")

_ABOUT = """\
# Agencies

A work report almost never says who answers for what it promises. What it does say is *stated*: a commitment
names a body. What a rule concludes from the statutory functions of departments is *inferred* (推断·未核实):
it is in a graph of its own, carries its rule and grounds, is in no exported file unless asked for, and is
shown with its mark. Where a rule is not certain it is silent: a wrong department is worse than none.

The page `/agencies` and the question `agencies` show both, apart. The grounds are in
`ontology/vocabularies/responsibility.ttl`: which department leads an indicator or a policy area, and the
words that name its function. They are those of Chongqing's departments between the reforms of 2018 and
2024; for other governments and years nothing is inferred.

## The rules
"""

_JUDGED = """
## How often they are right

{count} leads were drawn without choice (`python -m benchmarks.agencies ../shared/corpus/reports --seed
{seed}`) from the reports of {first} to {last} and judged one by one in the text: is this the department
whose statutory function it is to lead the matter? Who judged saw the words and the department, not the
rule. **{right} of {count} are right: {share}**, with a 95% interval (Wilson) from {low} to {high}. One
person judged. All reports are of one government, whose departments alone have grounds in the vocabulary.

{earlier}

The table is `tests/cases/agency-leads.csv`; a test holds the rules to it: what was judged wrong is no
longer inferred.

| department | right | wrong |
|---|---:|---:|"""

_SEED = 8

_EARLIER = """\
Two samples before it shaped the rules. In the first, a policy area alone was enough, and about two leads in
five were wrong, could be another department’s, or named one that did not exist yet; since then the words
must name the function too, and the rules have dates. In the second, reports without a known date slipped
past the dates of the rules, and 科研机构 was taken for the science department’s where universities train
people; both are mended, and the sample above was drawn anew after that. The word that misled in it
(污染防治 of ships, which is the transport bureau’s) is a ground no more, so the same command now draws
others."""

_CASES = """
## Every case

`start` and `end` are characters of the kept text ([records.md](records.md)).

| report | start | end | department | |
|---|---:|---:|---|---|"""


def page() -> Iterator[str]:
    """The lines of docs/agencies.md."""
    vocabulary = load_vocabulary()
    yield _ABOUT
    for name in _RULES:
        rule = vocabulary.by_notation("rule", name)
        yield f"* `{name}`: {rule.links['definition'][1]}"
    sample = judged()
    yield _summary(sample)
    names = {each.agency: _name(each.agency) for each in sample}
    verdicts = Counter((each.agency, each.right) for each in sample)
    for agency in sorted(names, key=lambda one: (-verdicts[one, True], one)):
        yield f"| {names[agency]} | {verdicts[agency, True]} | {verdicts[agency, False] or ''} |"
    yield _CASES
    for each in sample:
        verdict = "right" if each.right else "**wrong**"
        yield f"| {each.report} | {each.start} | {each.end} | {names[each.agency]} | {verdict} |"


def _summary(sample: Sequence[Judged]) -> str:
    right = sum(each.right for each in sample)
    low, high = wilson(right, len(sample))
    years = sorted(each.report.rpartition("-")[2] for each in sample)
    return _JUDGED.format(
        count=len(sample), right=right, seed=_SEED, first=years[0], last=years[-1], earlier=_EARLIER,
        share=f"{right / len(sample):.0%}", low=f"{low:.1%}", high=f"{high:.1%}",
    )  # fmt: skip


def _name(agency: str) -> str:
    return load_vocabulary().get(f"{VOCABULARY_BASE}id/organization/{agency}").labels["zh"]
