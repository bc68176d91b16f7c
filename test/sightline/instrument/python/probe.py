"""Calls an application through the generated middleware, message by message.

What no client can bring about over a socket at a time of its choosing is brought about
here. Prints what was counted, by series, as JSON; whatever is not 0.
"""

import asyncio
import json
import sys

sys.path.insert(0, sys.argv[1])

import metrics  # noqa: E402
from fastapi import APIRouter, FastAPI, Request  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.background import BackgroundTask  # noqa: E402
from starlette.responses import PlainTextResponse, StreamingResponse  # noqa: E402
from starlette.routing import Mount, Route  # noqa: E402

DISCONNECT = {"type": "http.disconnect"}
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
heard = {}


async def thing(request):
    return PlainTextResponse("thing")


async def raw(scope, receive, send):
    await PlainTextResponse("raw")(scope, receive, send)


inner = APIRouter()


@inner.get("/{item}")
def get_item(item: str):
    return item


outer = APIRouter(prefix="/v1")
outer.include_router(inner, prefix="/items")
app.include_router(outer, prefix="/api")
app.mount("/raw", raw)
app.mount("/t/{tenant}", Starlette(routes=[Route("/things/{thing}", thing)]))


@app.get("/healthz")
def healthz():
    return "ok"


@app.get("/crash")
def crash():
    raise RuntimeError("crash")


@app.get("/slow")
async def slow():
    heard["running"] = values("shop_requests_in_flight")
    await asyncio.sleep(0.05)
    return "slow"


@app.get("/broken")
async def broken():
    async def chunks():
        yield b"half"
        raise RuntimeError("broken off")

    return StreamingResponse(chunks())


@app.get("/stream")
async def stream():
    async def chunks():
        for _ in range(100):
            yield b"part"
            await asyncio.sleep(0.01)

    return StreamingResponse(chunks())


@app.get("/after")
async def after():
    async def late():
        heard["before_late"] = values("shop_requests_total").get("GET /after 200")
        raise RuntimeError("after the response")

    return PlainTextResponse("sent", background=BackgroundTask(late))


@app.post("/echo")
async def echo(request: Request):
    return PlainTextResponse(await request.body())


@app.post("/unread")
async def unread():
    return PlainTextResponse("did not read")


app.add_middleware(metrics.MetricsMiddleware)
app.add_middleware(metrics.MetricsMiddleware)  # counts nothing twice


def values(metric):
    found = {}
    for family in metrics.REGISTRY.collect():
        for sample in family.samples:
            if sample.name == metric and sample.value != 0:
                label = ("verb", "route", "code")
                key = " ".join(
                    sample.labels[each] for each in label if each in sample.labels
                )
                found[key] = sample.value
    return found


async def call(
    method, path, *messages, headers=(), leave_after=None, cancel_after=None, target=app
):
    """One request. Without messages it has no body, and its client stays."""
    waiting = list(messages) or [
        {"type": "http.request", "body": b"", "more_body": False}
    ]
    left = asyncio.Event()
    if leave_after is not None:
        asyncio.get_running_loop().call_later(leave_after, left.set)
    sent = []
    asked = 0

    async def receive():
        nonlocal asked
        asked += 1
        if waiting:
            return waiting.pop(0)
        await left.wait()
        return DISCONNECT  # for ever, as a server does

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": list(headers),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    task = asyncio.ensure_future(target(scope, receive, send))
    if cancel_after is not None:
        await asyncio.sleep(cancel_after)
        task.cancel()
    error = (await asyncio.gather(task, return_exceptions=True))[0]
    body = b"".join(message.get("body", b"") for message in sent).decode()
    return {
        "body": body,
        "error": type(error).__name__ if error else None,
        "asked": asked,
    }


async def main():
    for number in range(3):
        await call("GET", f"/api/v1/items/{number}")
        await call("GET", f"/t/tenant-{number}/things/{number}")
    await call("GET", "/t/a/nothing")
    await call("GET", "/raw/below")
    await call("GET", "/api/v1/items/1/")
    await call("GET", "/healthz")
    await call("GET", "/metrics")
    await call("BREW", "/slow")
    heard["crash"] = await call("GET", "/crash")
    heard["broken"] = await call("GET", "/broken")
    heard["after"] = await call("GET", "/after")
    await call("GET", "/stream", leave_after=0.05)
    await call("GET", "/slow", leave_after=0.01)
    heard["cancelled"] = await call("GET", "/slow", cancel_after=0.01)
    length = [(b"content-length", b"6")]
    parts = [
        {"type": "http.request", "body": b"abc", "more_body": True},
        {"type": "http.request", "body": b"def", "more_body": False},
    ]
    heard["echo"] = await call("POST", "/echo", *parts, headers=length)
    heard["unread"] = await call("POST", "/unread", *parts, headers=length)

    # a plain Starlette, which the middleware stands around
    plain = Starlette(routes=[Mount("/p", routes=[Route("/{thing}", thing)])])
    await call("GET", "/p/1", target=metrics.MetricsMiddleware(plain))

    heard["requests"] = values("shop_requests_total")
    heard["durations"] = values("shop_request_seconds_count")
    heard["left_running"] = values("shop_requests_in_flight")
    print(json.dumps(heard))


asyncio.run(main())
