import type { ServiceContract } from '../../contract/service-contract';
import { pythonHooks } from './hooks-text';
import type { HttpRoles } from './http-roles';
import { pythonMetrics, pythonNames, type PythonNames } from './metrics-text';
import { importsText, mergedImports, type PythonSource } from './python-imports';
import { runtimePart } from './runtime-part';

/**
 * A Python module with the metrics of a contract: prometheus_client under the hood, labels kept within their domains, the metrics
 * page, and, where there are roles, middleware for ASGI and for WSGI that observes requests. For Python 3.9 and later; it needs prometheus_client
 * and nothing else. The same contract gives the same text.
 *
 * @param contract without errors
 * @param roles which metrics observe requests. Default: none does, and there is no middleware
 */
export function pythonModule(contract: ServiceContract, roles?: HttpRoles): string {
  const names = pythonNames(contract.metrics);
  const bounded = runtimePart('bounded');
  const page = runtimePart('page');
  const http = roles === undefined ? undefined : httpParts(contract, roles, names);
  const imports = mergedImports([bounded, page, ...(http ?? [])]);
  const head = `${docstring(contract, http !== undefined)}\n\n${importsText(imports)}\n\n${bounded.body}`;
  const rest = [page, ...(http ?? [])].map((part) => part.body);
  return `${[head, pythonMetrics(contract.metrics, names), ...rest].join('\n\n\n')}\n`;
}

/** What observes requests. */
function httpParts(contract: ServiceContract, roles: HttpRoles, names: PythonNames): PythonSource[] {
  const parts = [
    'counting',
    'django_routes',
    'routes',
    'exchange',
    'middleware',
    'wsgi_routes',
    'wsgi',
  ] as const;
  return [pythonHooks(runtimePart('hooks'), roles, contract.notTraffic, names), ...parts.map(runtimePart)];
}

function docstring({ name }: ServiceContract, observes: boolean): string {
  const use = observes
    ? `One of these observes requests and serves the page at /metrics:

    app.add_middleware(MetricsMiddleware)  # FastAPI, Starlette
    app.wsgi_app = WSGIMetricsMiddleware(app.wsgi_app)  # Flask
    application = MetricsMiddleware(get_asgi_application())  # Django, asgi.py
    application = WSGIMetricsMiddleware(get_wsgi_application())  # Django, wsgi.py
`
    : 'Serve the page with `metrics_app`, an ASGI application, or from `metrics_page`.';
  return `"""Metrics of the service '${name}', generated from its contract.

Do not edit: \`sightline instrument --language python\` writes it anew.

${use}
With several workers, give them an empty folder in PROMETHEUS_MULTIPROC_DIR: the page of
each is about all of them.
"""`;
}
