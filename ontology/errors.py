"""Every error that a user can cause, with what happened, where, and what to do next.

ChengnuoError
├── VocabularyError      a vocabulary file is broken or contradicts itself
├── DocumentError        a source cannot be read as text
├── SpanError            a span does not hold the text it claims
├── QuantityError        characters that look like a number are none
├── SheetError           a sheet that people fill in cannot be read
│   ├── CorrectionError       a file of corrections is wrong
│   └── ResponsibilityError   a responsibility table is wrong
├── CitationError        a file of cited targets is wrong
├── BuildError           a build cannot be written, read or trusted
├── QuestionError        a question or its parameters are wrong
├── SettingError         a setting is wrong, or an address cannot be served
└── QueryError           a SPARQL query is refused or fails (carries an HTTP status)
    ├── QuerySyntaxError      with line and column
    ├── QueryForbidden        SERVICE, LOAD and updates
    ├── QueryTimeout          the deadline ended it
    ├── QueryOverload         no worker was free
    ├── StoreUnreadable       a file of the store is damaged or gone
    └── StoreUnavailable      a remote store does not answer, or not as it should
"""

from __future__ import annotations


class ChengnuoError(Exception):
    """Base of all errors above; its text is fit to be shown to the user."""


class VocabularyError(ChengnuoError):
    """A vocabulary file is broken or contradicts itself; names file and line or term."""


class DocumentError(ChengnuoError):
    """A source cannot be read as text; names the file and what was tried."""


class SpanError(ChengnuoError):
    """A span does not hold the text it claims; names source, offsets and both texts."""


class QuantityError(ChengnuoError):
    """Characters that look like a number are none; names text and offset."""


class SheetError(ChengnuoError):
    """A sheet that people fill in cannot be read; names file and row."""


class ResponsibilityError(SheetError):
    """A responsibility table is wrong; names file, row and column."""


class CorrectionError(SheetError):
    """A file of corrections is wrong; names file, row and column."""


class CitationError(ChengnuoError):
    """A file of cited targets, or what tells of its document, is wrong; names file and row."""


class BuildError(ChengnuoError):
    """A build cannot be written, read or trusted; names the path and the remedy."""


class QuestionError(ChengnuoError):
    """A question or one of its parameters is wrong; names both."""


class SettingError(ChengnuoError):
    """A setting is wrong, or an address cannot be served; names the setting and what it may be."""


class QueryError(ChengnuoError):
    """A SPARQL query is refused or fails; `status` is the HTTP status to answer with."""

    status = 400


class QuerySyntaxError(QueryError):
    """The query does not parse; the text gives line and column."""


class QueryForbidden(QueryError):
    """The query asks for what this service never does (SERVICE, LOAD, updates)."""

    status = 403


class QueryTimeout(QueryError):
    """The deadline ended the query; nothing partial is returned."""

    status = 503


class QueryOverload(QueryError):
    """Every worker is busy, or one died on this query."""

    status = 503


class StoreUnreadable(QueryError):
    """A file of the store is damaged or gone; nothing partial is returned."""

    status = 503


class StoreUnavailable(QueryError):
    """A remote store does not answer, refuses, or answers with what is no answer; nothing partial is kept."""

    status = 503
