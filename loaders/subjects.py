"""Subjects: which indicator a quantity measures, in the text's own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.endings import Ending
from loaders.lexicon import GENERIC_HEADS, METRIC, one_of, words
from loaders.work import finished, verb_and_object

PREDICATES = words(
    "增加 增 提高 提升 上升 上涨 下降 降低 减少 压减 压缩 缩短 缩小 回落 降 涨 递增 递减 "
    "净增 增速 增幅 涨幅 降幅 年均增速 增加到 增长到 增长至 提高到 提高至 提升到 提升至 扩大到 "
    "扩大至 扩展到 降至 降到 降为 减至 减到 减为 提至 提到 升到 增到 缩减至 缩减到 缩减为 削减至 削减到 削减为 压减为 压缩为 缩短为 降低为 减少到 减少至 减少为 调整为 精减至 精减到 精减为 精简至 精简到 精简为 调减至 调减到 调减为 下降到 下降至 降低到 降低至 缩短到 缩短至 压缩到 压缩至 压减到 "
    "压减至 缩小到 缩小至 回升到 升至 上升到 上升至 跃升至 跃升到 增至 达到 达 突破 超过 超 逾 "
    "完成 实现 打造成 培育成 发展成 确定 设定 确定为 设定为 定在 定为 迈进 迈入 跨入 冲刺 削减 递减 压降 压降到 延长 迈上 跨上 跨越 迈过 站上 稳定在 保持在 控制在 稳定达到 稳定保持 保持 为 是 "
    "不低于 不少于 不超过 不高于 低于 高于 大于 小于 近 接近 有 共 总数 仅 约为 约占 "
    "涉及 惠及 进入 跻身 占 过 将达 可达 共有 拥有 已达 翻 稳定 控制 力争 确保"
)
_FILLERS = words(
    "分别 均 都 年均 平均 累计 预计 预期 可比 按可比价 按可比价格 按可比口径 可比口径 同口径 总计 合计 共计 全部 就 同比 比上年 较上年 比去年 较去年 "
    "每年 实际 净 再 将 已 可 要 也 力争 确保 争取 努力 基本 稳步 进一步 全面 力促 继续 又 "
    "还 其 年 新 以 由 从 自 则 至少 左右 在 到 至 了 首次 双双 合理 顺利 提前 超额 逐年 向 需 需要 有望 一律 统一 双 全年 年内 并 仅 必须 单独"
)
_BESIDE = (
    r"(?:高于|低于|快于|慢于|高出|优于|好于|超过|达到)(?:城镇居民|农村居民|城镇|农村|[全]?[国省市区州盟县]|(?:全[国省市区州])?(?:人均)?GDP|经济)(?:收入)?(?:[、和及]全[国省市])?"
    r"(?:平均(?:水平|数|增速)?|增速|增长|水平)?"
)
"""高于全省平均水平1个百分点: beside what the value is told."""
_GROUND = r"在?(?:(?:20|19)\d\d年|上年|去年|前一年|现有|原有|“?十[一二三四]五”?(?:期末|末)?)?的?基础上"
_TAIL = Ending(rf"{_BESIDE}|{_GROUND}|{one_of(PREDICATES)}|(?<!稳)增长|(?<![签条合契履])约|[两三四五]年(?:年均|平均)?|(?:是|为|比|较)(?:(?:20|19)\d\d年|“?十[一二三四]五”?)[底末]?的?|{one_of(_FILLERS)}", reach=18)
_PREDICATE = re.compile(rf"{_BESIDE}|{one_of(PREDICATES)}|增长|(?<![签条合契履])约")
_FROM = re.compile(r"(?:由(?!于)|从)(?:(?:20|19)\d\d年?(?:底|末)?)?的?[^，]{0,12}$")
_TIME = (
    r"(?:到|截至|至)?“?十[二三四五]五”?(?:期?末|时期|期间)[，、]?|(?:到|截至|至)?(?:20|19)\d\d年(?:底|末|年底)?[，、]?|今年|明年|去年|全年|年内|年底前|目前|一年来|[过今未]去?[后来]?五年|五年来?|这五年|其中|此外|同时|截至目前"
)
_LEADING = re.compile(
    rf"^(?:[、和与并—/]|[①-⑳]|[一二三四五六七八九十]{{1,2}}是(?!否)|(?:到|至)?(?:20|19)\d\d$|到?二〇[一二三四五六七八九]{{1,2}}年|[（(]\d{{1,2}}[)）]|及(?!时)|以及|{_TIME}|全[市省区县州国盟]|我[市省区县州]|力争|确保|争取|努力|提前|奋力|现有|原有|已有|即可|即(?=GDP|地区生产总值|全[市省区州])|确定|提出|预计|预期|实现|完成|推动|推进|促进|使(?!用)|让(?!利)|将|把|要(?!素)|[（(]\d{{1,2}}[)）]|\d{{1,2}}[.、]|保持|稳定|累计|共(?!同|建|享)|已|总(?![量额值数产投面人里收规部长])|全部|各类|均|分别|通过|带动|加快|达到|力促|继续|进一步|超额|年均|每年|实际|合计|其|[两三四]年|为|对(?![口外接])|在|使得)+"
)
# Who does it is no part of what is measured: 万州区建成口袋公园.
_ACTOR = re.compile(
    r"^(?![新园片城])[\u4e00-\u9fff]{1,6}?(?<![户社小园片灌景库街厂牧矿校院范验能发居林护业聚集城])[省市区县州](?=(?:新建|建成|新增|改建|完成|培育|引进|打造|实施|改造)[\u4e00-\u9fff])"
)
_TOPIC = re.compile(r"(?:发展|做大|做强|壮大|培育|聚焦)(?P<topic>[^，。、]{2,14}(?:产业|工业|制造业|服务业|旅游业|物流业|集群))$")
_MEASURED_TOPIC = re.compile(
    r"(?P<topic>[^，。、\d]{2,12}(?:生产总值|增加值|投资|零售总额|零售额|收入|进出口|产量|产值))(?:增速|增长|增幅)?(?:保持|稳定|平稳|稳步|持续|稳中|较快|快速|逐季|位居|位列|高于|快于|由负转正|实现|连续|突破|[跃迈站跨]上)[^、]*$"
)
_LED_BY = re.compile(r"为(?:主|核心|重点|支撑|代表|依托|引领|载体|骨干|龙头|抓手).*$")
_BRACKETED = re.compile(r"（[^（）]*）|“[^“”]*”")
_LISTS = re.compile(r"、|和|及|，")
_WORKED_ON = re.compile(r"[\u4e00-\u9fff“”A-Z0-9]{3,14}(?:建设|改造|工程|住房|项目|基地|企业|设施|工作|整治|治理)")
_GOES_ON = re.compile(r"的?(?:大关|台阶|行列|关口|门槛|基础上|目标|阵营|方阵|迈进|冲刺|进军|奋进|挺进|这个)|等|增加|提高|提升|下降|降|缩|扩大|增|减少|压|升|跃|达到|上升|回|[\u4e00-\u9fff]?[减提简合并整][至到为成]")
_MADE = re.compile(r"(?:新增|新建|改建|扩建|建成|建设|打造|培育|引进|创建|实施|开展|完成改造|增设|安装|配备|配置|举办|组织|发放|提供)(?:一批)?$")
"""Verbs whose object follows the number, whatever stands before them: 在学校路段新增5000个停车泊位."""
_NOT_NOUN = tuple("、，。；：！？）)”和及与或以（(")
_SECOND_UNIT = re.compile(r"^(?:[/·](?:人|户|亩|年|月|头|只|次)[·/]?(?:年|月|人)?|[（(][^（()）]{1,4}[)）])")
"""What a unit is counted by (元/月·人), or another classifier in brackets (100条（处）)."""
_SIZE = re.compile(
    r"^(?:总?投资额?|年?(?:主营业务|主营|营业|销售|纳税|税收)?(?:收入|产值|税收|额)?)?(?:首次)?(?:超过?|过|达到?|上|在)?"
    r"(?:\d[\d.]*(?:[—－-]\d[\d.]*)?[百千万亿]*|[百千万亿]{1,2}|[一二三五十]?[百千]亿)(?:(?:美)?元|千瓦|兆瓦|吨|亩|平方米|平方公里)?(?:以上|以下|级)*(?:的)?"
)
"""The size of what is counted: 80个【10亿元以上】重大项目."""
_PROGRAMME = re.compile(r"(?<=[\u4e00-\u9fff]{4})“[^”]*(?:行动|计划)”$")
"""What a list of goals is called together: 千个和美乡村示范创建“四千行动”."""
_LISTED = re.compile(r"(?:等|的|包括|达到|超过|突破)$")
_ITEM = re.compile(r"[“（(《]|[”）)》]|、|以及|和(?!谐|美|平)|(?<!研究)与(?!试验|[^、，]*(?:之比|比率|的比))|(?<![普涉])及(?!其|相关|时|格|率)")
_SUMS = ("外资", "内资", "到位资金", "省外资金", "市外资金")
_LONG_RATES = ("毛入学率", "毛入园率", "城镇化率")
_TAIL_NOUN = re.compile(r"(?:产业|企业)$")
_DENOMINATOR = re.compile(r"占(?:全部)?(?:地区生产总值|生产总值|GDP|经济总量)(?:的)?(?:比重|比例)$")
_SHARE_OF = re.compile(r"(?:分别)?占[^、和，占]{1,14}?的?(?P<kind>比重|比例|比)$")
_ANNOUNCED_LIST = re.compile(r"^(?P<list>.+、.+?)(?P<count>[两三四五六七八九十])大$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a stretch before or after a quantity says is measured."""

    name: str
    predicate: bool
    """Whether a predicate (增长, 达到 …) stood between it and the quantity."""
    words: str
    """The stripped predicate and adverbs, outermost last."""


def before(left: str) -> Subject:
    """The subject in the words before a quantity.

    >>> before("力争制造业增加值占比达到").name
    '制造业增加值占比'
    """
    rest, stripped = left, ""
    if origin := _FROM.search(rest):
        rest = rest[: origin.start()]
    while match := _TAIL.search(rest):
        if match.start() == 0 and not stripped and METRIC.search(rest):
            break
        stripped = match.group() + stripped
        rest = rest[: match.start()]
        if from_match := _FROM.search(rest):
            rest = rest[: from_match.start()]
    predicate = bool(_PREDICATE.search(stripped))
    return Subject(strip_leading(rest), predicate, stripped)


def strip_leading(text: str) -> str:
    """Without time, scope, modal and conjunction at the start."""
    while match := _LEADING.match(text):
        if match.end() == len(text) and METRIC.search(text):
            break
        if not match.end():
            break
        text = text[match.end() :]
    text = _ACTOR.sub("", text)
    return text.strip("、，的“" if text.count("“") > text.count("”") else "、，的")


def shortened(name: str) -> str:
    """The usual short form of a share of the whole economy.

    >>> shortened("制造业增加值占地区生产总值比重")
    '制造业增加值占比'
    """
    return _DENOMINATOR.sub("占比", name)


def announced(left: str, right: str) -> list[str]:
    """Members of a list that a count sums up, each with the counted noun, or none.

    >>> announced("汽车、电子两大", "产业集群")
    ['汽车产业集群', '电子产业集群']
    """
    match = _ANNOUNCED_LIST.match(strip_leading(left))
    if not match:
        return []
    _, listed = verb_and_object(match["list"])
    members = listed.split("、")
    count = "两三四五六七八九十".index(match["count"]) + 2
    return [member + right for member in members] if len(members) == count else []


def after(right: str, followed: bool) -> str:
    """The noun that a classifier counts, or empty; `followed`: another quantity stands in the clause.

    >>> after("智慧农业示范基地", False)
    '智慧农业示范基地'
    """
    if not right or right.startswith(_NOT_NOUN) or _GOES_ON.match(right):
        return ""
    right = _PROGRAMME.sub("", _SECOND_UNIT.sub("", right))
    noun = right.removeprefix("级").removeprefix("的").replace("成功", "")
    if followed and not right.endswith("的"):
        noun = _first(noun)
    noun = _LED_BY.sub("", noun).rstrip("的等、")
    return finished(noun)


def _first(noun: str) -> str:
    """The first of a list; what stands in brackets is no list."""
    shown = _BRACKETED.sub(lambda found: "（" * len(found.group()), noun)
    end = _LISTS.search(shown)
    return noun[: end.start()] if end else noun


def without_size(noun: str) -> str:
    """What is counted, without its size.

    >>> without_size("10亿元以上重大项目"), without_size("产值过50亿元"), without_size("重大项目")
    ('重大项目', '', '重大项目')
    """
    size = _SIZE.match(noun)
    return noun[size.end() :] if size and re.search(r"[元瓦吨亩米级上亿]", size.group()) else noun


def counts_what_follows(left: str, right: str) -> bool:
    """Whether the counted noun stands after the quantity: only verbs, a list or nothing before it."""
    if not right:
        return False
    rest = strip_leading(left)
    if not rest or _LISTED.search(rest) or (_MADE.search(rest) and not METRIC.search(right)):
        return True
    verb, noun = verb_and_object(rest)
    if verb and not noun.strip("了、"):
        return True
    return not METRIC.search(rest) and not before(left).predicate and not without_size(right).startswith("总")


def split_subjects(text: str) -> list[str]:
    """A list of subjects, each with the tail that only the last one carries.

    >>> split_subjects("高技术制造业、战略性新兴产业增加值占比")
    ['高技术制造业增加值占比', '战略性新兴产业增加值占比']
    """
    parts = [part for part in _split_outside_quotes(text) if part]
    if len(parts) < 2:
        return parts
    if parts[-1] in ("三产", "三产业"):
        return [part if part.endswith(("产", "业")) else part + parts[-1][1:] for part in parts]
    if share := _SHARE_OF.search(parts[-1]):
        return [_with_share(part, share) for part in parts]
    tail = METRIC.search(parts[-1])
    if tail is None:
        noun = _TAIL_NOUN.search(parts[-1])
        return [part if not noun or part.endswith(noun.group()) else part + noun.group() for part in parts]
    tails = _long_tail(parts[-1], tail)
    named = [part if METRIC.search(part) else part + tails for part in parts[:-1]] + parts[-1:]
    return [named[0], *(_with_head(part, named[0]) for part in named[1:])]


def _with_share(part: str, share: re.Match[str]) -> str:
    """税收占财政收入 and 民生投入 before 占财政支出的比重: the first says already of what."""
    if part.endswith(("比重", "比例", "占比")):
        return part
    return part + share["kind"] if "占" in part else part + share.group()


def _with_head(part: str, first: str) -> str:
    """A bare measure takes the head of the first (西部陆海新通道货运量、货运值)."""
    metric = METRIC.search(first)
    whole = METRIC.match(part) or part in GENERIC_HEADS
    return first[: metric.start()].removesuffix("总") + part if whole and metric and metric.start() > 1 else part


def _long_tail(last: str, tail: re.Match[str]) -> str:
    """The shared tail; 率 alone takes the word before it along (参保率, 毛入学率)."""
    found = tail.group()
    if found in ("率", "额", "量", "值") and len(last) >= 4:
        return last[-4:] if last.endswith(_LONG_RATES) else last[-3:]
    return found


def listed(text: str) -> list[str]:
    """The members of a list, as they stand.

    >>> listed("龙子湖区、禹会区")
    ['龙子湖区', '禹会区']
    """
    return [part for part in _split_outside_quotes(text) if part]


def _split_outside_quotes(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in _ITEM.finditer(text):
        mark = match.group()
        if mark in "“（(《":
            depth += 1
        elif mark in "”）)》":
            depth -= 1
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def topic(clause: str, bare: str) -> str:
    """What a clause without figures turns to, for 实现产值增长80% or 全年增长6.3% after it; or empty.

    `bare` is the clause as `strip_leading` leaves it.

    >>> topic("大力发展新能源电池及材料产业", "大力发展新能源电池及材料产业")
    '新能源电池及材料产业'
    >>> topic("全市地区生产总值增速保持在合理区间", "地区生产总值增速保持在合理区间")
    '地区生产总值'
    """
    match = _TOPIC.search(clause) or _MEASURED_TOPIC.match(bare)
    return match["topic"] if match else ""


def work_on(bare: str) -> str:
    """The thing that a clause without figures works on, for 新开工15542套 after it; or empty.

    `bare` is the clause as `strip_leading` leaves it.

    >>> work_on("抓好保障性安居工程建设")
    '保障性安居工程建设'
    """
    verb, noun = verb_and_object(bare)
    return noun if verb and _WORKED_ON.fullmatch(noun) else ""


def is_generic(name: str) -> bool:
    return name in GENERIC_HEADS


def shares_one_value(subjects: list[str]) -> bool:
    """Whether several subjects before one value each have it (货运量、货运值年均增长15%)."""
    return len(subjects) >= 2 and all(METRIC.search(subject) or subject.endswith(_SUMS) for subject in subjects)
