"""User and password as a store asks for them: Basic (RFC 7617) or Digest (RFC 7616)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator
from urllib.request import parse_http_list, parse_keqv_list

_DIGESTS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Credentials:
    """Answers a store's challenge, and from then on without being asked."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._scheme, self._challenge, self._count = "", dict[str, str](), 0

    def attempts(self, method: str, target: str) -> Iterator[dict[str, str]]:
        """Headers to try in turn, while the store answers 401: what it took before, then as it asks anew."""
        yield self._header(method, target)
        if self._user and self._scheme:
            yield self._header(method, target)

    def challenged(self, challenge: str) -> None:
        """Remembers a `WWW-Authenticate`."""
        scheme, _, rest = challenge.partition(" ")
        self._scheme, self._count = scheme.casefold(), 0
        self._challenge = parse_keqv_list(parse_http_list(rest)) if self._scheme == "digest" else {}

    def _header(self, method: str, target: str) -> dict[str, str]:
        if not self._user or not self._scheme:
            return {}
        if self._scheme == "basic":
            pair = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        return {"Authorization": f"Digest {self._digest(method, target)}"} if self._known() else {}

    def _known(self) -> bool:
        return self._scheme == "digest" and self._challenge.get("algorithm", "MD5").upper() in _DIGESTS

    def _digest(self, method: str, target: str) -> str:
        given, self._count = self._challenge, self._count + 1
        realm, nonce = given.get("realm", ""), given.get("nonce", "")
        algorithm = given.get("algorithm", "MD5")
        count, own = f"{self._count:08x}", secrets.token_hex(8)

        def digest(*parts: str) -> str:
            return _DIGESTS[algorithm.upper()](":".join(parts).encode()).hexdigest()

        who, what = digest(self._user, realm, self._password), digest(method, target)
        fields = {"username": self._user, "realm": realm, "nonce": nonce, "uri": target}
        if "auth" in given.get("qop", "").split(","):
            response = digest(who, nonce, count, own, "auth", what)
            more = f'algorithm={algorithm}, qop=auth, nc={count}, cnonce="{own}"'
        else:
            response, more = digest(who, nonce, what), f"algorithm={algorithm}"
        if opaque := given.get("opaque"):
            fields["opaque"] = opaque
        quoted = ", ".join(f'{name}="{value}"' for name, value in fields.items())
        return f'{quoted}, response="{response}", {more}'
