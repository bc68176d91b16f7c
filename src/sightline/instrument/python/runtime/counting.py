"""One request, whatever server hands it over, from its start to its end."""

from __future__ import annotations

import time
from typing import Iterable, List, Optional, Set, Tuple

from .bounded import OTHER
from .hooks import _begin, _count, _in_flight, _is_left_out

# routes and methods that have come; over some servers a client may send any method
_SEEN: Set[Tuple[str, str]] = set()
_MOST_SEEN = 10_000

# marks a request that is observed, so that another middleware lets it pass
_OBSERVED = "sightline.observed"

# the template of a route, its methods, and the statuses that it declares
Known = Tuple[str, List[str], List[str]]


class _Counting:
    """One request and its response. It is in flight until it is counted."""

    def __init__(self, method: str, route: str) -> None:
        self._start = time.perf_counter()
        self._method = method
        self._route = route
        self._counted = False
        kind = (method, route)
        if route != OTHER and kind not in _SEEN and len(_SEEN) < _MOST_SEEN:
            _SEEN.add(kind)
            _begin(method, route, "500")
        self._running = _in_flight(method, route)
        if self._running is not None:
            self._running.inc()

    def _count_once(self, status: int) -> None:
        if self._counted:
            return
        self._counted = True
        seconds = time.perf_counter() - self._start
        if self._running is not None:
            self._running.dec()
        if not _is_left_out(self._method, self._route, str(status)):
            _count(self._method, self._route, str(status), seconds)


def _begin_all(routes: Iterable[Known], page: Optional[str]) -> None:
    """Lets the series of an application's routes begin at 0."""
    try:
        known = list(routes)
    except Exception:
        return  # what can't be found out must not fail the request
    # crashes first, so that they have a place whatever else comes
    for declared in (False, True):
        for route, methods, statuses in known:
            for method in methods:
                if route == page or _is_left_out(method, route):
                    continue
                for status in statuses if declared else ["500"]:
                    _begin(method, route, status)
