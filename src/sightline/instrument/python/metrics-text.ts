import { standInsOf, type LabelDomain } from '../../contract/domain';
import type { MetricDeclaration } from '../../contract/metric';
import type { MetricType } from '../../contract/metric-type';
import { bracketed, pythonNumber, pythonString, pythonValues } from './python-literals';

/** The Python names of metrics, by their names on the page. */
export type PythonNames = ReadonlyMap<string, string>;

/** What the module calls its own constants, and the classes that it imports, where they could be a metric's. */
const taken = ['OTHER', 'REGISTRY', '_WORKERS', '_ENDS', '_OBSERVED', '_SEEN', '_MOST_SEEN', '_M'];

/** A constant's name for each metric, no two of them the same. */
export function pythonNames(metrics: readonly MetricDeclaration[]): PythonNames {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const { name } of metrics) {
    let constant = name.toUpperCase();
    while (used.has(constant)) constant += '_';
    used.add(constant);
    names.set(name, constant);
  }
  return names;
}

/** The definitions of metrics, in the order of the contract. */
export function pythonMetrics(metrics: readonly MetricDeclaration[], names: PythonNames): string {
  return metrics.map((metric) => definition(metric, names.get(metric.name) ?? metric.name)).join('\n');
}

/** The classes of the Python client. What is of another type has been refused. */
const classes: Partial<Readonly<Record<MetricType, string>>> = {
  counter: 'Counter',
  gauge: 'Gauge',
  histogram: 'Histogram',
};

function definition(metric: MetricDeclaration, constant: string): string {
  const { name, type, help, unit, buckets, labels } = metric;
  const madeBy = classes[type] ?? 'Gauge';
  const common = [pythonString(name), pythonString(help)];
  const options = [
    ...(unit === undefined ? [] : [`unit=${pythonString(unit)}`]),
    ...(buckets === undefined ? [] : [bracketed('buckets=[', buckets.map(pythonNumber), ']', nested)]),
    // what the workers hold, added up; without it each worker's series would have a label 'pid'
    ...(type === 'gauge' ? ['multiprocess_mode="livesum"'] : []),
  ];
  if (Object.keys(labels).length === 0) {
    return bracketed(`${constant} = ${madeBy}(`, [...common, ...options], ')');
  }
  const domains = Object.entries(labels).map(([label, domain]) => {
    const key = `${pythonString(label)}: `;
    return `${key}${domainText(domain, key.length + 2 * nested)}`;
  });
  const items = [madeBy, ...common, dictionary(domains), ...options];
  return bracketed(`${constant} = Bounded(`, items, ')');
}

/** What a line loses to being an item of something: the indent, and the comma. */
const nested = 5;

/** Always on several lines, as it is easier to read. */
function dictionary(entries: readonly string[]): string {
  return `{\n${entries.map((entry) => `    ${entry.replaceAll('\n', '\n    ')},\n`).join('')}}`;
}

function domainText(domain: LabelDomain, elsewhere: number): string {
  if (isList(domain)) return call([...new Set(domain)], [], elsewhere);
  const places = `places=${domain.max - standInsOf(domain).length}`; // each that stands for others takes one
  if (domain.values === undefined) return `Domain(${places})`;
  const overflow = Object.entries(domain.overflow ?? {}).map(
    ([begin, value]) => `${pythonString(begin)}: ${pythonString(value)}`,
  );
  const more = overflow.length === 0 ? [] : [`overflow={${overflow.join(', ')}}`];
  return call([...new Set(domain.values)], [places, ...more], elsewhere);
}

function call(values: readonly string[], more: readonly string[], elsewhere: number): string {
  const onOneLine = pythonValues(
    values,
    elsewhere + 'Domain()'.length + more.join(', ').length + 2 * more.length,
  );
  return onOneLine.includes('\n')
    ? bracketed('Domain(', [pythonValues(values, elsewhere + nested), ...more], ')', Infinity)
    : bracketed('Domain(', [onOneLine, ...more], ')', elsewhere);
}

function isList(domain: LabelDomain): domain is readonly string[] {
  return Array.isArray(domain);
}
