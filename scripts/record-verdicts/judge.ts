import type { PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';
import { versions } from '../../test/sightline/promql/versions/columns';
import { ask, buildOracle } from './oracle';

/** The verdicts of one version on many expressions. */
export interface Judged {
  readonly version: PrometheusVersion;

  /** Of each expression whether each column of the version accepts it. */
  readonly verdicts: readonly (readonly boolean[])[];
}

/** Asks one version after the other, and tells how long it took. */
export async function* judge(texts: readonly string[]): AsyncGenerator<Judged> {
  for (const version of versions) {
    const started = Date.now();
    const program = await buildOracle(version);
    const built = Date.now();
    const verdicts = await ask(version, program, texts);
    console.log(
      `${version}: built in ${seconds(started, built)} s, asked ${texts.length} in ${seconds(built, Date.now())} s`,
    );
    yield { version, verdicts };
  }
}

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(1);
}
