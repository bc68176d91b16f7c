"""The functions through which the middleware reaches the metrics of one contract.

The generator keeps the signatures and replaces the bodies. The bodies below observe
nothing: with them, the other modules can be linted and checked.
"""

from __future__ import annotations

from typing import Optional

from prometheus_client import Gauge


def _is_left_out(method: str, route: str, status: Optional[str] = None) -> bool:
    """Whether a request is no traffic, such as a probe."""
    return False


def _count(method: str, route: str, status: str, seconds: float) -> None:
    """Counts a request that was served."""


def _begin(method: str, route: str, status: str) -> None:
    """Lets the series of a request that may come begin at 0."""


def _in_flight(method: str, route: str) -> Optional[Gauge]:
    """What holds how many requests like this are being served."""
    return None
