"""Work: the verbs that stand around a measured thing, and which of them its name keeps."""

from __future__ import annotations

import re

from loaders.lexicon import METRIC, VERBS, one_of, words

_DROPPED_VERBS = words(
    "新 新增 出台 建成 新建 完成 实现 达到 拥有 建设 创建 培育 净增 新培育 新认定 认定 新创建 "
    "成功创建 获批 打造 实施 安排 新增加 组织 开展 选树 设立 新设立 形成 落实 带动 累计 突破 "
    "超额完成 加快 推进 推动 争取 力争 确保 全年 高标准 高质量 统筹 滚动实施 组织实施 规划建设 谋划建设 "
    "启动实施 加快建设 建成投用 抓好 抓实 做好 突出 聚焦 深入 滚动 再 设 新设 建 增 签"
)
"""Verbs that say no more than that there shall be such a thing, or that it is worked on."""
_ADVERBS = words("新 再 拟 共 累计 全年 成功 顺利 高标准 高质量 加快 有序 全面 基本 统筹 滚动 深入 同步 分类 持续 免费")
_VERB = (
    rf"(?:{one_of(tuple(verb for verb in VERBS if len(verb) > 1))}"
    r"|[建办设增](?![\u4e00-\u9fff]?[筑设立成国议理公事施备值加强量幅速]|[复结]率|[收产长支](?![\u4e00-\u9fff]))"
    r"|新建|新增|新开工|新改建|新改扩建|净增|建成投用|改建|修建|兴建|补植|栽植|栽种|整修|清淤|维修|加装|配建|滚动实施|新发展"
    r"|新引进|新认定|新培育|新创建|新签约|输转)"
)
_SECOND = words(
    "新建 改建 扩建 改扩建 新改建 新改扩建 建设 改造 实施 完成 启动 引进 培育 培养 创建 打造 恢复 改善 维修 提升 治理 整治 "
    "推广 巩固 保护 建成 新增 推进 推动 加快 支持 引导 扶持 谋划 优化 完善 认定 申报 争创 更新 修复 修建 养护 加固 布局 "
    "续建 迁建 实现 提质 升级 加密 招引 提质改造 改造提升 创成 抓好 储备 安排"
)
_NOT_SECOND = r"(?!项目|工程|任务|用地|资金|单位|单元|计划|方案|工作|能力|标准|规划|模式|成果|体系|机制|行动|指数|[性型率量者员区力库业权券金点站]|$)"
"""What makes a noun of a verb after another: 盘活建设用地, 实施改造项目."""
_JOINED = rf"(?:[、和及并与或再]?{one_of(_SECOND)}{_NOT_SECOND})"
_VERB_HEAD = re.compile(rf"^{one_of(_ADVERBS)}*?(?P<verb>{_VERB})(?P<others>{_JOINED}*)")
_WHOLE = ("营造林", "造林", "植树")
_BARE_VERB = re.compile(one_of(words(" ".join((*_SECOND, *(verb for verb in VERBS if len(verb) > 1))))))
_NOUN_FORMING = re.compile(r"^[区率量者员费力性厂业额值商品](?!域)")
_STATE = r"(?:建设|推进|落地|落实|完成|建成|完工|竣工|投产|达产|达效|启动|实施|运营|开放|通车|投用|见效|生根|验收|提升|改造|整治|治理|建立|落成|交付)"
_HOW = r"(?:加快|扎实|顺利|有序|全面|全部|基本|全力|同步|提前|如期|按期|全线|主体|年内|年底前|年底|加速|尽快|实现|正式)"
_VACUOUS = re.compile(
    rf"(?:{_HOW}{{1,2}}{_STATE}{{1,2}}|(?<!项目)(?<!工程){_STATE}(?:建成|通车|投用|达产|达效|运营|见效|生根|投产|开放|使用)"
    rf"|(?<!项目)(?<!工程)建成|投入(?:运营|使用|运行)|做[大优强精]做[大优强精](?:做[大优强])?"
    rf"|(?:加快|高质量)发展|(?:取得|实现)[\u4e00-\u9fff]{{0,5}}(?:成效|进展|突破))$"
)


def verb_and_object(text: str) -> tuple[str, str]:
    """The verbs that a text begins with and what follows them; no verb gives an empty one.

    >>> verb_and_object("治理水土流失面积")
    ('治理', '水土流失面积')
    >>> verb_and_object("新建、改造农村电网")
    ('新建、改造', '农村电网')
    """
    match = _VERB_HEAD.match(text)
    if not match or (METRIC.search(text) and match.end() == len(text)) or text.startswith("研究与"):
        return "", text
    end = match.end() if len(text) - match.end() >= 2 else match.end("verb")
    return ("", text) if _NOUN_FORMING.match(text[end:]) else (text[:end], text[end:])


def is_whole(verb: str) -> bool:
    """Whether a verb has its object in itself, so that it names what is measured: 营造林630万亩."""
    return verb in _WHOLE


def as_indicator(verb: str, noun: str) -> str:
    """Noun with its verb behind it, unless the verb adds nothing (新增, 建成 …).

    >>> as_indicator("新建、改造", "农村电网"), as_indicator("统筹实施", "高标准农田改造")
    ('农村电网改造', '高标准农田改造')
    """
    noun = noun.strip("、，的等")
    if verb in ("利用", "使用"):
        return verb + noun
    if verb and METRIC.match(noun) and len(noun) <= 2:
        return verb + noun
    verb = _telling(verb)
    return noun if not verb or METRIC.search(noun) or noun.endswith(verb) else noun + verb


def _telling(verb: str) -> str:
    """The last of the verbs that says more than that there shall be such a thing: 改造 of 开工改造."""
    if not verb or verb in _DROPPED_VERBS:
        return ""
    parts = _BARE_VERB.findall(verb) or [verb]
    return next((part.removeprefix("新") for part in reversed(parts) if part not in _DROPPED_VERBS), "")


def finished(noun: str) -> str:
    """The noun without what shall become of it.

    >>> finished("支路环路建成通车"), finished("老旧小区改造全面完成"), finished("项目建成投产")
    ('支路环路', '老旧小区改造', '项目建成投产')
    """
    return _VACUOUS.sub("", noun) or noun
