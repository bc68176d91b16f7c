"""The templates of routes of ASGI applications.

They are read from Starlette's own route objects, so that neither Starlette nor FastAPI
has to be imported, or by Django's resolver.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Iterable, Iterator, Optional

from .bounded import OTHER
from .counting import Known
from .django_routes import _django_routes, _django_template
from .page import Scope


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
