"""The ASGI middleware."""

from __future__ import annotations

from typing import Any, Optional

from .exchange import _Exchange
from .hooks import _begin, _is_left_out
from .page import ASGIApp, Receive, Scope, Send, metrics_app
from .routes import _known_routes, _route_of, _routes_of

_OBSERVED = "sightline.observed"


class MetricsMiddleware:
    """Observes each HTTP request once, when the last byte of its response is sent:

    - under the template of its route, and under 'other' if it matches none
    - an unhandled exception, and a response that is broken off, as 500
    - a client that leaves before there is a response as 499
    - without the metrics page, and without what the contract says is not traffic

    It also serves the metrics page; page=None leaves that to the application. Add it
    last, as what is added after it stands before it, and answers unseen.
    """

    def __init__(self, app: ASGIApp, page: Optional[str] = "/metrics") -> None:
        self._app = app
        self._page = page
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on to the application, and watches what passes."""
        if scope["type"] not in ("http", "lifespan") or _OBSERVED in scope:
            await self._app(scope, receive, send)
            return
        # set by the application; not there yet if the middleware stands around it
        app = scope.get("app") or self._app
        if scope["type"] == "lifespan":
            self._begin_at_zero(app)
            await self._app(scope, receive, send)
            return
        if not self._begun:
            self._begun = True
            self._begin_at_zero(app)  # once more: the start may have added routes
        scope[_OBSERVED] = True  # by this one, and not by another further in
        if self._is_page(scope):
            await metrics_app(scope, receive, send)
            return
        route = _route_of(app, scope)
        if route == self._page or _is_left_out(scope["method"], route):
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send, route)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        finally:
            await exchange.end()

    def _is_page(self, scope: Scope) -> bool:
        path: str = scope["path"]
        root: str = scope.get("root_path", "")
        if root and path.startswith(root + "/"):
            path = path[len(root) :]
        return path == self._page and scope["method"] in ("GET", "HEAD")

    def _begin_at_zero(self, app: Any) -> None:
        try:
            known = list(_known_routes(_routes_of(app)))
        except Exception:
            return
        # crashes first, so that they have a place whatever else comes
        for declared in (False, True):
            for route, methods, statuses in known:
                for method in methods:
                    if route == self._page or _is_left_out(method, route):
                        continue
                    for status in statuses if declared else ["500"]:
                        _begin(method, route, status)
