"""The templates of routes of WSGI applications.

They are read from Flask's own rules, so that Flask does not have to be imported, or by
Django's resolver.
"""

from __future__ import annotations

from typing import Any, Iterator, Mapping, MutableMapping, Optional, Tuple

from .bounded import OTHER
from .counting import Known
from .django_routes import _django_routes, _django_template

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
