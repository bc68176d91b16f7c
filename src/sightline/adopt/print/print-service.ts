import { fits, indented, listLines, quoted } from '../../importers/print/typescript-text';
import type { Adopted } from '../adopted';
import type { Signals } from '../signals';
import { question } from './comments';

/** Where a service runs, as far as it is known. */
export interface ServicePlace {
  /** The name of the service, a DNS label. */
  readonly service: string;

  /** @default 'default', which is asked about */
  readonly namespace?: string | undefined;

  /** The port of the metrics page. @default 8080, which is asked about */
  readonly port?: number | undefined;

  /** @default '/metrics' */
  readonly path?: string | undefined;
}

/** The contract of a service. */
export function contractLines(
  { metrics, probes }: Pick<Adopted, 'metrics' | 'probes'>,
  {
    service,
    contract,
    identifiers,
  }: {
    readonly service: string;
    readonly contract: string;
    readonly identifiers: ReadonlyMap<string, string>;
  },
): readonly string[] {
  const names = metrics.map(({ declaration }) => identifiers.get(declaration.name) ?? '');
  return [
    `export const ${contract} = serviceContract({`,
    ...indented([
      `name: ${quoted(service)},`,
      ...(names.length === 0
        ? [question('nothing on the page belongs to a contract: what does the service expose itself?')]
        : []),
      ...listLines('metrics: ', names, ',', { depth: 2 }),
      ...notTrafficLines(probes),
      question('what does it promise? See availabilityObjective, latencyObjective and gaugeObjective.'),
      'objectives: [],',
    ]),
    '});',
  ];
}

function notTrafficLines(probes: Adopted['probes']): readonly string[] {
  if (probes.size === 0) return ['notTraffic: {},'];
  const labels = [...probes].sort(([a], [b]) => (a < b ? -1 : 1));
  const found = labels.filter(([, values]) => values.length > 0);
  const names = labels.map(([label]) => `'${label}'`).join(' and ');
  if (found.length === 0)
    return [
      question(
        `no route of ${names} looks like the metrics page or a probe: are they counted, and as which?`,
      ),
      'notTraffic: {},',
    ];
  const entries = found.flatMap(([label, values]) =>
    listLines(`${label}: `, values.map(quoted), '', { depth: 4 }),
  );
  const flat = `notTraffic: { ${entries.join(', ')} },`;
  return [
    question(
      `these routes of ${names} look like the metrics page and probes: are they all that is no traffic?`,
    ),
    ...(found.length === 1 && entries.length === 1 && fits(`  ${flat}`)
      ? [flat]
      : [
          'notTraffic: {',
          ...indented(
            found.flatMap(([label, values]) =>
              listLines(`${label}: `, values.map(quoted), ',', { depth: 4 }),
            ),
          ),
          '},',
        ]),
  ];
}

/** The class of a service, with all that monitors it. */
export function serviceLines(
  signals: Signals | undefined,
  place: ServicePlace,
  {
    contract,
    chart,
    identifiers,
  }: { readonly contract: string; readonly chart: string; readonly identifiers: ReadonlyMap<string, string> },
): readonly string[] {
  const { service, namespace, port, path = '/metrics' } = place;
  return [
    '/** The service and everything that monitors it. */',
    `export class ${chart} extends Chart {`,
    ...indented([
      'constructor(scope: Construct, id: string, stack: KubePrometheusStack) {',
      ...indented([
        ...(namespace === undefined ? [question('in which namespace does it run?')] : []),
        `super(scope, id, { namespace: ${quoted(namespace ?? 'default')} });`,
        "new MonitoredService(this, 'monitored', {",
        ...indented([
          'stack,',
          `contract${contract === 'contract' ? '' : `: ${contract}`},`,
          question(
            port === undefined
              ? 'which labels do its pods have, and which port has the metrics page?'
              : 'which labels do its pods have, and is this the port of the pod?',
          ),
          `pods: { labels: { app: ${quoted(service)} }, ports: { http: ${port ?? 8080} } },`,
          `scrape: { path: ${quoted(path)} },`,
          ...ruleLines(signals, contract, identifiers),
        ]),
        '});',
      ]),
      '}',
    ]),
    '}',
  ];
}

function ruleLines(
  signals: Signals | undefined,
  contract: string,
  identifiers: ReadonlyMap<string, string>,
): readonly string[] {
  if (signals === undefined)
    return [
      question(
        'which metric counts requests by how they ended? goldenSignals is made of it; none on the page was recognised.',
      ),
    ];
  const { requests, errors, latency, by, others } = signals;
  const named = (name: string): string => identifiers.get(name) ?? '';
  const counted = `${named(requests.declaration.name)}${['counter', 'native histogram'].includes(requests.declaration.type) ? '' : '.count'}`;
  const items = [
    counted === 'requests' ? counted : `requests: ${counted}`,
    `errors: { ${errors.label}: ${errors.failed} }`,
    ...(latency === undefined
      ? []
      : [
          named(latency.declaration.name) === 'latency'
            ? 'latency'
            : `latency: ${named(latency.declaration.name)}`,
        ]),
    `by: [${by.map(quoted).join(', ')}]`,
  ];
  const beside = others.length === 0 ? '' : ` These count requests, too: ${others.join(', ')}.`;
  const flat = `rules: [goldenSignals(${contract}, { ${items.join(', ')} })],`;
  return [
    question(`are these the requests that it serves, and those that failed?${beside}`),
    ...(fits(`      ${flat}`)
      ? [flat]
      : [
          'rules: [',
          ...indented([`goldenSignals(${contract}, {`, ...indented(items.map((item) => `${item},`)), '}),']),
          '],',
        ]),
  ];
}
