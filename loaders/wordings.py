"""Wordings: how else the name of an indicator may be read, the nearest first, and the members of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.endings import EndingWord
from loaders.lexicon import ADVERBS, VERBS, one_of, words

_SCOPE = re.compile(
    r"^(?:全社会|全体|城乡|年|当年|本年|规模以上|规上|限额以上|限上|全市|全省|全区|全县|全州|新增|新建|新|省级|市级|国家级|各类|其中|我市|我省|本市|本地(?=生)|市内|市域|全[市省区州])"
)
_AIM = re.compile(r"^.*目标(?:定)?(?:建议)?(?:为|是|:|：)|(?:的)?(?:预期)?(?:目标|速度)定?$")
_FOR_EACH = re.compile(r"(?:(?:提高|增加|上调|调整|增长|标准)?[到至为])?(?:每[人户生]|年人|月人)(?:均?每?[年月])?$|(?:(?:提高|增加|上调|调整)[到至])?每[年月](?:每[人户生])?$")
"""提高到每人每月: for whom an amount is meant is no part of the name."""
_COMPARED = re.compile(r"(?<=....)不[低高少]于[^、和及]{3,}$")
"""不低于当地最低生活保障标准: what an amount is compared to is no part of the name."""
_ENDING = re.compile(r"(?:建设|新增|总数|数量|总量|个数|总数量|任务|目标|增幅|增速|增长|水平|规模)$")
_SHARE = re.compile(r"占(?:全部|全市|全省|全国)?[^、和，]{0,12}?(?:的)?(?:比重|比例|比)$")
_PART_OF = re.compile(r"(?<=..)占[^、和，占]{2,16}$")
_WORK = EndingWord(words(
    "改造提升 提升改造 升级改造 改造 工程 建设 启动 竣工 开工 治理 整治 盘活 实施 抓好 提升 新建 改建 扩建 改扩建 完成 组织 推进 引进 培育 争创 "
    "打造 创建 认定 投用 办好 突出 完善 开通 提质 安装 铺设 筹集 清理 发放 推广 抓实 续建 建成 举办 建立 组建 申报 支持 扶持 布局 对接 开发 改善 规范 深入 加强 优化 增设 认证 落地 升级 设立 开展 收购 改扩建 提供 发展 申创 投入使用"
))
_DONE = EndingWord((
    *(word for word in (*VERBS, *ADVERBS) if len(word) > 1), *words(
        " 工作 任务 问题 支持 力度 综合 全部 一期 二期 三期 期工程 面积 标准化 信息化 规范化 现代化 智能化 产业化 早日 进度 更新 维修 新改建 提标 开复工 入库 惠及 受益 各 等 一批 投运 "
        "验收 竣工验收 扫尾 申报 捆绑联结 运营 工作任务 设立 挂牌 开业 投放 回流 开放 入驻 调整 检修 命名 重建 移交 收尾 抓紧 作用 作用发挥 支撑作用 用好 加大 力度加大 启动 扩容提质 达标 "
        "前期手续 规划编制 材料申报 及早开工 早开工 早达产 全程 体系 能力"
    ),
))  # fmt: skip
"""What else may stand behind a thing; tried only where its name as it stands says nothing."""
_DEED = re.compile(one_of(words("进行 实现 达到 完成 建成 加快 按 基本 全部 全面 正式 顺利 尽快 大修 报批 增资 启动 开工 改造 提升 建设 推进 治理 拓展 落户 联网 升级 入选 通过 转型 列入 获评 增加 优化 进入 纳入 挂牌 开放 投用 融入 跻身 成为 处理 置换 保护 利用 清污分流 排查 监测 监控 检查 助推 回归 配备 防渗漏 无害化 增绿 完善 跻身 配齐 全程 面向 免费向 实行 推行 参与 引入 打造成 创成 评为")))
"""What is done with a thing goes on to the end of the name: 示范村 of 示范村全部达到省级标准."""
_SERVICE = re.compile(one_of(words("提供 进行 实施 发放 配送 配备 开展 安装 免费 适配 接受 享受 购买 参加 纳入")))
"""What is done for people: 残疾人 of 残疾人提供托养服务."""
_ITEM = re.compile(r"、|以及|和(?!谐|美|平)|及(?!其|格)|与")
_COVERS = re.compile(r"等[^、和及与]{2,}$|(?:居民|师生|群众|妇女|农民|学生|老人|老年人|人员|人口|农民工|学校)[和及与、].*(?:饮水|检查|筛查|体检|培训|就业|资助|救助|补贴|补助|服务|保险)[^、和及与]*$|^[^和及与]*(?:项目|工程|活动|任务|行动)$|(?:建设|改造|重点|基础设施|治理|提升)项目$")
"""A last noun that is said of all before it: 文化站、文化馆等项目."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
_QUOTED = re.compile(r"“[^”]*”|（[^）]*）|《[^》]*》")
_IS_WORK = re.compile(r"(?:项目|任务|企业|资金|人才|团队|基地)$")


_DONE_FOR = re.compile(
    r"..(?:达到|实现|建成|完成|建有|开展|配备|设立|设置|通过|启动|创成|创建|接入|覆盖|纳入|获得|符合|得到|进入|推行|组建|入读|享受|办理|编制|达标|改造|改建|治理|处理|建设|整治|修复|化解|开工|投产|竣工|脱贫|出列|退出|成为|验收|保护|使用)"
)
"""What some of the things do, or what is done for them."""


def says_what_is_done(name: str) -> bool:
    """Whether a name is a thing with a deed, so that a share tells for how many it is done.

    >>> says_what_is_done("行政村达到污水治理标准"), says_what_is_done("森林")
    (True, False)
    """
    return _DONE_FOR.search(name) is not None


def candidates(name: str, bare: str) -> Iterator[str]:
    yield name
    yield bare
    for text in (bare, _ENDING.sub("", bare)):
        yield text
        while text != (text := _SCOPE.sub("", text)):
            yield text
    yield _SHARE.sub("占比", bare)
    yield _IN_BRACKETS.sub("", bare)


def members(name: str) -> list[str]:
    """What a name lists, quotes and brackets whole; one where a last noun is said of all.

    >>> members("农民合作社和家庭农场"), members("文化站、文化馆等项目")
    (['农民合作社', '家庭农场'], ['文化站、文化馆等项目'])
    """
    if _COVERS.search(name):
        return [name]
    found, start = [], 0
    for mark in _ITEM.finditer(_QUOTED.sub(lambda quoted: "“" * len(quoted.group()), name)):
        found.append(name[start : mark.start()])
        start = mark.end()
    return [text for text in (*found, name[start:]) if text]


def readings(name: str, *, share: bool, thing: bool, people: bool) -> Iterator[str]:
    """The name, then with less and less behind the thing that it names; some come twice.

    What is worked on says more than the work: 老旧小区改造工程 is of 老旧小区; of projects the work says more.
    `share`, `thing` and `people` tell what the unit may measure.
    """
    bare = _without_work(name)
    yield from (name, bare) if _IS_WORK.search(bare) else (bare, name)
    yield _ENDING.sub("", name)
    yield _SHARE.sub("占比", name)
    if share:
        yield _PART_OF.sub("占比", name)
    yield _IN_BRACKETS.sub("", name)
    yield from _without_what_is_done(name)
    if thing:
        yield from _before_deeds(name, people)


def without_aim(name: str) -> str:
    """地区生产总值预期目标 without 预期目标, 基础养老金每人每月 without 每人每月."""
    return _FOR_EACH.sub("", _COMPARED.sub("", _AIM.sub("", name))) or name


def _without_work(name: str) -> str:
    """The name without the work done on it: 改造, 建设, 启动 …; the name itself where nothing else is left."""
    while (rest := _WORK.before(name)) and len(rest) >= 2:
        name = rest
    return name


def _without_what_is_done(name: str) -> Iterator[str]:
    """The name with fewer and fewer words behind the thing."""
    while (rest := _DONE.before(name)) and len(rest) >= 2:
        name = rest
        yield name


def _before_deeds(name: str, people: bool) -> Iterator[str]:
    """What stands before each deed, the longest first."""
    deeds = [*_DEED.finditer(name, 2), *(_SERVICE.finditer(name, 2) if people else ())]
    yield from (name[:start] for start in sorted((deed.start() for deed in deeds), reverse=True))
