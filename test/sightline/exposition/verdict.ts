import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import type { PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import type { RandomPage } from './random-pages';

/** What is said of a page: how many samples it has, or why it is refused as a whole. */
export interface PageVerdict {
  readonly samples: number;

  /** @default - it is read */
  readonly error?: string;
}

/** What we say of a page. */
export function verdictOf({ format, bytes }: RandomPage, version?: PrometheusVersion): PageVerdict {
  const { families, problems } = parseExposition(Buffer.from(bytes, 'latin1'), format, version);
  const samples = families.reduce((sum, family) => sum + family.samples.length, 0);
  const error = problems.find(({ severity }) => severity === 'error')?.message;
  return error === undefined ? { samples } : { samples, error };
}

/** Whether two verdicts are the same: both refuse the page, or both read as many samples. */
export function isSame(one: PageVerdict, other: PageVerdict): boolean {
  return one.error === undefined
    ? other.error === undefined && one.samples === other.samples
    : other.error !== undefined;
}
