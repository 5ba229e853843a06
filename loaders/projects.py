"""Projects: named, countable pieces of work, split out of the lists they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from loaders import verbs
from loaders.endings import Ending, EndingWord
from loaders.lexicon import words
from loaders.reading import Reading
from loaders.records import Project, Reason, Region
from loaders.sentences import Clause, Stretch
from loaders.structure import Part

Stage = Literal["plan", "start", "build", "finish", "operate", "other"]

# Verb phrase → stage; the first that matches wins, so those that say more stand first.
_STAGES: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (re.compile(r"谋划|规划|研究|前期|论证|申报|争取|储备|编制完善|签约"), "plan"),
    (re.compile(r"建成|完工|竣工|完成|出台|贯通"), "finish"),
    (re.compile(r"投用|投产|投运|运营|通车|启用|办好|举办|开展|落实|达产"), "operate"),
    (re.compile(r"启动|开工|组建|编制实施|开建|动工|新建"), "start"),
    (re.compile(r"产能提升|支撑能力|功能"), "operate"),
    (re.compile(r"参与"), "other"),
)
_PROGRAMME = re.compile(r"(?:行动|计划|规划|试点|工作|战略|攻坚战|三年行动|大会战|改革试验|工程(?<=提升工程|基础工程|创新工程|惠民工程|共享工程|放心工程|扶持工程|创建工程|追溯工程|引进工程|覆盖工程|培养工程|引领工程|倍增工程|攻坚工程|民心工程|健康工程|雪亮工程|平安工程|融入工程|培育工程|成长工程|振兴工程))$|(?:行动计划|行动方案)$")
_EVENT = re.compile(r"(?:论坛|博览会|交易会|峰会|大会|运动会|智博会|西洽会|推介会|大赛|大奖赛|文化节|艺术节|旅发大会|洽谈会|锦标赛|马拉松|进博会|年会|会展)$")
_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("programme", _PROGRAMME),
    ("event", _EVENT),
    ("water", re.compile(r"水库|水利|水资源|灌区|引水|供水|调水|水网|防洪|堤防|水厂|河道整治|饮水|净水")),
    ("energy", re.compile(r"电厂|发电|特高压|燃机|电网|风电|光伏|储能|天然气|页岩气|煤矿|热电|电站|输变电|管道|油气|抽水蓄能|核电|电力|氢能|输气")),
    ("logistics", re.compile(r"物流|陆海新通道|班列|多式联运|综保区|保税|口岸|冷链|货运枢纽")),
    ("digital", re.compile(r"算力|东数西算|大数据|节点$|超级节点|互联网骨干")),
    ("industry", re.compile(r"制造中心|产业园$|产业融合|智造|产业集群")),
    ("transport", re.compile(r"高铁|铁路|高速|公路|机场|港(?!澳)|航道|轨道|号线|大桥|隧道|站改造|交通枢纽|码头|跑道|航站楼|市域|城际|通道|地铁|国道|省道|环线|大道|快速路|复线|扩能|桥|枢纽|运河|船闸")),
    ("digital", re.compile(r"算力网络|数算|东数西算|数字|数据|算力|算法|互联网|5G|区块链|计算中心|节点|云平台|信息平台|智慧(?!农)|千兆|平台$|城市大脑|网络")),
    ("science", re.compile(r"实验室|科学城|科创|科技|研究院|创新中心|技术中心|大科学|科学中心|研发|实验装置|创新区")),
    ("health", re.compile(r"医院|医疗|疾控|卫生|康养|医学|中医|健康")),
    ("education", re.compile(r"学校|大学|学院|教育|职教|中学|小学|幼儿园|高校")),
    ("culture", re.compile(r"文化|博物馆|图书馆|体育|旅游|文旅|剧院|美术馆|公园(?<=文化公园)|遗址|景区|场馆|奥体|纪念馆|古城|传统风貌|档案馆|研究中心$")),
    ("ecology", re.compile(r"生态|污水|垃圾|整治|修复|山水林田|湿地|绿化|国家公园|治理|固废|林带|造林|矿山|碳|气候|水环境")),
    ("rural", re.compile(r"农业|农村|乡村|农产品|高标准农田|粮食|种业|农场|畜牧|先行县|农科|渔")),
    ("industry", re.compile(r"产业|工厂|制造|半导体|芯片|汽车|材料|项目|基地|园区|电子|电池|装备|医药|化工|钢|厂|集群|服务平台|产能|面板|生产线|示范城市群")),
    ("urban", re.compile(r"城市|城镇|新城|社区|老旧|棚户|管廊|公园|街区|步道|海绵|商圈|广场|县城|片区|停车")),
)
# Heads that name one thing by themselves.
_NAMED = EndingWord(words(
    "工程 铁路 高铁 高速公路 高速 机场 水库 大桥 隧道 港 码头 枢纽 号线 一期工程 二期工程 三期工程 四期工程 一期 二期 三期 四期 环线 电站 电厂 跑道 "
    "航站楼 热电联产 行动 行动计划 滚动计划 加速计划 发展规划 专项规划 总体规划 建设规划 试点 示范区 先行区 试验区 科学城 科创城 产业园 产业园区 智慧园 "
    "物流园 枢纽园区 新区 实验室 直联点 节点 综合试验区 研究中心 科学中心 智造中心 智能中心 制造中心 新工厂 综保区 论坛 博览会 交易会 峰会 智博会 西洽会 "
    "推介会 运动会 大奖赛 进博会 试点城市 示范城市群 节水型城市 农业带 先行县 文化公园 大水网 大会战 发展体系 博物馆 体育馆 综合馆 体育基地 体育中心 客运站 "
    "货运站 创新区 生态城 对口支援工作 数据通道 新通道 西部片区 会战 会战”"
))  # fmt: skip
_NAMED_AT_LENGTH = re.compile(
    r"(?:“[^”]+”(?:服务)?平台|文化公园[（(][^）)]+[）)]|国家[\u4e00-\u9fff]+(?:示范基地|产业园|城镇化示范))$"
)
# Heads that name one thing only where a place says which.
_NAMED_WITH_PLACE = re.compile(
    r"(?:改造|扩建|扩能|扩容|整治|搬迁|迁建|发电|公路|航道整治|医院|学院|新城|中心|基地|规划|整体规划|场馆|园区|平台|[^，]{0,8}项目|通道|示范区|改扩建|治理)$"
)
_GENERIC = re.compile(
    r"^(?:\d+[\d.余多万亿]*(?:[个家所条座项处亩]|公里)|一批|重点|重大|各类|相关|有关|新型|若干|更多|特色|优质|大型|中小(?!企业)|基础设施|公共|现代|高端|传统|各区县|这些|等|这|其|设施|项目|工程|标志性|补链|招商|水利工程|民生工程|系统工程|工业项目|产业项目|农业项目|储备项目|在建项目|签约项目|多个|一系列"
    r"|[一二三四五六七八九十百千两]+(?:大|个|项|批|条)?(?:重点|重大)?(?:工程|项目|行动|平台|基地)$|(?:专项|安全|环境|城市|社区|农村)?(?:整治|治理|改造|服务|工作|改革)(?:工程|行动|试点)?$|(?:详细|整体|村庄|镇级|城市)规划$)"
)
_GROUP = re.compile(
    r"(?P<list>[^等]++|[^等]+“[^”]*等[^”]*”[^等]*+)等(?P<count>\d+(?:条|个|座|项|家|处|段|所|批|大)?)?(?P<tail>(?!级)[^，；。、和]*)(?:、|和|及|$)"
)
_WORKS = re.compile(r"[^，]{0,8}(?:项目|工程|铁路|高速|公路|轨道|水库|试点|行动|中心|园区|机场)")
# A word for a whole sector, or a verb with its object, is no work's name even where works are announced.
_SECTOR = re.compile(
    r"^(?:能源|交通|水利|通讯|通信|信息|农业|工业|教育|文化|旅游|科技|环保|生态|物流|医疗|卫生|体育|电力|市政|民生|产业|基础设施|生态环境|公共卫生|公共服务|社会事业|新能源|新材料"
    r"|数据中心|充电桩|5G|特高压|人工智能|工业互联网|城际高铁|[\u4e00-\u9fff]{2,6}(?:产业|企业|技术|领域|经济|市场|消费|农村|金融|创新|节能|环保|保障)|优势企业)$"
    r"|^(?:推进|推动|加快|实施|加强|对(?!外|口)|支持|列入|促进)|的"
)
_NO_WORKS = frozenset(words("打击 严打 严厉打击 发挥 突出 聚焦 紧盯 抓住 围绕 提高 增强 加大 扩大 严惩 依法打击 培养 引进 防范 防止 遏制 化解 扶持 举全 倡导 听取"))
_ACTION_TAIL = Ending(
    r"(?:重大|重点)?(?:项目|工程)?(?:前期工作|规划建设|签约落地|开工建设|落地见效|升级改造|落地增效|保护修缮|扩大开放|提质增效|封关运行|创建|建设|开工|投产|投用|落地|达产|实施|建成|通车|运营|共建工作|支撑能力|产能提升|提升|发展|功能|完工|竣工)", reach=8
)
"""Words behind a list that say what is done."""
_SPLIT = re.compile(r"(?=[“（(《”）)》、以和及与])(?:[“（(《]|[”）)》]|、|以及|和|及(?!其)|与(?!加速))")


_MAX_SHARED = 8
"""Characters of a head that a list of places may share (天然气发电)."""
_LINE_OF = re.compile(r"(?:市域|城际|高速|城市)?(?:铁路|高铁|公路|轨道交通|轨道)(?=$|等|项目|工程|建设)|高速(?=$|等|项目|建设)")
_FROM_TO = re.compile(r"[\u4e00-\u9fff]{2,8}至(?=[\u4e00-\u9fff])")
_ABROAD = re.compile(r"(?:香港|澳门|台湾|北京|上海|日本|韩国|新加坡|东盟|欧洲|美国|深圳|广州)$")


class _Item(NamedTuple):
    start: int
    end: int
    text: str


class _Group(NamedTuple):
    """A list with the words that announce its kind (等…项目) and the verb behind it (开工, 投产)."""

    body: str
    start: int
    announced: str
    verb: str


class ProjectReader:
    """Reads the projects of one report, clause by clause; places tell proper names from common ones."""

    def __init__(self, reading: Reading, regions: Sequence[Region]) -> None:
        self._reading = reading
        self._starts = sorted(region.span.start for region in regions)
        self._places = {region.span.start: region.span.words for region in regions}

    def read(self, part: Part) -> Iterator[Project]:
        """Projects of a paragraph, in the order of the text."""
        # A first sentence that serves as a heading names works like any other (加快建设西部陆海新通道。).
        sentence_heading = part.section is not None and part.section.level == 3
        for sentence in part.sentences if sentence_heading else part.body:
            for clause in sentence.clauses:
                yield from self._clause(clause, part)

    def _clause(self, clause: Clause, part: Part) -> Iterator[Project]:
        head = clause.head
        if head is None or not head.object or head.action in _NO_WORKS:
            return
        for group in _groups(head.object, clause.start + head.object_start):
            items = [(item, self._named_by(item, group.announced)) for item in _items(group.body, group.start)]
            named = [item for item, rule in items if rule]
            rules = [rule for _, rule in items if rule]
            for index, (item, rule) in enumerate(zip(named, rules, strict=True)):
                full, restored = self._full_name(item, named[index:], named[0], group.announced)
                yield self._project(item, full, restored or rule, group, named[-1].text, head, clause, part)

    def _full_name(self, item: _Item, rest: Sequence[_Item], first: _Item, announced: str) -> tuple[str, str]:
        """The name with what the list shares, and the rule that restored it, if one did.

        万州、江津天然气发电 → 万州天然气发电, 永川、南川市域铁路 → …至南川市域铁路.
        """
        text = item.text
        line = _LINE_OF.search(announced)
        if line and (origin := _FROM_TO.match(first.text)):
            return (text if "至" in text else origin.group() + text) + line.group(), "project-of-line"
        if self._place_end(item) != len(text):
            return text, ""
        for other in rest[1:]:
            end = self._place_end(other)
            if 0 < end < len(other.text) <= end + _MAX_SHARED:
                return text + other.text[end:], "project-shared-head"
        return text, ""

    def _place_end(self, item: _Item) -> int:
        """Where the place ends with which an item begins; 0 where it begins with none."""
        place = self._places.get(self._reading.offsets[item.start])
        return len(place) if place and item.text.startswith(place) else 0

    def _project(
        self, item: _Item, full: str, rule: str, group: _Group, last: str, head: verbs.Head, clause: Stretch, part: Part
    ) -> Project:
        quoted = item.text.startswith("“") and item.text.endswith("”")
        name = item.text[1:-1] if quoted else item.text
        span = self._reading.span(item.start + quoted, item.start + quoted + len(name))
        class_, by_class = _class(name, last, group.announced)
        stage, by_stage = _stage(head.phrase, group.verb, class_)
        list_ = self._reading.span(group.start, clause.end)
        said = self._reading.span(clause.start + head.object_start - len(head.phrase), clause.start + head.object_start)
        because = (
            Reason("name", rule, span if rule in ("project-head", "project-of-place") else list_),
            Reason("action", "action-first", said),
            Reason("stage", by_stage, list_ if by_stage == "stage-behind" else said),
            Reason("class", by_class, span if by_class == "class-by-name" else list_),
            *([Reason("kind", "kind-section", part.section.top.heading)] if part.section else ()),
        )
        name = full[1:-1] if quoted else full
        return Project(span, name, head.phrase, stage, part.default, class_, because)

    def _named_by(self, item: _Item, announced: str) -> str:
        """The rule by which a list's part is a proper name: its head, a place in it, or an announcement; or none."""
        text = item.text
        if not 2 <= len(text) <= 32:
            return ""
        if announced and _WORKS.match(announced):
            # 香港、新加坡、日本等…活动: a place alone is a work only in a list of places that share a head.
            rule = "" if _ABROAD.match(text) else "project-announced"
        elif len(text) >= 3 and (_NAMED.before(text) is not None or _NAMED_AT_LENGTH.search(text)):
            rule = "project-head"
        else:
            rule = "project-of-place" if self._has_place(item) and _NAMED_WITH_PLACE.search(text) else ""
        return "" if rule and (_GENERIC.match(text) or _SECTOR.search(text)) else rule

    def _has_place(self, item: _Item) -> bool:
        first = self._reading.offsets[item.start]
        last = self._reading.offsets[item.end - 1]
        index = bisect_left(self._starts, first)
        return index < len(self._starts) and self._starts[index] <= last


def _groups(text: str, start: int) -> Iterator[_Group]:
    """The lists of a clause's object: one, or several that each end in 等…."""
    done = 0
    while "等" in text[done:] and (match := _GROUP.search(text, done)):
        tail = match["tail"]
        verb = _ACTION_TAIL.search(tail)
        yield _Group(match["list"], start + match.start(), tail, verb.group() if verb else "")
        done = match.end()
    rest = text[done:]
    verb = _ACTION_TAIL.search(rest)
    if verb and verb.start() > 2:
        # 项目 and 工程 end the name itself where no list is announced (基础工程建设).
        end = verb.start() + (2 if verb.group().startswith(("项目", "工程")) else 0)
        yield _Group(rest[:end], start + done, "", verb.group())
    elif rest:
        yield _Group(rest, start + done, "", "")


def _items(body: str, offset: int) -> Iterator[_Item]:
    """Parts of a list, brackets and quotes kept whole."""
    depth, start = 0, 0
    for match in _SPLIT.finditer(body):
        mark = match.group()
        if mark in "“（(《":
            depth += 1
        elif mark in "”）)》":
            depth -= 1
        elif depth == 0:
            yield _Item(offset + start, offset + match.start(), body[start : match.start()])
            start = match.end()
    if start < len(body):
        yield _Item(offset + start, offset + len(body), body[start:])


def _stage(phrase: str, behind: str, class_: str) -> tuple[Stage, str]:
    """By the verb behind the list, else by the verb before it; with the rule."""
    for said, rule in ((behind, "stage-behind"), (phrase, "stage-verb")):
        for pattern, stage in _STAGES:
            if pattern.search(said):
                return stage, rule
    return ("operate", "stage-of-programme") if class_ in ("programme", "event") else ("build", "stage-none")


def _class(name: str, last: str, announced: str) -> tuple[str, str]:
    """By the name itself, else by the list's last name (万州、涪陵、江津天然气发电), else by what announces it."""
    for text, rule in ((name, "class-by-name"), (last, "class-by-last"), (announced, "class-by-announcement")):
        for class_, pattern in _CLASSES:
            if pattern.search(text) and (text is name or class_ not in ("programme", "event")):
                return class_, rule
    return "other", "class-none"
