"""The templates of routes.

They are read from Starlette's own route objects, so that neither Starlette nor FastAPI
has to be imported.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Iterable, Iterator, List, Optional, Tuple

from .bounded import OTHER
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
        template = _template(_routes_of(app), scope)
        redirects = getattr(getattr(app, "router", None), "redirect_slashes", False)
        if template is None and redirects:
            # answered with a redirect to the route with, or without, the last slash
            path = scope["path"]
            other = path[:-1] if path.endswith("/") else path + "/"
            template = _template(_routes_of(app), {**scope, "path": other})
    except Exception:
        return OTHER  # what can't be found out must not fail the request
    return template or OTHER


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


def _known_routes(
    routes: Iterable[Any], prefix: str = ""
) -> Iterator[Tuple[str, List[str], List[str]]]:
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
