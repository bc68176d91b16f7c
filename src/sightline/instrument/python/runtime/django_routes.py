"""The templates of Django's routes.

They are read by Django's own resolver, which is there in a process that runs Django.
"""

from __future__ import annotations

import sys
from typing import Any, Iterable, Iterator, Optional

from .counting import Known


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
