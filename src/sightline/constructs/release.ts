import type { Construct } from 'constructs';
import type { Duration } from '../contract/duration-literal';
import type { Dialect } from '../promql/syntax/dialect';
import type { HelmValues } from '../stack/helm-values';

/** A release of the chart, as the constructs see it that stand below its stack. */
export interface Release extends Construct {
  readonly release: string;
  readonly namespace: string;
  readonly values: HelmValues;
  readonly monitorLabels: Readonly<Record<string, string>>;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly scrapeInterval: Duration;
  readonly dialect: Dialect;
}
