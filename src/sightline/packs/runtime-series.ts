import { go } from './go';
import { jvm } from './jvm';
import { micrometer } from './micrometer';
import { node } from './node';
import type { Pack } from './pack';
import { python } from './python';
import { seriesOf } from './series-of';

/** What a service runs on, by which its client library exposes metrics of its own. */
export type Runtime = 'go' | 'jvm' | 'node' | 'python';

/** What the client library of a runtime exposes without being told, in one pod, as its pack has it. */
export interface RuntimeSeries {
  /** The client library, and its version; of several that which exposes most. */
  readonly client: string;

  /** How many series it exposes at most, where a label that can have any value has one. */
  readonly series: number;

  /** How many are allowed for: a quarter more, in steps of 50, as metrics come with versions. */
  readonly allowance: number;

  /** Where its metrics are described. */
  readonly source: string;
}

/** Each runtime. Of the JVM there are two libraries. */
export const runtimeSeries: Readonly<Record<Runtime, RuntimeSeries>> = {
  go: seriesIn(go),
  jvm: seriesIn(micrometer, jvm),
  node: seriesIn(node),
  python: seriesIn(python),
};

/** The names of all runtimes. */
export const runtimes = ['go', 'jvm', 'node', 'python'] as const satisfies readonly Runtime[];

function seriesIn(first: Pack, ...others: readonly Pack[]): RuntimeSeries {
  const largest = others.reduce((most, pack) => (atMost(pack) > atMost(most) ? pack : most), first);
  const { project, version, source } = largest;
  const series = atMost(largest);
  return { client: `${project} ${version}`, series, allowance: Math.ceil((series * 1.25) / 50) * 50, source };
}

/** Histograms with buckets of the service are its own metrics, and count in its contract. */
function atMost(pack: Pack): number {
  const open = Object.values(pack.facts).filter(
    ({ type, anyValue }) => type !== 'histogram' && anyValue.length > 0,
  );
  return seriesOf(pack) + open.length;
}
