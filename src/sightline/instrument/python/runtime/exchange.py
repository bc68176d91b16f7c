"""One request over ASGI and its response, from the first message to the last."""

from __future__ import annotations

import asyncio
from typing import List, Optional

from .counting import _Counting
from .page import Message, Receive, Scope, Send

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
