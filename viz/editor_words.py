"""What the script of the query editor says, in the language of the page."""

from __future__ import annotations

from viz.language import gettext as _


def words() -> dict[str, str]:
    """By key; `{}` stands for what the script fills in, `_WORDS_` for what DataTables does."""
    return {
        "run": _("运行"),
        "stop": _("停止"),
        "copied": _("已复制"),
        "completeHere": _("按 Ctrl+空格 补全"),
        "class": _("类，%(count)s 个实例", count="{}"),
        "property": _("属性，%(count)s 条三元组", count="{}"),
        "answered": _("%(rows)s 行，%(seconds)s 秒", rows="{}", seconds="{}"),
        "took": _("%(seconds)s 秒", seconds="{}"),
        "failed": _("查询没有答案"),
        "unreachable": _("服务没有应答，请稍后再试。"),
        "goTo": _("到出错的位置（第 %(line)s 行第 %(column)s 列）", line="{}", column="{}"),
        "download": _("下载此表（CSV）"),
        "editor": _("SPARQL 查询文本"),
        "table": _("表格"),
        "graph": _("网络图"),
        "chart": _("图表"),
        "map": _("地图"),
        "response": _("原始应答"),
        **_of_table(),
        **_of_drawings(),
    }


def _of_table() -> dict[str, str]:
    return {
        "plain": _("简洁"),
        "oneLine": _("每格一行"),
        "filter": _("筛选结果"),
        "pageSize": _("每页行数"),
        "all": _("全部"),
        "range": _(
            "第 %(first)s 至 %(last)s 行，共 %(all)s 行", first="_START_", last="_END_", all="_TOTAL_"
        ),
        "rangeFiltered": _("（从 %(all)s 行中筛选）", all="_MAX_"),
        "nothing": _("没有结果"),
        "first": _("第一页"),
        "previous": _("上一页"),
        "next": _("下一页"),
        "last": _("末页"),
    }


def _of_drawings() -> dict[str, str]:
    return {
        "graphOf": _("%(nodes)s 个节点，%(edges)s 条连线", nodes="{}", edges="{}"),
        "graphHelp": _("点按节点看名称和页面；同样的内容见表格。"),
        "graphMost": _("只画前 %(count)s 个节点。", count="{}"),
        "openPage": _("打开页面"),
        "chartOf": _("%(numbers)s，按%(labels)s", numbers="{}", labels="{}"),
        "chartLabels": _("名称列"),
        "chartNumbers": _("数值列"),
        "chartMost": _("只画前 %(count)s 行。", count="{}"),
        "mapOf": _("%(count)s 个地点", count="{}"),
    }
