"""The metrics page, of one process or of all workers."""

from __future__ import annotations

import glob
import os
from typing import Any, Awaitable, Callable, MutableMapping, Tuple

from prometheus_client import REGISTRY, CollectorRegistry, multiprocess
from prometheus_client.exposition import choose_encoder

from .bounded import _WORKERS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]


def metrics_page(accept: str = "") -> Tuple[bytes, str]:
    """The metrics page in the format that an Accept header asks for, and its type."""
    registry = REGISTRY
    if _WORKERS is not None:
        _forget_dead_workers(_WORKERS)
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(  # type: ignore[no-untyped-call]
            registry, _WORKERS
        )
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


def _forget_dead_workers(folder: str) -> None:
    """Leaves out the gauges of workers that have ended. What they counted stays."""
    if os.name != "posix":
        return
    for path in glob.glob(os.path.join(glob.escape(folder), "gauge_live*_*.db")):
        pid = path[path.rindex("_") + 1 : -len(".db")]
        if not pid.isdigit():
            continue
        try:
            os.kill(int(pid), 0)  # only asks whether there is such a process
        except ProcessLookupError:
            try:
                os.remove(path)
            except FileNotFoundError:
                pass  # another worker was faster
        except PermissionError:
            pass


async def metrics_app(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI application that answers every request with the metrics page."""
    if scope["type"] != "http":
        return
    accept = [value for name, value in scope["headers"] if name == b"accept"]
    body, content_type = metrics_page(b",".join(accept).decode("latin-1"))
    headers = [
        (b"content-type", content_type.encode("latin-1")),
        (b"content-length", str(len(body)).encode("latin-1")),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
