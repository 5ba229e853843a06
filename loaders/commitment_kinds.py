"""Kinds of commitments: told apart by the verb and by the head noun of its object, as the guide defines them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from loaders.endings import Ending, EndingWord
from loaders.lexicon import words
from loaders.records import Project

Kind = Literal["quantitative", "project", "programme", "institution", "event", "measure", "direction", "heading"]

# ---- what the clause is about: programmes, rules, events, works ----
_TAIL = r"(?:(?:的)?(?:实施|建设|创建|编制|工作|落地|落实|申报|共建工作|推广|创建工作|建设工作|试点工作|任务|措施))?$"
_PROGRAMME_HEAD = re.compile(
    r"(?:行动|(?<!生育)计划|(?:行动|实施|工作)方案|规划|试点(?:城市|县|区|示范)?|战略|攻坚战?|会战|保卫战|持久战|歼灭战|十年禁渔|禁渔|专项(?:行动|整治)?|大会战"
    rf"|[百千万]+工程|[”》](?:重点)?工程|(?:提升|培育|惠民|创新|融入|基础|振兴|提质|倍增|成长|富民|民心|素质|人才|文明|示范|暖心|安居)工程|国家公园|综合改革){_TAIL}"
)
_NAMED_PROGRAMME = re.compile(r"(?:行动|计划|战略|试点|攻坚|工程)(?=[、，和及与（“]|$)|[”》](?:\S大)?(?:行动|计划|工程)")
_ZONE = re.compile(
    r"(?:示范区|先行区|试验区|实验区|示范市|示范县|示范城市|示范城市群|先行县|试点城市|示范创建|城镇化示范|文明城市|园林城市|卫生城市|卫生县城|森林城市|节水型城市|双拥模范城|模范城|名城|农业带|金融中心|消费中心城市|金融中心|科学中心|示范基地)"
)
_TITLE = re.compile(r"国家|全国|国际|省级|自治区级|部级|世界")
_CREATES = frozenset(words("创建 争创 申报 申建 争取 建设 共建 推进 参与 深化 推动 开展 加快 抓好 启动 支持 做好 巩固"))
_ON_PROGRAMME = frozenset(words(
    "实施 开展 启动 推进 落实 深化 打好 打赢 制定 编制 编制实施 制定实施 组织 组织实施 组织开展 参与 抓好 推动 加快 做好 完成 执行 贯彻 贯彻落实 出台 坚持 强化"
    " 扩大 争取 申报 争创 创建 建设 共建 探索 发起 谋划 谋划实施 启动实施 继续 加强 对接 融入 服务 支持 研究制定 全面推进 打"
))  # fmt: skip
_RULE_HEAD = Ending(
    r"(?:机制|制度|办法|条例|法规|规章|标准|改革|目录|清单|细则|立法|规则|指引|意见|模式|体制|[任长]制|责任制|方案|政策|措施|举措|规范|名录|准则|章程|协议|合作备忘录|指数)(?:体系)?(?:改革|建设|落实|工作|创新|试点)?",
    reach=9,
)
_REFORM = re.compile(r"(?:改革|体制机制创新|立法|制度创新)$")
_SYSTEM = re.compile(r"体系(?:建设)?$")
_ECONOMIC_SYSTEM = re.compile(r"(?:现代|产业|经济|工业|农业|服务业|制造业|新|供给|旅游|物流|交通|城镇|市场|创新|开放|生产)[\u4e00-\u9fff]{0,3}体系")
_PLATFORM = re.compile(r"平台(?:体系)?(?:建设)?$")
_RULE_VERBS = frozenset(words(
    "完善 健全 建立 建立健全 健全完善 建立完善 制定 出台 修订 推行 实行 构建 探索 制定实施 搭建 打造 建设 编制 设立 深化 创新 推出 优化 改革 推进 推动 加快 实施 加强"
    " 研究制定 制订 构筑 规范 明确 落地 起草 研究出台 调整 改进 试行 强化 理顺 形成 启动 开展"
))  # fmt: skip
_ONLY_RULE_VERBS = frozenset(words("完善 健全 建立 建立健全 健全完善 建立完善 制定 出台 修订 推行 制定实施 探索 构建 创新 推出 研究制定 制订 明确 研究出台 理顺 调整 设立"))
_SYSTEM_VERBS = frozenset(words("完善 健全 建立 建立健全 健全完善 建立完善 构建 建设 打造 加强 推进"))
_PLATFORM_VERBS = frozenset(words("完善 建设 搭建 打造 建立 组建 构建 建好 设立 整合 健全 建成 优化"))
_EVENT_VERBS = frozenset(words("办好 举办 承办 筹办 主办 召开 申办 协办 举行 参加 办 筹备"))
_EVENT_HEAD = Ending(r"(?:博览会|论坛|峰会|交易会|运动会|大赛|洽谈会|推介会|艺术节|文化节|旅游节|马拉松|年会|大会|赛事|展会|[\u4e00-\u9fff]节|锦标赛|展销会|招商会|对接会)(?:等)?(?:重大|系列|各类)?(?:赛事|活动|展会)?(?:筹备|筹办|举办|承办)?(?:工作)?", reach=12)
_WORKS = frozenset(words("transport water energy industry science culture urban rural ecology health education digital logistics other"))

# ---- concrete measure or general direction ----
_CONCRETE_VERBS = frozenset(words(
    "实施 开展 落实 用好 新建 开工 改造 整治 治理 筹集 安排 推广 引进 引育 组建 设立 启动 投用 建成 完成 盘活 落地 推行 实行 清理 严控 建好 建好用好 评选 表彰 编制 举办"
    " 开通 安装 发放 丰富 加密 增设 参与 承接 开发 新增 增加 建立 兑现 取消 压减 关停 关闭 淘汰 查处 严查 打击 严打 严惩 严禁 禁止 排查 巡查 检查 督查 督导 培训 招引 招聘 选派"
    " 搬迁 退出 疏浚 加固 修复 恢复 植树 造林 绿化 铺设 配备 配置 布设 购置 储备 收储 出让 免除 减免 补助 补贴 资助 救助 减轻 下放 执行 推出 出台 制定 接入 覆盖 改扩建 扩建"
    " 迁建 续建 规划建设 建设运营 组织 申报 化解 处置 偿还 清退 清缴 清偿 整合 编写 评定 认定 布局 谋划 研究 办理 处理 审批 公开 听取 接受 办好 建设运营 开工建设 启动建设"
    " 组织开展 组织实施 编制实施 制定实施 启动实施 引导 支持 鼓励 鼓励和吸引 鼓励和支持 支持和引导 帮助 扶持 采取 保障 解决 做好 抓好 探索 对接 争取 开行 做大做强 实行 全覆盖 清零"
))  # fmt: skip
_ABSTRACT_VERBS = frozenset(words(
    "提升 增强 促进 激发 坚持 扩大 巩固 壮大 发挥 突出 营造 满足 提高 激活 稳定 倡导 弘扬 凝聚 拓宽 做强 做大 补齐 抢抓 抢占 释放 夯实 筑牢 让 使 树立 融入 聚焦 贯彻 践行 统一"
    " 牢记 高举 厚植 彰显 塑造 形成 实现 培育壮大 培育发展 辐射带动 巩固提升 巩固拓展 守住 守牢 稳 保持 把握 增进 维护 创新 开创 打响 擦亮 焕发 转变 适应 应对 走 迈上 迈向 展现 紧盯"
    " 紧扣 立足 瞄准 要 作为 向 全面 强 促 拓展 深化拓展 拓展深化 做优 做优做强 做强做优 关心 关爱 关心关爱 充分发挥 带动 畅通 优化 构筑 树牢 坚守 持续 传承 繁荣 放大 挖掘 变 谱写 抓 施策"
    " 激励 尊重 强化 构建"
))  # fmt: skip
_CONCRETE_HEADS = words(
    "设施 管网 管廊 场所 场景 产品 政策 措施 资金 治理 改造 整治 更新 管理 攻关 推广 处置 开工 审批 开发 产业化 商业化 集群 品牌 项目 基地 园区 工厂 学校 医院 学位 床位 培训"
    " 检查 督查 排查 执法 监管 监督 监测 巡查 普查 机构 招商 宣传 公开 线路 航线 公园 街区 道路 公路 通道 清零 清理 申报 认定 编制 修复 防治 养护 绿化 供应 储备 采购 补贴 救助 帮扶 发放"
    " 支付 贷款 信贷 债券 场馆 仓库 机场 铁路 水库 车站 码头 港口 住房 小区 村庄 厕所 农田 林 库 站 厂 馆 网点 专线 班列 工作 任务 扩面 提标 退税 减税 降费 制种 种植 养殖 检测 监控 追溯"
    " 普及 试验 评估 考核 审计 督察 问责 巡视 轮训 招聘 选聘 登记 确权 颁证 流转 托管 拆迁 拆除 征收 搬迁 安置 补助 补偿 投放 接种 筛查 诊疗 护理 托育 养老服务 课后服务 培养 引进 引育"
    " 选派 生产 制造 转移 承接 对接 签约 落地 投产 达产 入库 上市 通车 运营 并网 贯通 兼并重组 重组 融资 担保 贴息 服务 应用 协作 互认 通办 共建 服务队 志愿服务 活动 同城化进程 名单 账户 数据 系统"
    " 热线 窗口 证照 手续 环节 流程 材料 商圈 市场主体 合作社 家庭农场 农业园区 垃圾 污水 黑臭水体 违建 扬尘 超载 欠薪 走私 犯罪 行为 问题 隐患 事件 案件 工资 待遇 标准 名师 名医 专家 干部 教师 医生 人员 用地"
    " 指标 债务 存量 产能 企业 机器人 装备 技术 特产 作物 产业带 特色小镇 小镇 新业态 业态 模式 经验 文艺作品 作品 研究 保护 利用 保护利用"
)
_ABSTRACT_HEADS = words(
    "发展 水平 能力 质量 效益 作用 优势 地位 影响力 竞争力 活力 动力 动能 潜力 升级 转型 融合 协调 一体化 环境 高地 目的地 中心 体系 格局 空间 渠道 基础 短板 底线 红线 意识 理念 思想"
    " 精神 氛围 局面 需求 消费 经济 产业 农业 工业 服务业 制造业 业 贸易 投资 韧性 支撑 功能 品质 文章 效率 效能 信心 安全 稳定 责任 步伐 进程 成果 成效 现代化 强市 强省 强县 强区 开放 联动 互动"
    " 共享 权益 获得感 幸福感 安全感 收入 机遇 基调 目标 要求 部署 社会 城市 政府 产业链 生态链 集聚地 枢纽 门户 样板 标杆 家园 之城 形象 面貌 风貌 底色 后劲 引擎 增长极 增长点 支柱 屏障 防线 保障"
    " 转变 衔接 互补 提高 提升 增强 增长 回稳 回升 向好 见效 增效 协同 配套 振兴 繁荣 昌盛 前列 地步 路子 道路 之路 方向 导向 重点 抓手 主线 引领 驱动 新篇章 新局面 新突破 新高地 新格局 新动能"
    " 循环 双循环 统筹 自信 自觉 认同 团结 和谐 共生 做强 做大 走实 人心 问题导向 大局 主体 要素 结构 布局 特色 价值 资源配置 体制 关系 事业 民生 发展格局 质效 生态 名片 城镇化 均等化 便利化 多元化 智能化 绿色化"
    " 市场化 集约化 规模化 标准化 品牌化 高端化 法治化 国际化 数字化 组织化"
)
_CONCRETE = EndingWord(_CONCRETE_HEADS)
_ABSTRACT = EndingWord(_ABSTRACT_HEADS)
_ACTIVITY = re.compile(r"(?:建设|创建|工作|力度|步伐|进程|管理|建设应用|应用|工程|行动|保护|利用)$")
_ABSTRACT_BUILDING = re.compile(
    r"(?:强[市省国县区]|政府|文明|法治|现代化|能力|作风|品牌|环境|社会|体系|文化|精神|基础|[市省县州]|队伍|城市|党|政治|廉政|中国|生态|高地|家园|格局|国家|信用|平安[\u4e00-\u9fff]{0,3}|法治[\u4e00-\u9fff]{0,3}|新型城镇化|城镇化|新农村|乡村|都市圈|经济圈|经济带|一体化|同城化|中心|枢纽|强军|国防|双拥|(?:数字|美丽|健康|幸福|平安|法治|清廉|诚信|文明|信用|和谐)(?!家庭|社区|校园|乡村)[\u4e00-\u9fff]{2,3}|“大[\u4e00-\u9fff]{1,4}”)$"
)
_COMPARES = re.compile(r"高于|快于|低于|优于|同步|不低于|保持在.{0,4}前列|居.{0,6}前列|全覆盖$|清零$")
_LISTED = re.compile(r"、[^，、]+等[\u4e00-\u9fff]|、.*、|“[^”]+”“|等\d|等[^级高待同]{2,}")
_ENUMERATED = re.compile(r"等(?:\d|[^级高待同离候领方多重于，]{2,})")
_PARALLEL_AIMS = re.compile(r"(?:[增提创强补优扩稳促保塑延固拓][\u4e00-\u9fff]{2,3}、)+[增提创强补优扩稳促保塑延固拓][\u4e00-\u9fff]{2,3}$")
_NAMED_WORKS = re.compile(r"(?:项目|工程)(?:的)?(?:建设|开工|投产|建成|落地|实施)?$")
_ANY_WORKS = re.compile(r"一批|重大|重点|各[区县类项市乡]|前期|示范项目|[亿万]元|大项目|好项目|产业项目|在建|续建|签约|储备|库|的项目|的工程|民生工程|系统工程|等工程|这|“|招商|新项目")
_BUILDS = frozenset(words("建设 加快 推进 提速 开工 建成 新建 实施 启动 完成 续建 加快建设 推动 开工建设 规划建设 抓好 加快推进"))
_SPECIFIC = re.compile(r"一批|一系列|各[区县市乡]|重点|示范点|闲置|久供|老旧|“[^”]{2,}”|5G|第[一二三]批|新一轮|首[个批届]|低效|违法|违规")
_GOVERNS = frozenset(words("支持 鼓励 引导 鼓励和吸引 鼓励和支持 支持和引导 帮助 吸引"))


def kind_of_commitment(text: str, action: str, has_target: bool, projects: Sequence[Project]) -> tuple[Kind, str]:
    """The kind of a clause with main verb `action`, and the rule; `projects` are those named inside it."""
    if has_target:
        return "quantitative", "kind-of-figure"
    object_ = _object(text, action)
    if action in _EVENT_VERBS or (action not in _ABSTRACT_VERBS and _EVENT_HEAD.search(object_)):
        return "event", "kind-of-event"
    if any(_is_works(project) for project in projects):
        platform = any("平台" in project.name for project in projects)
        return ("institution", "kind-of-platform") if platform else ("project", "kind-of-project")
    if action in _BUILDS and _NAMED_WORKS.search(object_) and len(object_) > 6 and not _ANY_WORKS.search(object_):
        return "project", "kind-of-works"
    if _is_programme(object_, action, bool(projects)):
        return "programme", "kind-of-programme"
    if _is_rule(object_, action):
        return "institution", "kind-of-institution"
    if _COMPARES.search(text):
        return "measure", "kind-of-comparison"
    return ("measure", "kind-concrete") if concreteness(text, action) > 0 else ("direction", "kind-general")


def _object(text: str, action: str) -> str:
    """What follows the main verb."""
    at = text.find(action)
    return text[at + len(action) :] if at >= 0 else text


def _is_works(project: Project) -> bool:
    return project.project_class in _WORKS and not _ZONE.search(project.name) and not _PROGRAMME_HEAD.search(project.name)


def _is_programme(object_: str, action: str, named: bool) -> bool:
    if action not in _ON_PROGRAMME and action not in _CREATES:
        return False
    if re.match(r"一批|各类|重点|重大", object_) and object_.endswith("项目"):
        return False
    if _PROGRAMME_HEAD.search(object_) or (named and _NAMED_PROGRAMME.search(object_)):
        return True
    return bool(_ZONE.search(object_)) and action in _CREATES


def _is_rule(object_: str, action: str) -> bool:
    """Mechanisms, rules and platforms; 落实…政策 is a measure, 构建现代产业体系 a direction."""
    if _REFORM.search(object_):
        return action in _RULE_VERBS
    if _SYSTEM.search(object_):
        return action in _SYSTEM_VERBS and not _ECONOMIC_SYSTEM.search(object_)
    if _PLATFORM.search(object_):
        return action in _PLATFORM_VERBS and not object_.startswith("更多")
    return action in _ONLY_RULE_VERBS and bool(_RULE_HEAD.search(object_))


def concreteness(text: str, action: str) -> int:
    """How far a clause says what will be done rather than which way things shall go.

    >>> concreteness("加快城市燃气管网更新改造", "加快") > 0, concreteness("加快制造业数字化转型", "加快") > 0
    (True, False)
    """
    object_ = _object(text, action)
    score = 2 if action in _CONCRETE_VERBS else -2 if action in _ABSTRACT_VERBS else 0
    score += _head_score(object_)
    score += bool(_LISTED.search(object_)) + bool(_SPECIFIC.search(object_))
    if action not in _ABSTRACT_VERBS:
        score += 3 * bool(_ENUMERATED.search(object_)) - 3 * bool(_PARALLEL_AIMS.search(object_))
    return score


def _head_score(object_: str) -> int:
    """By the last noun of the object; by the noun before it where that only says 建设 or 力度."""
    if (activity := _ACTIVITY.search(object_)) and activity.start() >= 2:
        inner = object_[: activity.start()]
        if _ABSTRACT_BUILDING.search(inner):
            return -2
        return 2
    if _CONCRETE.before(object_) is not None:
        return 2
    return 0 if _ABSTRACT.before(object_) is None else -2
