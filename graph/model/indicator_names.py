"""Names of indicators across reports: whether two reports speak of one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from ontology.vocabulary import Concept, Vocabulary

_MARKS = re.compile(r"[“”‘’《》「」\"（）()\s]")
_SCOPE = re.compile(
    r"^(?:全社会|全体|全年|当年|本年|全市|全省|全区|全县|全州|全盟|我市|我省|我区|我县|本市|各类|其中|新增|净增|新建|新开工|新改扩建|新改建|改扩建|新(?!型|能源|兴|材料|区|时代|城|华|基建|业态|一代|三板|质|媒体|药|车|消费|产品|经济|疆|乡|余|昌|[^\u4e00-\u9fff])|市内|市域|预计|累计|年度|年|完成|实现|建成|建设|改造|实施|培育|创建|引进|开工|推进|打造|认定|启动|落实|争取|力争|遴选|评选|选树|开行|办好|新开通|开通)"
)
_WORK = re.compile(
    r"(?:建设|改造|提升|升级|新改扩建|新改建|改建|新建|扩建|改扩建|新增|启动|新开工|开工|竣工|完工|实施|整治|治理|引进|培育|打造|创建|认定|投用|完成|推进|建成|组织|开通|完善|安装|更新|工程|任务|工作|总数|总数量|数量|总量|个数|总规模|环境综合|综合|实施|增速|增幅|增长|水平|总额|累计|达|达到|净增|提高|上调|巩固|保持|稳定|维持|办好|开行|稳定在|保有量)$"
)
_SHARE = re.compile(
    r"占(?:全部|全市|全省|全国|全区|全州|地区|GDP|gdp|国内|的|生产总值)*(?:的)?(?:比重|比例|占比|比)$"
)
_LEVELS = re.compile(r"国家|[省市县区州]级|自治区|世界|全国")
_CONTRASTS = re.compile(r"进出口|交易|公办|民办|普惠|预算|[十百千万]*亿[级元]")
"""Words that set apart what a concept puts together."""
_LATIN = re.compile(r"[A-Za-z0-9]|[十百千万亿非新老旧女男重省市县区州国规限签汇聘登]")
_MOST_ENDINGS, _MOST_MORE, _LEAST_RUN, _LEAST_NEAR = 3, 3, 4, 5
_BUILT = re.compile(r"新[（(]?(?:[改扩]、?){1,2}[）)]?建")
_TRACK = re.compile(r"(?:通车|运营|营运|营业|总)+里程$")
_GENERIC = re.compile(
    r"^(?:目标|计划|城市|农村|城镇|措施|政策|事项|清单|方案|办法|(?:改造|开工|建设|基本建成|提升|新增|建成|整治|更新|实施){1,3}|利润|项目|投资|总投资|(?:年度)?计划(?:总?投资|投资额)|增加值|产值|总产值|规模|收入|里程|通车里程|营业里程|总里程|在建里程|建里程|面积|资金|投入|(?:主营业务|营业|销售|综合|总)收入|[交贸]易额|任务|企业|占比|比重|覆盖率|总量|数量|产量|人口|人数|人|户数|基地|平台|园区|示范区|试点|数据|.|.{0,2}项目|.{0,2}工程)$"
)

_NEUTRAL = re.compile(
    r"城市(?!化)|城镇(?!化|居民|就业|登记|调查)|农村(?=劳动力|危房|户厕|卫生|改厕|饮水)|户用|各类"
)
_HEADS = re.compile(r"^(?:增加值|总?产值|(?:主营业务|营业|销售)收入|交易额|里程|在建里程|产量|占比|比重|覆盖率|总额|余额)$")


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """The thing that a name speaks of, without quotes, words of scope, work done on it and totals.

    >>> core("全市“四好农村路”改建"), core("新建5G基站"), core("老旧小区改造")
    ('四好农村路', '5G基站', '老旧小区')
    """
    text = _MARKS.sub("", _BUILT.sub("新建", name)).replace("国家级", "国家")
    text = _TRACK.sub("里程", _SHARE.sub("占比", text))
    for pattern in (_SCOPE, _WORK):
        while True:
            less = pattern.sub("", text)
            if less == text or len(less) < 2:
                break
            text = less
    return text


@lru_cache(maxsize=65536)
def signature(core_name: str) -> str:
    """Its characters in one order, without words that reports leave out or put elsewhere.

    >>> signature("地表水国考断面优良比例") == signature("国考地表水断面优良比例")
    True
    >>> signature("转移农村劳动力") == signature("劳动力转移"), signature("农村公路") == signature("公路")
    (True, False)
    """
    return "".join(sorted(_NEUTRAL.sub("", core_name) or core_name))


def is_measure(core_name: str) -> bool:
    """Whether a bare head measures something that words before it may name: 里程, 投资."""
    return bool(_HEADS.match(core_name))


def is_generic(core_name: str) -> bool:
    """Whether a name tells of what only together with the words before it: 通车里程, 总投资."""
    return bool(_GENERIC.match(core_name))


def owned(name: str, concept: Concept, vocabulary: Vocabulary) -> bool:
    """Whether a name, as it is or without words of scope and work, is one of the concept's own; of a group none is."""
    if "IndicatorGroup" in concept.types:
        return False
    names = vocabulary.names("indicator")
    return any(
        names.get(each) is concept for each in (name, _MARKS.sub("", name), core(name), f"{core(name)}增长")
    )


def is_family(concept: Concept) -> bool:
    """Whether a concept gathers many things by how their names end (各类学校), and so says little of sameness."""
    own = set(map(core, concept.names))
    return len(set(map(core, concept.hidden)) - own) > _MOST_ENDINGS


def near(one: str, other: str) -> bool:
    """Whether one is the other with a word more before it: 住房公积金缴存职工.

    >>> near("公积金缴存职工", "住房公积金缴存职工"), near("示范合作社", "省级示范合作社")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    more = longer.removesuffix(shorter)
    return (
        len(shorter) >= _LEAST_NEAR
        and longer.endswith(shorter)
        and not shorter.endswith("项目")
        and len(more) <= 2
        and not _LEVELS.search(more)
        and not _CONTRASTS.search(more)
        and not _LATIN.search(more.replace("社区", ""))
    )


def contrast(one: str, other: str) -> bool:
    """Whether words set two names apart: 跨境电商交易额 and 跨境电商进出口额, 财政收入 and 一般预算收入."""
    words, others = set(_CONTRASTS.findall(one)), set(_CONTRASTS.findall(other))
    return words != others and bool((words and others) or "预算" in words ^ others)


def alike(one: str, other: str) -> bool:
    """Whether two cores are one thing inside a family: nearly the same characters, and the same level of government.

    >>> alike("接待游客", "游客接待量"), alike("财政科技投入", "财政教育投入"), alike("省级示范社", "示范社")
    (True, False, False)
    """
    if any(set(words.findall(one)) != set(words.findall(other)) for words in (_LEVELS, _CONTRASTS)):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 3 and set(shorter) <= set(longer) and len(longer) - len(shorter) <= _MOST_MORE:
        return True
    run = _common_run(shorter, longer)
    return run >= _LEAST_RUN and 2 * run >= len(shorter)


def _common_run(shorter: str, longer: str) -> int:
    """Length of the longest run of characters that is in both."""
    lengths = range(len(shorter), 0, -1)
    runs = (
        length
        for length in lengths
        for at in range(len(shorter) - length + 1)
        if shorter[at : at + length] in longer
    )
    return next(runs, 0)


def shared_topic(one: str, other: str, least: int = 4) -> bool:
    """Whether two texts share a run of `least` Chinese characters: both speak of 轨道交通."""
    runs = {one[at : at + least] for at in range(len(one) - least + 1)}
    return any(
        other[at : at + least] in runs and re.fullmatch(r"[\u4e00-\u9fff]+", other[at : at + least])
        for at in range(len(other) - least + 1)
    )
