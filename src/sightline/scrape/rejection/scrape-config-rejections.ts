import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import type { ScrapeConfig } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import { supports } from '../supports';
import { reject, type Rejection } from './reject';
import { rejectClass } from './reject-class';
import { rejectCredentials } from './reject-credentials';
import { rejectProxy } from './reject-proxy';
import { rejectRelabelings } from './reject-relabeling';
import { rejectStaticLabels } from './reject-static-labels';
import { rejectTimeout } from './reject-timeout';

/**
 * Why the operator, or before it the API server, would reject a ScrapeConfig, as far as the object and the Prometheus decide it. Empty if it is
 * accepted. Of the discoveries by the API of one vendor nothing is said.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/resource_selector.go
 */
export function scrapeConfigRejections(
  { metadata, spec }: ScrapeConfig,
  settings: PrometheusSettings = {},
): Problem[] {
  const { scrapeInterval: interval, scrapeTimeout, staticConfigs = [], httpSDConfigs = [] } = spec;
  return [
    ...rejectTwoWays(spec),
    ...rejectClass(spec.scrapeClass, settings),
    ...rejectRelabelings(spec.relabelings, 'spec.relabelings', settings),
    ...rejectCredentials(spec, 'spec'),
    ...rejectTimeout(defined({ interval, scrapeTimeout }), 'spec', settings),
    ...rejectProxy(spec, 'spec'),
    ...rejectRelabelings(spec.metricRelabelings, 'spec.metricRelabelings', settings),
    ...staticConfigs.flatMap(({ labels }, index) =>
      rejectStaticLabels(labels, `spec.staticConfigs[${index}].labels`, settings),
    ),
    ...rejectOldServer(settings),
    ...httpSDConfigs.flatMap((each, index) => {
      const path = `spec.httpSDConfigs[${index}]`;
      return [...rejectCredentials(each, path), ...rejectProxy(each, path)];
    }),
    ...rejectKubernetes(spec, settings),
    ...rejectDns(spec),
  ].map((each) => reject(each, `ScrapeConfig/${metadata.namespace}/${metadata.name}`));
}

/** A rule of the definition itself, by which the API server goes. */
function rejectTwoWays({ basicAuth, authorization, oauth2 }: ScrapeConfig['spec']): Rejection[] {
  const ways = Object.keys(defined({ basicAuth, authorization, oauth2 }));
  if (ways.length < 2) return [];
  return [
    {
      id: 'OPR004',
      path: 'spec',
      message: `'${ways.join("', '")}' are ${ways.length} ways to authenticate, and a ScrapeConfig can have one`,
      fix: 'keep one of them',
    },
  ];
}

/** The operator looks at what discovery by OVHcloud needs even where there is none. */
function rejectOldServer(settings: PrometheusSettings): Rejection[] {
  if (supports(settings, '2.40.0')) return [];
  return [
    {
      id: 'OPR016',
      path: 'spec',
      message: `a ScrapeConfig needs Prometheus 2.40 or later ('version' is ${settings.version ?? 'not set'})`,
      fix: 'use a newer Prometheus',
    },
  ];
}

/** The roles whose objects a discovery of a role can select by. */
const selectorRoles: Readonly<Partial<Record<string, readonly string[]>>> = {
  pod: ['pod'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

function rejectKubernetes(
  { kubernetesSDConfigs = [] }: ScrapeConfig['spec'],
  settings: PrometheusSettings,
): Rejection[] {
  return kubernetesSDConfigs.flatMap((each, index) => {
    const path = `spec.kubernetesSDConfigs[${index}]`;
    const { role, apiServer, namespaces, selectors = [] } = each;
    const at = (field: string, message: string, fix: string): Rejection => ({
      id: 'OPR016',
      path: `${path}.${field}`,
      message,
      fix,
    });
    const allowed = selectorRoles[role.toLowerCase()] ?? [];
    return [
      ...rejectCredentials(each, path),
      ...rejectProxy(each, path),
      ...(role === 'EndpointSlice' && !supports(settings, '2.21.0')
        ? [at('role', `'role' (${role}) is known since Prometheus 2.21`, "use 'Endpoints'")]
        : []),
      ...(apiServer !== undefined && namespaces?.ownNamespace === true
        ? [
            at(
              'namespaces.ownNamespace',
              "'namespaces.ownNamespace' (true) must not stand beside 'apiServer', where there is no such namespace",
              'name the namespaces instead',
            ),
          ]
        : []),
      ...selectors.flatMap(({ label = '', field = '' }, place) => [
        ...(isSelector(label, labelTerm)
          ? []
          : [
              at(
                `selectors[${place}].label`,
                `'label' (${label}) must be a selector as kubectl takes it`,
                'write it as app=shop,tier in (web,api)',
              ),
            ]),
        ...(isSelector(field, fieldTerm)
          ? []
          : [
              at(
                `selectors[${place}].field`,
                `'field' (${field}) must compare fields with values`,
                'write it as metadata.name=shop',
              ),
            ]),
      ]),
      ...selectors.flatMap((selector, place) =>
        allowed.includes(selector.role.toLowerCase())
          ? []
          : [
              at(
                `selectors[${place}].role`,
                `'role' (${selector.role}) must be one of ${allowed.join(', ')} for a discovery of ${role}`,
                'select by one of them',
              ),
            ],
      ),
    ];
  });
}

const key = String.raw`(?:[\w.-]+\/)?[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?`;
const value = String.raw`(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)?`;
const labelTerm = String.raw`(?:!\s*)?${key}|${key}\s*(?:==?|!=)\s*${value}|${key}\s+(?:not)?in\s*\(\s*${value}(?:\s*,\s*${value})*\s*\)|${key}\s*[<>]\s*-?\d+`;
const fieldTerm = String.raw`[^=!,]+(?:==?|!=)(?:[^=!,\\]|\\.)*`;

/** Longer selectors are none that anybody wrote, and are not looked into. */
const longestSelector = 1_000;

/** Whether a text is terms of a selector, separated by commas; an empty one selects everything. */
function isSelector(text: string, term: string): boolean {
  if (text.length > longestSelector) return true;
  return new RegExp(`^\\s*(?:(?:${term})(?:\\s*,\\s*(?:${term}))*)?\\s*$`).test(text);
}

/** Of a record other than SRV, which has its own, the port must be said. */
function rejectDns({ dnsSDConfigs = [] }: ScrapeConfig['spec']): Rejection[] {
  return dnsSDConfigs.flatMap(({ type, port }, index) =>
    type === undefined || type === 'SRV' || port !== undefined
      ? []
      : [
          {
            id: 'OPR016' as const,
            path: `spec.dnsSDConfigs[${index}].port`,
            message: `'port' must be set for records of the type ${type}, which have none`,
            fix: 'say the port of the targets',
          },
        ],
  );
}
