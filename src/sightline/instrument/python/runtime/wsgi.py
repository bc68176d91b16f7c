"""The WSGI middleware."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Iterator, Optional

from .counting import _OBSERVED, _begin_all, _Counting
from .hooks import _is_left_out
from .page import metrics_page
from .wsgi_routes import Environ, _wsgi_route_of, _wsgi_routes


class WSGIMetricsMiddleware:
    """Observes each request of a WSGI application once, when its response is closed:

    - under the template of its route in Flask or Django, and under 'other' if it
      matches none
    - an unhandled exception, and a response that is broken off, as 500
    - a client that leaves under the status of its response: WSGI does not tell
    - without the metrics page, and without what the contract says is not traffic

    It also serves the metrics page; page=None leaves that to the application.
    """

    def __init__(self, app: Any, page: Optional[str] = "/metrics") -> None:
        self._app = app
        self._page = page
        self._begun = False

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Hands a request on to the application, and watches what passes."""
        if _OBSERVED in environ:
            return self._passed(environ, start_response)
        environ[_OBSERVED] = True  # by this one, and not by another further in
        if not self._begun:
            self._begun = True
            _begin_all(_wsgi_routes(self._app), self._page)
        method = str(environ["REQUEST_METHOD"])
        if environ.get("PATH_INFO") == self._page and method in ("GET", "HEAD"):
            body, content_type = metrics_page(environ.get("HTTP_ACCEPT", ""))
            length = ("Content-Length", str(len(body)))
            start_response("200 OK", [("Content-Type", content_type), length])
            return [b"" if method == "HEAD" else body]
        route = _wsgi_route_of(self._app, environ)
        if route == self._page or _is_left_out(method, route):
            return self._passed(environ, start_response)
        exchange = _WSGIExchange(method, route)

        def starts(status: str, headers: Any, *error: Any) -> Any:
            exchange.status = int(status[:3])
            return start_response(status, headers, *error)

        try:
            return exchange.watched(self._app(environ, starts), environ)
        except BaseException:
            exchange.end(500)
            raise

    def _passed(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        body: Iterable[bytes] = self._app(environ, start_response)
        return body


class _WSGIExchange(_Counting):
    """One request and its response, counted when the server closes the response."""

    status = 500  # of the response, once there is one

    def end(self, status: Optional[int] = None) -> None:
        """Counts it, under the status of the response if there is no other."""
        self._count_once(self.status if status is None else status)

    def watched(self, body: Iterable[bytes], environ: Environ) -> Iterable[bytes]:
        """A body that tells of its end."""
        files = environ.get("wsgi.file_wrapper")
        if not (isinstance(files, type) and isinstance(body, files)):
            return _Body(body, self)
        # a server sends a file in a way of its own, if it is what it has given
        close = getattr(body, "close", None)

        def closes() -> None:
            try:
                if close is not None:
                    close()
            finally:
                self.end()

        try:
            body.close = closes  # type: ignore[attr-defined]
        except AttributeError:
            return _Body(body, self)
        return body


class _Body:
    """The parts of a response on their way to the server."""

    def __init__(self, body: Iterable[bytes], exchange: _WSGIExchange) -> None:
        self._body = body
        self._parts: Optional[Iterator[bytes]] = None
        self._exchange = exchange

    def __iter__(self) -> _Body:
        return self

    def __next__(self) -> bytes:
        try:
            if self._parts is None:
                self._parts = iter(self._body)
            return next(self._parts)
        except StopIteration:
            self._exchange.end()
            raise
        except BaseException:
            self._exchange.end(500)
            raise

    def close(self) -> None:
        """The server is done with the response, or the client has gone."""
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._exchange.end()
