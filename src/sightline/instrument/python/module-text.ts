import type { ServiceContract } from '../../contract/service-contract';
import { pythonHooks } from './hooks-text';
import type { HttpRoles } from './http-roles';
import { pythonMetrics, pythonNames } from './metrics-text';
import { boundedPart } from './parts/bounded-part';
import { exchangePart } from './parts/exchange-part';
import { middlewarePart } from './parts/middleware-part';
import { pagePart } from './parts/page-part';
import { routesPart } from './parts/routes-part';

/**
 * A Python module with the metrics of a contract: prometheus_client under the hood, labels kept within their domains, the metrics
 * page, and, where there are roles, an ASGI middleware that observes requests. For Python 3.9 and later; it needs prometheus_client
 * and nothing else. The same contract gives the same text.
 *
 * @param contract without errors
 * @param roles which metrics observe requests. Default: none does, and there is no middleware
 */
export function pythonModule(contract: ServiceContract, roles?: HttpRoles): string {
  const names = pythonNames(contract.metrics);
  const parts = [
    `${head(contract, roles)}\n\n${boundedPart.trim()}`,
    pythonMetrics(contract.metrics, names),
    pagePart,
    ...(roles === undefined
      ? []
      : [pythonHooks(roles, contract.notTraffic, names), routesPart, exchangePart, middlewarePart]),
  ];
  return `${parts.map((part) => part.trim()).join('\n\n\n')}\n`;
}

function head({ name }: ServiceContract, roles: HttpRoles | undefined): string {
  const use =
    roles === undefined
      ? 'Serve the page with `metrics_app`, an ASGI application, or from `metrics_page`.'
      : `For FastAPI and Starlette:

    app.add_middleware(MetricsMiddleware)

observes requests and serves the page at /metrics.`;
  const standard = [
    ...(roles === undefined ? [] : ['asyncio']),
    'glob',
    'json',
    'os',
    ...(roles === undefined ? [] : ['sys']),
    'threading',
    ...(roles === undefined ? [] : ['time']),
  ];
  const typing = [
    ...['Any', 'Awaitable', 'Callable', 'Generic', 'Iterable'],
    ...(roles === undefined ? [] : ['Iterator']),
    ...['List', 'Mapping', 'MutableMapping', 'Optional', 'Set', 'Tuple', 'TypeVar'],
  ];
  return `"""Metrics of the service '${name}', generated from its contract.

Do not edit: \`sightline instrument --language python\` writes it anew.

${use} With several workers, give them
an empty folder in PROMETHEUS_MULTIPROC_DIR: the page of each is about all of them.
"""

from __future__ import annotations

${standard.map((module) => `import ${module}\n`).join('')}from typing import (
${typing.map((each) => `    ${each},\n`).join('')})

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    multiprocess,
)
from prometheus_client.exposition import choose_encoder`;
}
