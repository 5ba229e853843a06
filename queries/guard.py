"""What is refused before the parser sees it.

The engine has no switch for SERVICE, and short queries that nest deeply crash its process. The guard
reads tokens, not grammar: words inside strings, IRIs, comments, variables and names are left alone.
It is stricter than the grammar where the engine's parser is laxer: that parser needs no space around
keywords (`1SERVICE<x>{}`, `SERVICE:x{}`) and takes `<` for an operator where it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.errors import QueryError, QueryForbidden
from queries.limits import Limits

FORMS = frozenset({"select", "ask", "construct", "describe"})
_UPDATES = frozenset(("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"))
_CLAUSES = frozenset(
    ("union", "optional", "minus", "filter", "bind", "exists", "select", "graph", "not", "in")
)
_OPERATORS = frozenset(("||", "&&", "<=", ">=", "!=", *"|!^*/+-=<>"))
_OPENING, _CLOSING = frozenset(("{", "(", "[", "<<")), frozenset(("}", ")", "]", ">>"))

_TOKEN = re.compile(
    r"""
      (?P<skip>     \s+ | \#[^\r\n]* )
    | (?P<iri>      < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )*+ > )
    | (?P<string>   \"\"\" (?: [^"\\] | \\. | "(?!"") )*+ \"\"\" | ''' (?: [^'\\] | \\. | '(?!'') )*+ '''
                  | " (?: [^"\\\r\n] | \\. )*+ " | ' (?: [^'\\\r\n] | \\. )*+ ' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name>     (?: [^\W\d][\w.\-]*+ )? :
                    (?: [\w.\-:] | %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%] )*+ )
    | (?P<word>     [^\W\d]\w* )
    | (?P<number>   \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<other>    \|\| | && | <= | >= | != | << | >> | \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE_AS_OPERAND = re.compile(r"\).*service#", re.IGNORECASE)
"""Inside what looks like an IRI: `FILTER(0<?x)SERVICE#>` and a line break before `?g{…}`."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the tokens tell of a query that may be evaluated."""

    form: str
    """select, ask, construct, describe; empty where the query starts with none of them."""
    names_dataset: bool
    """It has a FROM clause, and so a default graph of its own."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def inspect(query: str, limits: Limits) -> Inspection:
    """Raises QueryForbidden for SERVICE and updates, QueryError for what is too large or too deep."""
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > limits.query_bytes:
        raise QueryError(f"the query has {size} bytes; the limit is {limits.query_bytes}")
    tokens = tuple(_tokens(query))
    _refuse_service(tokens)
    if "\\" in query:
        # Other engines read \u escapes before anything else: what that reading says must hold too.
        _refuse_service(tuple(_tokens(_ESCAPE.sub(_unescaped, query))))
    _refuse_depth(tokens, limits)
    form = _form(tokens)
    if form in _UPDATES:
        raise QueryForbidden(f"{form.upper()} is an update; this service only reads")
    return Inspection(form if form in FORMS else "", any(_is_word(token, "from") for token in tokens))


def _tokens(query: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield _Token(kind, match.group())


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _is_word(token: _Token, word: str) -> bool:
    return token.kind == "word" and token.text.casefold() == word


def _refuse_service(tokens: tuple[_Token, ...]) -> None:
    before = _Token("other", "")
    for token, after in zip(tokens, (*tokens[1:], before), strict=True):
        if _calls_service(before, token, after):
            raise QueryForbidden("SERVICE is not available: this service never contacts another one")
        before = token


def _calls_service(before: _Token, token: _Token, after: _Token) -> bool:
    if token.kind == "word":
        return "service" in token.text.casefold()
    if token.kind == "name":  # SERVICE:x { is the keyword and a name of the empty prefix
        prefix = token.text.partition(":")[0].casefold()
        return "service" in prefix and after.text == "{" and not _is_word(before, "graph")
    return token.kind == "iri" and _SERVICE_AS_OPERAND.search(token.text) is not None


def _refuse_depth(tokens: tuple[_Token, ...], limits: Limits) -> None:
    depth = operators = 0
    data = False  # inside VALUES: rows of terms, however many
    for token in tokens:
        if token.kind == "word":
            data = data or token.text.casefold() == "values"
            operators += token.text.casefold() in _CLAUSES
        elif token.kind == "other":
            depth += (token.text in _OPENING) - (token.text in _CLOSING and depth > 0)
            operators += token.text in _OPERATORS and not data
            data = data and token.text != "}"
        if depth > limits.nesting:
            raise QueryError(f"the query is too deep: brackets nest more than {limits.nesting} levels")
        if operators > limits.operators:
            raise QueryError(f"the query is too complex: more than {limits.operators} operators and clauses")


def _form(tokens: tuple[_Token, ...]) -> str:
    words = (token.text.casefold() for token in tokens if token.kind == "word")
    return next((word for word in words if word not in ("prefix", "base")), "")
