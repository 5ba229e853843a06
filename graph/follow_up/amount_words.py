"""Amount words: what the words around a figure say of its direction, and whether it counts what is new or all there is."""

from __future__ import annotations

import re
from typing import Literal

from graph.follow_up.stated import Stated

Mode = Literal["new", "done", "open", "stock"]
"""What an amount counts: what is new or was worked on in its period (new, done), all there is (stock), or one of them (open)."""

_MOVES = re.compile(
    r"(?P<down>下降|降低|减少|回落|下滑|压减|压缩|缩短|降幅|负增长|削减|减量|(?<![压缩])减(?=\d|$)|降(?=\d|$))"
    r"|(?P<up>(?<!稳)(?<!负)增长|增幅|涨幅|增速|上涨|提高|提升|上升|增加(?!值)|增(?=\d|$)|递增)"
)
_LOWER = re.compile(
    r"(?:控制|压缩|压减|缩短|降低|降|减少|减|下降)(?:在|到|至)[^，。；]{0,6}$|以内|以下|不超过|不高于|低于"
)
_STAGE = re.compile(r"(?P<start>开工|动工|动建|启动)|(?P<finish>建成|竣工|投用|交付|完工|通车)")
_UNDER_WAY = re.compile(r"实施|推进|加快|续建|在建")
_GOES_ON = re.compile(r"[^，。；、]{0,14}(?:加快|稳步|有序|扎实|正在)(?:建设|推进|实施|改造)")
_COMES_IN = re.compile(
    r"收入|支出|投资|产值|产量|利润|税收?|销售|营收|[交易成口资款费]额|融资|资金|外资|补贴|贷款|游客|人次|吞吐量|发电量|用电量|就业"
)
_REDUCES = re.compile(
    r"压减|削减|减少|化解|淘汰|降低|压缩|关停|关闭|消除|减排|治理|整治|脱贫|清退|清理|拆除|减"
)
_NEAR = 16
_CLAUSE = re.compile(r"[，：。]")
_OTHER_FIGURE = re.compile(
    r"(?:(?<=[\d%％万亿元家个户人吨里亩座所项件条套])|(?<=以[上下内])|(?<=左右))[、和及，]"
)
_NEW = re.compile(
    r"(?<![高特创更翻刷革出])新(?!能源|型|兴|材料|区|时代|冠|城|华|基建|业态|一代|三板|质|媒体|药|车|消费|模式|技术|产品|四板|经济|生|疆|乡|余|昌|干线)|净增|增加(?!值|到|至)|增长$"
)
_STOCK = re.compile(
    r"累计|总量|总数|总规模|总里程|总面积|达到|达$|达(?=\d)|增至|增加到|扩大到|发展到|提高到|提升到|拥有|共有|现有|保有|存量|稳定在|保持在|余额|已建成|已有|总计|通车里程|运营里程|营业里程"
)
_SO_FAR = re.compile("累计")
_OF_A_YEAR = re.compile(r"全年|当年|今年|去年|年内|\d{4}年|新增|净增")
_PASSED = re.compile(r"突破|超过|超|逾")
"""What passes a number may be of a year or in all."""
_DONE = re.compile(
    r"改造|新改建|整治|治理|开工|完成|修复|提升|更新|发放|兑现|安置|帮扶|培训|办理|举办|解决|销售|清退|淘汰|关闭|出台|召开|派出|调解|审结|补贴|减免|减税|降费|让利|投入|安排|支出|争取|引进|签约|入库|认定|孵化|转化|就业|搬迁|脱贫|减贫|造林|栽植|植树|配建|改厕|接待|进出口|出口|到位|融资|投放|拨付|筹集|供应|回迁|复垦|出让"
)


def moves(figure: Stated) -> int:
    """1 for a rise, -1 for a fall, 0 where no words tell."""
    if figure.measure not in ("growth", "change"):
        return 0
    behind = re.match(r"(?:以上|以内|左右)?的?(降幅|负增长)", figure.after)
    if behind:
        return -1
    said = list(_MOVES.finditer(figure.before))
    if not said:
        return 0
    return -1 if said[-1]["down"] else 1


def stage(figure: Stated) -> str:
    """Whether an amount of work was begun or finished: `start`, `finish`, or empty."""
    said = [match.lastgroup or "" for match in _STAGE.finditer(_own_words(figure) + figure.name)]
    return said[-1] if said else ""


def is_under_way(figure: Stated) -> bool:
    """Whether the amount is of what is worked on, not of what comes out: 实施, 推进."""
    return bool(_UNDER_WAY.search(_own_words(figure)))


def is_summed_up(figure: Stated) -> bool:
    """Whether the amount is said to be of all years so far: 累计, and no year since."""
    _, said, since = figure.before.rpartition("累计")
    return bool(said) and not _OF_A_YEAR.search(since)


def is_net(figure: Stated) -> bool:
    """Whether what was lost is taken off what is new: 净增."""
    return "净增" in _told(figure)


def says_how(figure: Stated) -> bool:
    """Whether words say that the amount is of what is new or was worked on."""
    return bool(_NEW.search(_told(figure)) or _DONE.search(_told(figure) + figure.name))


def comes_in(figure: Stated) -> bool:
    """Whether the name is of what is counted year by year: income, investment, output, turnover, visitors."""
    return bool(_COMES_IN.search(figure.core))


def is_completed(figure: Stated) -> bool:
    """Whether the amount is of work that is to be done to its end: 完成."""
    return "完成" in _own_words(figure)


def goes_on(figure: Stated) -> bool:
    """Whether the words behind the number say that the work goes on: 加快建设."""
    return bool(_GOES_ON.match(figure.after))


def is_nearly_finished(figure: Stated) -> bool:
    """Whether the amount is of homes that are nearly built, which are told beside those that are begun: 基本建成."""
    return "基本建成" in _own_words(figure)


def reduces(figure: Stated) -> bool:
    """Whether the amount is of what is taken away, of which more is better: 压减, 化解, 淘汰."""
    return figure.measure in ("flow", "change") and bool(_REDUCES.search(_own_words(figure) + figure.name))


def falls(figure: Stated) -> bool:
    """Whether the words say that less is better: 控制在, 降至, 以内."""
    near = _own_clause(figure)[-_NEAR:]
    return bool(_LOWER.search(near) or figure.after.startswith(("以内", "以下", "之内")))


def mode(figure: Stated) -> Mode:
    """What an absolute figure counts, by the nearest words that tell."""
    if figure.measure == "change":
        return "new"
    near = _told(figure)
    new, stock = _last(_NEW, near), _last(_STOCK, near)
    if new >= 0 and new > _last(_SO_FAR, near):
        return "new"
    if stock >= 0:
        return "stock"
    if _DONE.search(near) or _DONE.search(figure.name):
        return "done"
    if figure.measure == "level":
        return "open" if _PASSED.search(near) else "stock"
    return "new" if figure.kind == "target" else "open"


def _told(figure: Stated) -> str:
    """The words that tell what an amount counts: in a list that says it once (新增A 10家、B 20家), those of the clause."""
    own = _own_words(figure)
    if any(words.search(own) for words in (_NEW, _STOCK, _PASSED, _DONE)):
        return own
    return _CLAUSE.split(figure.before)[-1].split("、")[0] + own


def _own_words(figure: Stated) -> str:
    """The words that tell of it alone, and some behind it."""
    own = _own_clause(figure)
    return own + figure.after[:4] if figure.after[:1] not in "，、。；" else own


def _own_clause(figure: Stated) -> str:
    """The words of its clause before it, without what stands before the number of another figure."""
    clause = _CLAUSE.split(figure.before)[-1]
    parts = _OTHER_FIGURE.split(clause)
    own = clause[clause.rfind("分别") :] if "分别" in clause else parts[-1]
    return parts[-2] if len(own) < 2 and len(parts) > 1 else own


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 where there is none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
