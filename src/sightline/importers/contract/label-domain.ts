import { grpcCode, httpMethod, httpStatus, trueOrFalse } from '../../contract/common-domains';
import type { LabelDomain } from '../../contract/domain';
import { sizeOf } from '../../contract/domain';
import type { Matcher } from '../../promql/syntax/ast';
import { isAboutHttpStatus, literalsOf } from '../query/matchers';

/** The domain of a label as far as queries tell. */
export interface DomainModel {
  readonly value: LabelDomain;

  /** The name of what the library has for it. @default - it is written out */
  readonly common?: string;

  /** The values that are listed. @default - there is no list */
  readonly listed?: readonly string[];

  /** What to check, since no query says it. @default - nothing */
  readonly check?: string;
}

/** What is asked of a label in all queries of a service. */
export interface LabelUse {
  readonly label: string;
  readonly matchers: readonly Matcher[];
  readonly grouped: boolean;
}

const commonDomains: readonly {
  readonly name: string;
  readonly label: RegExp;
  readonly values: readonly string[];
}[] = [
  { name: 'httpMethod', label: /method|verb/i, values: httpMethod },
  { name: 'grpcCode', label: /code|status/i, values: grpcCode },
  { name: 'trueOrFalse', label: /./, values: trueOrFalse },
];

/** The domain of a label; undefined where only a bound can be assumed. */
export function knownDomain({ label, matchers, grouped }: LabelUse): DomainModel | undefined {
  if (isAboutHttpStatus(label, matchers)) return { value: httpStatus, common: 'httpStatus' };
  const lists = matchers.map(literalsOf);
  const values = [...new Set(lists.flatMap((list) => list ?? []))];
  if (values.length === 0 || lists.includes(undefined)) return undefined;
  const known = commonDomains.find(
    (domain) => domain.label.test(label) && values.every((value) => domain.values.includes(value)),
  );
  if (known !== undefined) return { value: known.values, common: known.name };
  // a label that an objective is kept by has more values than its queries name
  if (grouped) return undefined;
  return { value: values, listed: values, check: 'the values that the queries name: add the others' };
}

/** A domain of which only a bound is assumed. */
export function boundedDomain(max: number): DomainModel {
  return { value: { max }, check: 'the bound is assumed: say how many values there are at most' };
}

const usualBound = 20;
/** More series than this in one pod are warned of. */
const mostSeries = 10_000;

/**
 * The bound to assume for each label of which none is known: 20, or less where together they would make a metric larger than anybody wants.
 *
 * @param known the domains of the other labels
 * @param written how many series each combination writes
 */
export function assumedBound(known: readonly DomainModel[], unknown: number, written: number): number {
  const rest = known.reduce((left, { value }) => left / sizeOf(value), mostSeries / written);
  return Math.max(2, Math.min(usualBound, Math.floor(rest ** (1 / Math.max(1, unknown)))));
}
