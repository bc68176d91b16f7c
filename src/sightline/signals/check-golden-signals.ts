import { positiveDuration } from '../contract/duration-rule';
import { contractShape } from '../contract/contract-shape';
import type { MetricDeclaration } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import { isMade } from '../problem/made';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, beside, error, hasErrors } from '../problem/problems';
import { number, oneOf, text } from '../problem/scalar-shapes';
import { checkShape, either, list, make } from '../problem/shape';
import type { AnyHistogram, AnyNativeHistogram } from '../promql/build/any-metric';
import type { Expression } from '../promql/build/vector';
import { checkBy } from '../objectives/check-options';
import { isHistogram, isNativeHistogram, metricOf } from '../objectives/metric-shape';
import type { AnyGoldenSignalsOptions, SaturationOptions } from './golden-signals-options';
import { isRecordName } from './record-names';
import type { Reservation } from './saturation';

const reservation = either(oneOf<Reservation>('requests', 'limits'), oneOf(false));

const shape = object<AnyGoldenSignalsOptions>({
  requests: required(
    metricOf(['counter', 'histogram'], 'a counter of the contract, such as the count of a histogram'),
  ),
  errors: required(make(['object'], 'what the failed requests match, such as { status: /5../ }', () => [])),
  latency: optional(
    make<AnyHistogram | AnyNativeHistogram>(['object'], 'a histogram of the contract', (value, path) =>
      isMade('summary', value)
        ? [error('TYP108', quantilesOfPods(path), { path, fix: anotherWay })]
        : mustBe(isHistogram(value) || isNativeHistogram(value), path, 'a histogram of the contract'),
    ),
  ),
  by: required(list(text())),
  window: optional(text(positiveDuration)),
  quantiles: optional(list(number({ above: 0, below: 1 }), { min: 1 })),
  saturation: optional(
    either(
      oneOf(false),
      object<SaturationOptions>({ cpu: optional(reservation), memory: optional(reservation) }),
    ),
  ),
  name: optional(text()),
  level: optional(
    text({
      test: (level) => isRecordName(`${level}:`),
      expected: 'the first part of a record name: letters, digits, _ and :',
    }),
  ),
});

function quantilesOfPods(path: string): string {
  return `'${path}' is a summary, whose quantiles are those of single pods: they add up to no quantile of the service`;
}

const anotherWay =
  "measure with a histogram, or show each pod: record 'summary.quantile(…)' with the label 'pod' as a rule of its own";

/** What is wrong with the options of golden signals. Never throws. */
export function checkGoldenSignals(contract: ServiceContract, options: unknown): Problem[] {
  const problems = [...checkShape(contract, contractShape, 'contract'), ...checkShape(options, shape)];
  if (hasErrors(problems)) return problems;
  const { requests, errors, latency, by } = options as AnyGoldenSignalsOptions; // the shape has just been checked
  const metrics: (readonly [string, MetricDeclaration, Expression])[] = [
    ['requests', requests.declaration, requests],
  ];
  if (latency !== undefined)
    metrics.push(['latency', latency.declaration, 'bucket' in latency ? latency.bucket : latency]);
  for (const [path, declaration, series] of metrics) {
    problems.push(
      ...inContract(contract, path, declaration),
      ...series.problems,
      ...checkBy(by, [[declaration.name, series.flow.labels]]),
    );
  }
  // those that the requests had before have been reported
  const added = beside(requests.where(errors).problems, requests.problems);
  return [...problems, ...below('errors', added)];
}

function inContract(contract: ServiceContract, path: string, declaration: MetricDeclaration): Problem[] {
  if (declaration.origin === 'external' || contract.metrics.includes(declaration)) return [];
  return [
    error('TYP101', `metric '${declaration.name}' is not in the contract of '${contract.name}'`, {
      path,
      fix: `add it to the contract's 'metrics'`,
    }),
  ];
}

function mustBe(holds: boolean, path: string, expected: string): Problem[] {
  return holds ? [] : [error('OPT002', `'${path}' must be ${expected}`, { path })];
}
