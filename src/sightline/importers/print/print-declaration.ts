import type { AlertOptions } from '../../objectives/objective-options';
import { plainDecimal } from '../../promql/syntax/decimal';
import { alertsOf, linksOf } from '../contract/build-contract';
import { scrapedMetric, type ContractModel, type ObjectiveModel } from '../contract/contract-model';
import { descriptionOf } from '../contract/describe-slo';
import { identifierOf, takenIdentifiers, uniqueIdentifier } from './identifiers';
import { metricLines } from './print-metric';
import { selectionLines, whereLines } from './print-selection';
import { indented, listLines, quoted, textProperty } from './typescript-text';

/** How a declaration was printed, and where it will stand. */
export interface PrintOptions {
  /** What printed it, after `sightline import`. */
  readonly command: string;

  /** The module that the file imports from: the package, or the path to the library in a fork of it. */
  readonly library: string;
}

/** What every declaration says of itself. */
function headLines(contracts: readonly ContractModel[], { command }: PrintOptions): readonly string[] {
  const metrics = contracts.flatMap((contract) => contract.metrics);
  const isExternal = metrics.some(({ origin }) => origin === 'external');
  return [
    `// Printed by 'sightline import ${command}'. Every selector will be bound to the namespace and service that it runs in${isExternal ? ',' : '.'}`,
    ...(isExternal
      ? ['// but for those of external(…), which something else exposes: they stand as they were.']
      : []),
    "// What queries don't tell is assumed, and says so: hold it against the service with 'npx sightline verify'.",
  ];
}

/** The names that a declaration may import. */
const importable = [
  'availabilityObjective',
  'counter',
  'external',
  'gauge',
  'gaugeObjective',
  'grpcCode',
  'histogram',
  'httpMethod',
  'httpStatus',
  'latencyObjective',
  'serviceContract',
  'trueOrFalse',
  'up',
];

/** Contracts as a TypeScript file, formatted as the project's own. */
export function printDeclaration(contracts: readonly ContractModel[], options: PrintOptions): string {
  const taken = takenIdentifiers(importable);
  const blocks = contracts.map((model) => {
    const contract = uniqueIdentifier(identifierOf(model.service, 'service'), taken);
    const metrics = new Map<string, string>([[scrapedMetric, scrapedMetric]]);
    for (const { name } of model.metrics) metrics.set(name, metricIdentifier(name, contract, taken));
    return [
      ...model.metrics.flatMap((metric) => [...metricLines(metric, metrics.get(metric.name) ?? ''), '']),
      ...contractLines(model, contract, metrics),
    ];
  });
  const imports = listLines('import ', importsOf(contracts), ` from ${quoted(options.library)};`, {
    depth: 0,
    brackets: '{}',
  });
  return `${[...headLines(contracts, options), ...imports, ...blocks.flatMap((block) => ['', ...block])].join('\n')}\n`;
}

function metricIdentifier(name: string, contract: string, taken: Set<string>): string {
  const short = identifierOf(name.replace(/_total$/, ''), 'metric');
  if (!taken.has(short)) return uniqueIdentifier(short, taken);
  return uniqueIdentifier(identifierOf(`${contract}_${short}`, 'metric'), taken);
}

function importsOf(contracts: readonly ContractModel[]): readonly string[] {
  const used = new Set<string>(['serviceContract']);
  for (const { metrics, objectives } of contracts) {
    for (const metric of metrics) {
      used.add(metric.origin === 'own' ? metric.type : 'external');
      if (metric.origin === 'external') continue;
      for (const { common } of metric.labels.values()) if (common !== undefined) used.add(common);
    }
    for (const { slo, parts } of objectives) {
      used.add(`${slo.measured.sli.type}Objective`);
      if (parts.some(({ metric }) => metric === scrapedMetric)) used.add(scrapedMetric);
    }
  }
  return [...used].sort();
}

type Identifiers = ReadonlyMap<string, string>;

function contractLines(
  { service, metrics, objectives }: ContractModel,
  contract: string,
  identifiers: Identifiers,
): readonly string[] {
  const names = metrics.flatMap(({ origin, name }) =>
    origin === 'own' ? (identifiers.get(name) ?? []) : [],
  );
  return [
    `export const ${contract} = serviceContract({`,
    ...indented([
      `name: ${quoted(service)},`,
      ...listLines('metrics: ', names, ',', { depth: 2 }),
      // which routes are probes is in no query
      'notTraffic: {},',
      'objectives: [',
      ...indented(objectives.flatMap((objective) => objectiveLines(objective, identifiers))),
      '],',
    ]),
    '});',
  ];
}

/** How far in the properties of an objective stand. */
const depth = 6;

function objectiveLines({ slo, parts }: ObjectiveModel, identifiers: Identifiers): readonly string[] {
  const { sli, by } = slo.measured;
  const { alerts, whenAbsent } = alertsOf(slo.silenced);
  const { owner, runbook, dashboard } = linksOf(slo);
  const optional = (name: string, text: string | undefined) =>
    text === undefined ? [] : textProperty(name, text, depth);
  return [
    `${sli.type}Objective({`,
    ...indented([
      `name: ${quoted(slo.name)},`,
      `objective: ${plainDecimal(slo.objective)},`,
      `window: '${slo.days}d',`,
      ...textProperty('description', descriptionOf(slo), depth),
      ...measureLines({ slo, parts }, identifiers),
      ...(by.length === 0 ? [] : listLines('by: ', by.map(quoted), ',', { depth })),
      ...optional('owner', owner),
      ...optional('runbook', runbook),
      ...optional('dashboard', dashboard),
      ...(alerts === undefined ? [] : alertLines(alerts)),
      ...(whenAbsent === undefined
        ? []
        : [`whenAbsent: ${whenAbsent === false ? 'false' : quoted(whenAbsent)},`]),
    ]),
    '}),',
  ];
}

function alertLines({ tiers = {}, ...others }: AlertOptions): readonly string[] {
  const entries = (of: object) => Object.entries(of).map(([name, value]) => `${name}: ${String(value)}`);
  const items = [`tiers: { ${entries(tiers).join(', ')} }`, ...entries(others)];
  return listLines('alerts: ', items, ',', { depth, brackets: '{}' });
}

function measureLines({ slo, parts }: ObjectiveModel, identifiers: Identifiers): readonly string[] {
  const { sli } = slo.measured;
  const [first, second] = parts;
  if (first === undefined) return [];
  const identifier = identifiers.get(first.metric) ?? '';
  switch (sli.type) {
    case 'availability':
      return [
        ...selectionLines('total', first, identifier, depth),
        ...(second === undefined
          ? []
          : selectionLines('bad', second, identifiers.get(second.metric) ?? '', depth)),
      ];
    case 'latency':
      return [
        `latency: ${identifier},`.replace(/^latency: latency,$/, 'latency,'),
        `under: ${plainDecimal(sli.under)},`,
        ...(first.wheres[0] === undefined ? [] : whereLines('where: ', first.wheres[0], ',', depth)),
      ];
    case 'gauge':
      return [
        ...selectionLines('gauge', first, identifier, depth),
        `${sli.bound}: ${plainDecimal(sli.value)},`,
      ];
  }
}
