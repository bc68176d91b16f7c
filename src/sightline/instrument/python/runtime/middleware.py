"""The ASGI middleware."""

from __future__ import annotations

from typing import Optional

from .counting import _OBSERVED, _begin_all
from .exchange import _Exchange
from .hooks import _is_left_out
from .page import ASGIApp, Receive, Scope, Send, metrics_app
from .routes import _asgi_routes, _path_of, _route_of


class MetricsMiddleware:
    """Observes each request of an ASGI application once, when its last byte is sent:

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
            _begin_all(_asgi_routes(app), self._page)
            await self._app(scope, receive, send)
            return
        if not self._begun:
            self._begun = True
            _begin_all(
                _asgi_routes(app), self._page
            )  # once more: the start may have added routes
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
        return _path_of(scope) == self._page and scope["method"] in ("GET", "HEAD")
