"""Runs one shop on each framework, behind a real server, and asks it over HTTP.

Prints what was counted in each step, by framework and step, as JSON.
"""

import asyncio
import contextlib
import http.client
import json
import logging
import socket
import sys
import threading
import time
import warnings
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.validate import validator

sys.path.insert(0, sys.argv[1])

import django  # noqa: E402
import flask  # noqa: E402
import metrics  # noqa: E402
import uvicorn  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import (  # noqa: E402
    FileResponse,
    HttpResponse,
    StreamingHttpResponse,
)
from django.urls import include, path, re_path  # noqa: E402
from django.views import View  # noqa: E402
from fastapi import APIRouter, FastAPI  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.responses import PlainTextResponse, StreamingResponse  # noqa: E402
from starlette.routing import Mount, Route  # noqa: E402
from werkzeug.middleware.dispatcher import DispatcherMiddleware  # noqa: E402
from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: E402

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume")
release = threading.Event()  # ends what waits


def chunks(which):
    yield b"first"
    if which == "broken":
        time.sleep(0.05)
        raise RuntimeError("broken off")
    while which == "endless":
        time.sleep(0.01)
        yield b"more" * 1000
    yield b"last"


async def achunks(which):
    parts = chunks(which)
    while True:
        part = await asyncio.to_thread(next, parts, None)
        if part is None:
            return
        yield part


def crash():
    raise RuntimeError("a bug")


# --- Flask, with an application that is mounted in another


def flask_shop():
    app = flask.Flask(__name__)
    v1 = flask.Blueprint("v1", __name__, url_prefix="/v1")
    v1.add_url_rule("/carts/<int:id>", view_func=lambda id: str(id), endpoint="cart")
    v1.add_url_rule("/lists/", view_func=lambda: "lists", endpoint="lists")
    app.register_blueprint(v1)
    app.add_url_rule("/t/<tenant>/<thing>", "thing", lambda tenant, thing: thing)
    for name in ("stream", "broken", "endless"):
        app.add_url_rule(
            f"/{name}", name, lambda name=name: flask.Response(chunks(name))
        )
    app.add_url_rule("/crash", "crash", crash)
    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    app.add_url_rule("/file", "file", lambda: flask.send_file(__file__))

    @app.get("/slow")
    def slow():
        release.wait(60)
        return "late"

    admin = flask.Flask("admin")
    admin.add_url_rule("/users/<id>", "user", lambda id: id)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/admin": admin})
    app.wsgi_app = ProxyFix(app.wsgi_app)
    app.wsgi_app = metrics.WSGIMetricsMiddleware(app.wsgi_app)
    return validator(app)  # raises where PEP 3333 is not kept


# --- Django, on both kinds of servers


class Lists(View):
    def get(self, request):
        return HttpResponse("lists")


async def aslow(request):
    await asyncio.to_thread(release.wait, 60)
    return HttpResponse("late")


def django_slow(request):
    release.wait(60)
    return HttpResponse("late")


def django_stream(which):
    def view(request):
        make = (
            achunks
            if isinstance(request, django.core.handlers.asgi.ASGIRequest)
            else chunks
        )
        return StreamingHttpResponse(make(which))

    return view


urlpatterns = [
    path(
        "v1/",
        include(
            [
                path("carts/<int:id>", lambda request, id: HttpResponse(str(id))),
                path("lists/", Lists.as_view()),
            ]
        ),
    ),
    re_path(
        r"^t/(?P<tenant>\w+)/",
        include(
            [
                re_path(
                    r"^(?P<thing>\w+)$",
                    lambda request, tenant, thing: HttpResponse(thing),
                ),
            ]
        ),
    ),
    path("admin/", include([path("users/<id>", lambda request, id: HttpResponse(id))])),
    path("crash", lambda request: crash()),
    path("healthz", lambda request: HttpResponse("ok")),
    path("file", lambda request: FileResponse(open(__file__, "rb"))),
    *[path(name, django_stream(name)) for name in ("stream", "broken", "endless")],
    path("slow", django_slow),
]


def django_setup():
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="x",
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    )
    django.setup()


def django_wsgi():
    django_setup()
    return metrics.WSGIMetricsMiddleware(get_wsgi_application())


def django_asgi():
    return metrics.MetricsMiddleware(get_asgi_application())


# --- FastAPI and Starlette


def fastapi_shop():
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    v1 = APIRouter(prefix="/v1")
    v1.get("/carts/{id}")(lambda id: PlainTextResponse(id))
    v1.get("/lists/")(lambda: "lists")
    app.include_router(v1)
    app.get("/t/{tenant}/{thing}")(lambda tenant, thing: thing)
    app.mount("/admin", starlette_admin())
    add_common(lambda name, view: app.get(name)(view))
    app.add_middleware(metrics.MetricsMiddleware)
    return app


def starlette_admin():
    return Starlette(routes=[Route("/users/{id}", lambda r: PlainTextResponse("user"))])


def starlette_shop():
    def text(request):
        return PlainTextResponse("text")

    routes = [
        Mount("/v1", routes=[Route("/carts/{id}", text), Route("/lists/", text)]),
        Route("/t/{tenant}/{thing}", text),
        Mount("/admin", starlette_admin()),
    ]

    def add(name, view):
        async def with_request(request):
            result = view()
            return await result if asyncio.iscoroutine(result) else result

        routes.append(Route(name, with_request))

    add_common(add)
    app = Starlette(routes=routes)
    app.add_middleware(metrics.MetricsMiddleware)
    return app


def add_common(add):
    async def slow():
        await asyncio.to_thread(release.wait, 60)
        return PlainTextResponse("late")

    add("/crash", crash)
    add("/healthz", lambda: PlainTextResponse("ok"))
    add("/file", lambda: PlainTextResponse("file"))
    add("/slow", slow)
    for name in ("stream", "broken", "endless"):
        add(f"/{name}", lambda *, _name=name: StreamingResponse(achunks(_name)))


# --- servers


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass

    def get_stderr(self):
        return open("/dev/null", "w")


class Threading(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextlib.contextmanager
def over_wsgi(app):
    server = make_server("127.0.0.1", 0, app, Threading, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@contextlib.contextmanager
def over_asgi(app):
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="auto"))
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[taken])), daemon=True
    )
    thread.start()
    until(lambda: server.started)
    yield taken.getsockname()[1]
    server.should_exit = True
    thread.join()


def until(holds):
    end = time.monotonic() + 60
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("it did not come true within 60 s")
        time.sleep(0.005)


# --- what is asked, and counted


def values(metric, zero=False):
    found = {}
    for family in metrics.REGISTRY.collect():
        for sample in family.samples:
            if sample.name == metric and (zero or sample.value != 0):
                labels = [sample.labels.get(each) for each in ("verb", "route", "code")]
                found[" ".join(filter(None, labels))] = int(sample.value)
    return found


def call(port, target, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        with contextlib.suppress(http.client.IncompleteRead, ConnectionError):
            response.read()
        return response.status
    finally:
        connection.close()


def leave(port):
    """Takes some of a response without an end, and goes."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /endless HTTP/1.1\r\nHost: shop\r\n\r\n")
        connection.recv(10_000)


STEPS = {
    "routes": [
        "/v1/carts/1",
        "/v1/carts/2?x=1",
        "/t/a/b",
        "/admin/users/7",
        "/v1/lists/",
    ],
    "unmatched": ["/nothing", "/v1/nothing", "/admin/nothing", "/%F0%9F%92%A5?x=1"],
    "errors": ["/crash", "/broken", ("/v1/lists/", "DELETE")],
    "slash": ["/v1/lists"],
    "head": [("/t/a/b", "HEAD")],
    "streams": ["/stream", "/file"],
    "left out": ["/metrics", "/healthz", ("/metrics", "HEAD")],
}


def ask(port):
    call(port, "/healthz")
    heard = {"begun": sorted(values("shop_requests_total", zero=True))}
    expected = 0
    for step, requests in STEPS.items():
        before = values("shop_requests_total")
        for each in requests:
            call(port, *([each] if isinstance(each, str) else each))
        expected += 0 if step == "left out" else len(requests)
        until(lambda: sum(values("shop_requests_total").values()) == expected)  # noqa: B023
        heard[step] = since(before)
    before = values("shop_requests_total")
    leave(port)
    expected += 1
    until(lambda: sum(values("shop_requests_total").values()) == expected)
    heard["left"] = since(before)
    release.clear()
    slow = threading.Thread(target=call, args=(port, "/slow"))
    slow.start()
    until(lambda: values("shop_requests_in_flight"))
    heard["running"] = values("shop_requests_in_flight")
    release.set()
    slow.join()
    until(lambda: not values("shop_requests_in_flight"))
    heard["measured"] = sum(values("shop_request_seconds_count").values())
    heard["counted"] = sum(values("shop_requests_total").values())
    return heard


def since(before):
    now = values("shop_requests_total")
    return {
        key: count - before.get(key, 0)
        for key, count in now.items()
        if count != before.get(key)
    }


def forget():
    for metric in (metrics.SHOP_REQUESTS_TOTAL, metrics.SHOP_REQUEST_SECONDS):
        metric._metric.clear()
        for domain in metric._domains.values():
            if domain._places:
                domain._kept.clear()
    metrics._SEEN.clear()


def main():
    heard = {}
    shops = {
        "FastAPI": (fastapi_shop, over_asgi),
        "Starlette": (starlette_shop, over_asgi),
        "Flask": (flask_shop, over_wsgi),
        "Django over WSGI": (django_wsgi, over_wsgi),
        "Django over ASGI": (django_asgi, over_asgi),
    }
    for name, (make, over) in shops.items():
        forget()
        with over(make()) as port:
            heard[name] = ask(port)
    print(json.dumps(heard))


main()
