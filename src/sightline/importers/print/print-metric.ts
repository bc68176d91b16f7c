import { plainDecimal } from '../../promql/syntax/decimal';
import type { MetricModel } from '../contract/contract-model';
import { domainText, type DomainCode } from '../contract/label-domain';
import { fits, indented, listLines, numberLines, quoted } from './typescript-text';

/** The declaration of a metric. */
export function metricLines(metric: MetricModel, identifier: string): readonly string[] {
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

function labelLines({ labels }: MetricModel, depth: number): readonly string[] {
  return labels.size === 0 ? ['{},'] : ['{', ...indented(entryLines(labels, depth)), '},'];
}

function entryLines(labels: MetricModel['labels'], depth: number): readonly string[] {
  return [...labels].flatMap(([label, domain]) => [
    ...(domain.check === undefined ? [] : [`// ${domain.check}`]),
    ...domainLines(label, domain, depth),
  ]);
}

function domainLines(label: string, domain: DomainCode, depth: number): readonly string[] {
  return domain.listed === undefined
    ? [`${label}: ${domainText(domain)},`]
    : listLines(`${label}: `, domain.listed.map(quoted), ',', { depth });
}

function bucketLines({ buckets, assumedBuckets }: MetricModel): readonly string[] {
  const check = assumedBuckets
    ? 'no query names a bucket: these are those of most clients, list those of the service'
    : 'the buckets that the queries name: list all of the service';
  return [
    '{',
    ...indented([`// ${check}`, ...numberLines('buckets: ', buckets.map(plainDecimal), ',', 4)]),
    '},',
  ];
}
