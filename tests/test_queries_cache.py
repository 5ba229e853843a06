"""Tables are kept while there is room, those used last the longest."""

from __future__ import annotations

from queries.cache import TableCache
from queries.results import Table


def table(rows: int) -> Table:
    return Table((), tuple({} for _ in range(rows)))


def test_the_least_used_leaves_first() -> None:
    cache = TableCache(rows=12)
    cache.put("a", table(4))
    cache.put("b", table(4))
    assert cache.get("a") is not None
    cache.put("c", table(4))
    assert [name for name in "abc" if cache.get(name)] == ["a", "c"]


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = TableCache(rows=3)
    cache.put("a", table(100))
    assert cache.get("a") is None
    cache.put("b", table(1))
    assert cache.get("b") == table(1)
