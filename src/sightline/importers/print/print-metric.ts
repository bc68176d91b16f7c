import { plainDecimal } from '../../promql/syntax/decimal';
import type { ExternalMetricModel, MetricModel, OwnMetricModel } from '../contract/contract-model';
import { sizeOf } from '../../contract/domain';
import type { DomainModel } from '../contract/label-domain';
import { fits, indented, listLines, numberLines, quoted } from './typescript-text';

/** The declaration of a metric. */
export function metricLines(metric: MetricModel, identifier: string): readonly string[] {
  return metric.origin === 'own' ? ownLines(metric, identifier) : externalLines(metric, identifier);
}

function externalLines(
  { name, type, help, labels }: ExternalMetricModel,
  identifier: string,
): readonly string[] {
  const start = `const ${identifier} = external(`;
  const texts = [quoted(name), quoted(type), quoted(help)];
  const names = labels.map(quoted);
  const flat = `${start}${[...texts, `[${names.join(', ')}]`].join(', ')});`;
  if (fits(flat)) return [flat];
  const hugged = `${start}${texts.join(', ')}, [`;
  if (names.length > 0 && fits(hugged)) return [hugged, ...indented(names.map((each) => `${each},`)), ']);'];
  const list = listLines('', names, ',', { depth: 2 });
  return [start, ...indented([...texts.map((text) => `${text},`), ...list]), ');'];
}

function ownLines(metric: OwnMetricModel, identifier: string): readonly string[] {
  const { name, type, help } = metric;
  const start = `const ${identifier} = ${type}(`;
  const texts = [quoted(name), quoted(help)];
  if (type === 'histogram') {
    return [
      start,
      ...indented([...texts.map((text) => `${text},`), ...labelLines(metric, 4), ...bucketLines(metric)]),
      ');',
    ];
  }
  const hugged = `${start}${texts.join(', ')}, {`;
  const closing = metric.labels.size === 0 ? '});' : '';
  if (fits(hugged + closing)) {
    if (metric.labels.size === 0) return [`${hugged}${closing}`];
    return [hugged, ...indented(entryLines(metric.labels, 2)), '});'];
  }
  return [start, ...indented([...texts.map((text) => `${text},`), ...labelLines(metric, 4)]), ');'];
}

function labelLines({ labels }: OwnMetricModel, depth: number): readonly string[] {
  return labels.size === 0 ? ['{},'] : ['{', ...indented(entryLines(labels, depth)), '},'];
}

function entryLines(labels: OwnMetricModel['labels'], depth: number): readonly string[] {
  return [...labels].flatMap(([label, domain]) => [
    ...(domain.check === undefined ? [] : [`// ${domain.check}`]),
    ...domainLines(label, domain, depth),
  ]);
}

function domainLines(label: string, domain: DomainModel, depth: number): readonly string[] {
  return domain.listed === undefined
    ? [`${label}: ${domain.common ?? `{ max: ${sizeOf(domain.value)} }`},`]
    : listLines(`${label}: `, domain.listed.map(quoted), ',', { depth });
}

function bucketLines({ buckets, assumedBuckets }: OwnMetricModel): readonly string[] {
  const check = assumedBuckets
    ? 'no query names a bucket: these are those of most clients, list those of the service'
    : 'the buckets that the queries name: list all of the service';
  return [
    '{',
    ...indented([`// ${check}`, ...numberLines('buckets: ', buckets.map(plainDecimal), ',', 4)]),
    '},',
  ];
}
