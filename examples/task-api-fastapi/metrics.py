"""Metrics of the service 'task-api', generated from its contract.

Do not edit: `sightline instrument --language python` writes it anew.

One of these observes requests and serves the page at /metrics:

    app.add_middleware(MetricsMiddleware)  # FastAPI, Starlette
    app.wsgi_app = WSGIMetricsMiddleware(app.wsgi_app)  # Flask
    application = MetricsMiddleware(get_asgi_application())  # Django, asgi.py
    application = WSGIMetricsMiddleware(get_wsgi_application())  # Django, wsgi.py

With several workers, give them an empty folder in PROMETHEUS_MULTIPROC_DIR: the page of
each is about all of them.
"""

from __future__ import annotations

import asyncio
import glob
import json
import os
import sys
import threading
import time
from typing import (
    Any,
    Awaitable,
    Callable,
    Generic,
    Iterable,
    Iterator,
    List,
    Mapping,
    MutableMapping,
    Optional,
    Set,
    Tuple,
    TypeVar,
)

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    multiprocess,
)
from prometheus_client.exposition import choose_encoder

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


TASK_API_REQUESTS_TOTAL = Bounded(
    Counter,
    "task_api_requests_total",
    "HTTP requests served, by route template",
    {
        "method": Domain(["GET", "POST", "PUT", "DELETE"]),
        "endpoint": Domain(places=19),
        "status": Domain(
            map(str, range(100, 600)),
            places=9,
            overflow={"4": "4xx", "5": "5xx"},
        ),
    },
)
TASK_API_REQUEST_DURATION_SECONDS = Bounded(
    Histogram,
    "task_api_request_duration_seconds",
    "HTTP request latency in seconds, by route template",
    {
        "method": Domain(["GET", "POST", "PUT", "DELETE"]),
        "endpoint": Domain(places=19),
    },
    unit="seconds",
    buckets=[0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
)
TASK_API_ACTIVE_CONNECTIONS = Gauge(
    "task_api_active_connections",
    "Requests being served right now",
    multiprocess_mode="livesum",
)


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


def _is_left_out(method: str, route: str, status: Optional[str] = None) -> bool:
    """Whether a request is no traffic, such as a probe."""
    return route in {"/healthz", "/metrics", "/readyz"}


def _count(method: str, route: str, status: str, seconds: float) -> None:
    """Counts a request that was served."""
    TASK_API_REQUESTS_TOTAL.labels(method=method, endpoint=route, status=status).inc()
    TASK_API_REQUEST_DURATION_SECONDS.labels(
        method=method,
        endpoint=route,
    ).observe(seconds)


def _begin(method: str, route: str, status: str) -> None:
    """Lets the series of a request that may come begin at 0."""
    TASK_API_REQUESTS_TOTAL.begin(method=method, endpoint=route, status=status)


def _in_flight(method: str, route: str) -> Optional[Gauge]:
    """What holds how many requests like this are being served."""
    return TASK_API_ACTIVE_CONNECTIONS


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


def _django_urls() -> Any:
    """The resolver; None in a process that has Django and does not run it."""
    conf = sys.modules.get("django.conf")
    configured = conf is not None and conf.settings.configured
    return sys.modules.get("django.urls") if configured else None


def _django_template(path: str) -> Optional[str]:
    """The template of the route of a path; None without a route, or without Django."""
    urls = _django_urls()
    if urls is None:
        return None
    # a path without its last slash is answered with a redirect to the one with it
    for each in (path,) if path.endswith("/") else (path, path + "/"):
        try:
            return "/" + str(urls.resolve(each).route)
        except urls.Resolver404:
            pass
    return None


def _django_routes() -> Iterator[Known]:
    urls = _django_urls()
    if urls is not None:
        yield from _django_below(urls.get_resolver().url_patterns)


def _django_below(patterns: Iterable[Any], prefix: str = "") -> Iterator[Known]:
    for each in patterns:
        text = str(each.pattern)
        path = prefix + (text[1:] if prefix and text.startswith("^") else text)
        inner = getattr(each, "url_patterns", None)
        if inner is not None:
            yield from _django_below(inner, path)
            continue
        # a view that is a function does not tell its methods
        view = getattr(each.callback, "view_class", None)
        methods = ("delete", "get", "patch", "post", "put")
        yield "/" + path, [one.upper() for one in methods if hasattr(view, one)], []


def _routes_of(app: Any) -> Iterable[Any]:
    return getattr(app, "routes", None) or ()


def _flat(routes: Iterable[Any]) -> Iterable[Any]:
    """Routes with those of included routers, which newer FastAPI keeps apart."""
    contexts: Optional[Callable[[Iterable[Any]], Iterable[Any]]] = getattr(
        sys.modules.get("fastapi.routing"), "iter_route_contexts", None
    )
    return routes if contexts is None else contexts(routes)


def _route_of(app: Any, scope: Scope) -> str:
    """The template of the route that a request matches; 'other' if it matches none."""
    try:
        routes = _routes_of(app)
        if not routes:
            return _django_template(_path_of(scope)) or OTHER
        template = _template(routes, scope)
        redirects = getattr(getattr(app, "router", None), "redirect_slashes", False)
        if template is None and redirects:
            # answered with a redirect to the route with, or without, the last slash
            path = scope["path"]
            other = path[:-1] if path.endswith("/") else path + "/"
            template = _template(routes, {**scope, "path": other})
    except Exception:
        return OTHER  # what can't be found out must not fail the request
    return template or OTHER


def _path_of(scope: Scope) -> str:
    """The path below that of the server itself, which it may hand over or not."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and path.startswith(root + "/") else path


def _template(routes: Iterable[Any], scope: Scope) -> Optional[str]:
    partial = None
    for route in _flat(routes):
        match, child_scope = route.matches(scope)
        if match.value == 0:  # Match.NONE
            continue
        template = _template_below(route, {**scope, **child_scope})
        if match.value == 2:  # Match.FULL
            return template
        partial = partial or template  # all but the method
    return partial


def _template_below(route: Any, scope: Scope) -> Optional[str]:
    path: Optional[str] = getattr(route, "path", None)
    inner = _routes_of(route)  # of what is mounted there
    if not inner:
        return "/" if path == "" else path
    below = _template(inner, scope)
    return None if below is None else (path or "") + below


def _asgi_routes(app: Any) -> Iterator[Known]:
    routes = _routes_of(app)
    return _known_routes(routes) if routes else _django_routes()


def _known_routes(routes: Iterable[Any], prefix: str = "") -> Iterator[Known]:
    """The templates of routes, with their methods and the statuses they declare."""
    for route in _flat(routes):
        path = prefix + (getattr(route, "path", None) or "")
        inner = _routes_of(route)
        if inner:
            yield from _known_routes(inner, path)
            continue
        statuses = [str(each) for each in getattr(route, "responses", None) or ()]
        if hasattr(route, "status_code"):
            statuses.insert(0, str(int(route.status_code or 200)))
        methods = sorted(getattr(route, "methods", None) or ())
        yield path or "/", methods, [each for each in statuses if each.isdigit()]


# messages that, unless they announce more, end a response
_ENDS = (
    "http.response.body",
    "http.response.pathsend",
    "http.response.zerocopysend",
)


class _Exchange(_Counting):
    """One request and its response, counted once, as they pass by."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, route: str) -> None:
        super().__init__(scope["method"], route)
        self._receive = receive
        self._send = send
        self._status: Optional[int] = None  # of the response, once there is one
        self._left = False  # whether the client is known to have gone
        self._has_body = any(
            name == b"transfer-encoding"
            or (name == b"content-length" and value != b"0")
            for name, value in scope["headers"]
        )
        self._receiving = 0
        self._unread: List[Message] = []

    async def receive(self) -> Message:
        """What the application reads."""
        if self._unread:
            return self._unread.pop(0)
        self._receiving += 1
        try:
            return self._seen(await self._receive())
        finally:
            self._receiving -= 1

    async def send(self, message: Message) -> None:
        """What the application writes."""
        starts = message["type"] == "http.response.start"
        if starts:
            await self._look_for_client()
        left_before = self._left
        try:
            await self._send(message)
        except OSError:
            self._left = True
            raise
        if starts:
            self._status = 499 if left_before else int(message["status"])
        elif message["type"] in _ENDS and not message.get("more_body", False):
            self._count_once(self._status or 500)

    async def end(self) -> None:
        """The application has returned, crashed, or was cancelled."""
        if self._counted:
            return
        try:
            await self._look_for_client()
        finally:
            # broken off by the service, whatever it had sent before
            gone = 499 if self._status is None else self._status
            self._count_once(gone if self._left else 500)

    def _seen(self, message: Message) -> Message:
        if message["type"] == "http.disconnect":
            self._left = True
        elif not message.get("more_body", False):
            self._has_body = False  # has been read
        return message

    async def _look_for_client(self) -> None:
        """Looks whether the client has gone, without waiting for it.

        The server says so in what comes after the request's body. Nothing of a body is
        read that the application has not asked for.
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return  # another event loop, such as trio's
        while not (self._left or self._has_body or self._receiving):
            task = asyncio.ensure_future(self._receive())
            try:
                await asyncio.sleep(0)  # one step, enough for what is there already
            finally:
                done = task.done() or not task.cancel()
            if not done or task.cancelled() or task.exception() is not None:
                return
            self._unread.append(self._seen(task.result()))


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


Environ = MutableMapping[str, Any]


def _wsgi_route_of(app: Any, environ: Environ) -> str:
    """The template of the route that a request matches; 'other' if it matches none."""
    try:
        # what a server writes in Latin-1 is UTF-8, says PEP 3333
        path = str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8")
        return _flask_template(app, environ, path) or _django_template(path) or OTHER
    except Exception:
        return OTHER  # what can't be found out must not fail the request


def _wsgi_routes(app: Any) -> Iterator[Known]:
    yield from _flask_routes(app)
    yield from _django_routes()


def _flask_template(app: Any, environ: Environ, path: str) -> Optional[str]:
    script = path
    while script:  # as werkzeug's dispatcher finds one of several applications
        if script in _mounts_of(app):
            mounted = _mounts_of(app)[script]
            below = _flask_template(mounted, environ, path[len(script) :])
            return None if below is None else script + below
        script = script.rpartition("/")[0]
    if not hasattr(app, "url_map"):
        inner = _inside(app)
        return None if inner is None else _flask_template(inner, environ, path)
    request = app.request_class(environ, populate_request=False)
    return _rule(app.create_url_adapter(request), path, str(environ["REQUEST_METHOD"]))


def _rule(adapter: Any, path: str, method: str) -> Optional[str]:
    for _ in range(3):
        try:
            rule, _arguments = adapter.match(path, method, return_rule=True)
            return str(rule.rule)
        except Exception as error:
            others = getattr(error, "valid_methods", None)
            if others:
                method = sorted(others)[0]  # all but the method
            elif hasattr(error, "new_url") and not path.endswith("/"):
                path += "/"  # answered with a redirect to the path with its last slash
            else:
                return None
    return None


def _flask_routes(app: Any, prefix: str = "") -> Iterator[Known]:
    for script, mounted in _mounts_of(app).items():
        yield from _flask_routes(mounted, prefix + script)
    if hasattr(app, "url_map"):
        for rule in app.url_map.iter_rules():
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            yield prefix + str(rule.rule), methods, []
    else:
        inner = _inside(app)
        if inner is not None:
            yield from _flask_routes(inner, prefix)


def _mounts_of(app: Any) -> Mapping[str, Any]:
    mounts = getattr(app, "mounts", None)
    return mounts if isinstance(mounts, dict) else {}


def _inside(app: Any) -> Any:
    """What middleware is around, or the application of its own method `wsgi_app`."""
    names: Tuple[str, ...] = ("__self__", "app", "wsgi_app")
    return next((getattr(app, each) for each in names if hasattr(app, each)), None)


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
