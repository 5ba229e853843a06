"""Governing: which regions a clause puts in charge of those that follow, and how far."""

from __future__ import annotations

import pytest

from tests.reports import read_plan

CARRIED = {
    # Supported in doing something: governs to the semicolon.
    "支持渝东南建设旅游区，打造一批特色小镇": [(), ("渝东南武陵山区城镇群",)],
    "支持渝东南建设旅游区，打造一批特色小镇；完善发展机制": [(), ("渝东南武陵山区城镇群",), ()],
    # A region inside the governed one, or overlapping it, does not end its reign, and keeps its own name.
    "支持渝东北承接产业转移，加快万开云同城化进程，打造特色小镇": [(), (), ("渝东北三峡库区城镇群",)],
    "支持渝东北承接产业转移，深化三峡库区对口支援工作，打造特色小镇": [(), (), ("渝东北三峡库区城镇群",)],
    # One outside it does.
    "支持渝东北承接产业转移，提升渝东南发展水平，打造特色小镇": [(), (), ()],
    "支持广安打造副中心，加快川渝高竹新区建设，完善合作机制": [(), (), ()],
    # A region in a project's name, or after another verb, governs nothing.
    "支持武隆旅游国际化试点等项目建设，完善合作机制": [(), ()],
    "推动重庆自贸试验区开展首创性探索，加快建设示范区": [(), ()],
    "推动永川综保区、涪陵综保区封关运行，加快申报铁路口岸": [(), ()],
}


@pytest.mark.parametrize(("sentence", "expected"), CARRIED.items(), ids=CARRIED)
def test_regions_carried_to_each_clause(sentence: str, expected: list[tuple[str, ...]]) -> None:
    promised = [found for found in read_plan(sentence).commitments if found.span.text in sentence]
    assert [tuple(region.name for region, _ in found.carried_regions) for found in promised] == expected
