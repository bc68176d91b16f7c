"""Labels that stay within their domains, in one process or in several."""

from __future__ import annotations

import json
import os
import threading
from typing import (
    Any,
    Callable,
    Generic,
    Iterable,
    List,
    Mapping,
    Optional,
    Set,
    TypeVar,
)

from prometheus_client import Counter, Gauge, Histogram

OTHER = "other"

# where the workers of one service write their numbers; None if there is one only
_WORKERS = (
    os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    or os.environ.get("prometheus_multiproc_dir")
    or None
)
if _WORKERS is not None:
    os.makedirs(_WORKERS, exist_ok=True)

_M = TypeVar("_M", Counter, Gauge, Histogram)


def _text(given: object) -> str:
    """What can be a label value as a text; the rest, and an empty text, as 'other'."""
    if isinstance(given, str):
        return str.__str__(given) or OTHER
    if isinstance(given, bool):
        return "true" if given else "false"
    return str(int(given)) if isinstance(given, int) else OTHER


class Domain:
    """The values that a label can take. All others are counted as 'other'.

    With places, as many different values are kept as there are places: those that come
    first, in all workers together. For those that come later stands what overflow says
    of how they begin.
    """

    def __init__(
        self,
        values: Optional[Iterable[str]] = None,
        places: Optional[int] = None,
        overflow: Optional[Mapping[str, str]] = None,
    ) -> None:
        listed = None if values is None else frozenset(values)
        self._possible = listed
        self._kept: Set[str] = set(listed or ()) if places is None else set()
        self._places = places or 0
        self._overflow = dict(overflow or {})
        self._stand_ins = frozenset(self._overflow.values()) | {OTHER}
        self._lock = threading.Lock()
        self._file: Optional[str] = None

    def share(self, name: str) -> None:
        """Agrees with the other workers, if there are any, on what is kept."""
        if _WORKERS is not None and self._places > 0:
            self._file = os.path.join(_WORKERS, name + ".values")

    def bound(self, given: object) -> str:
        """The value itself if it is in the domain, else what stands for it."""
        value = _text(given)
        if value in self._kept:
            return value
        if value in self._stand_ins:
            return value
        if self._possible is not None and value not in self._possible:
            return OTHER
        if len(self._kept) < self._places:
            with self._lock:
                if self._keep(value):
                    return value
        return self._stand_in(value)

    def _stand_in(self, value: str) -> str:
        return next(
            (name for begin, name in self._overflow.items() if value.startswith(begin)),
            OTHER,
        )

    def _keep(self, value: str) -> bool:
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return False  # half a character, which no page can hold
        if self._file is not None:
            self._kept.update(_claim(self._file, value, self._places))
        elif len(self._kept) < self._places:
            self._kept.add(value)
        return value in self._kept


def _claim(path: str, value: str, places: int) -> List[str]:
    """Keeps a value for all workers if a place is free, and says what is kept."""
    import fcntl  # missing where prometheus_client has no workers either

    with open(path, "a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept: List[str] = [json.loads(line) for line in file]
        if value not in kept and len(kept) < places:
            file.write(json.dumps(value) + "\n")
            kept.append(value)
    return kept


class Bounded(Generic[_M]):
    """A metric with labels, each of which stays within its domain, whatever comes."""

    def __init__(
        self,
        kind: Callable[..., _M],
        name: str,
        help: str,
        domains: Mapping[str, Domain],
        **options: Any,
    ) -> None:
        self._domains = dict(domains)
        self._metric: _M = kind(name, help, list(domains), **options)
        for label, domain in domains.items():
            domain.share(name + "-" + label)

    def labels(self, **values: object) -> _M:
        """The series of these labels, or of 'other' in place of what is in no domain.

        Raises ValueError if it is not exactly the labels of the metric.
        """
        return self._metric.labels(*self._bound(values))

    def begin(self, **values: object) -> None:
        """Lets a series begin at 0, unless one of its values counts as 'other'.

        Prometheus sees no increase from nothing to 1: without this, the first of its
        kind would be missed.
        """
        bound = self._bound(values)
        if OTHER not in bound:
            self._metric.labels(*bound)

    def _bound(self, values: Mapping[str, object]) -> List[str]:
        if values.keys() != self._domains.keys():
            raise ValueError(
                "the labels are {}, not {}".format(
                    ", ".join(self._domains), ", ".join(values) or "none"
                )
            )
        return [domain.bound(values[label]) for label, domain in self._domains.items()]
