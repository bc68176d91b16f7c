import type { LabelDomain } from '../../contract/domain';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import { kinds, type Kind } from '../flow/flow';
import { closed, isLabelSet, textsOf, type LabelSet } from '../flow/labels';
import { recordedSelector, type Selector } from './selector';

/** Series that a rule records: their labels are known by name, with any values. */
export type RecordedSeries<L extends string, K extends Kind = 'sample'> = Selector<
  Readonly<Record<L, LabelDomain>>,
  K
>;

/**
 * Series that a rule of the same service records, to be used in others: narrowed, moved, and over windows. They are bound to the
 * service's target as its own series are.
 *
 * @param name as the rule records it
 * @param labels those of the rule's result, and those that the rule adds
 * @param kind what its samples mean. Default: something calculated
 * @example
 * avgOverTime(recorded('shop:bad:rate5m', ['namespace', 'service', 'slo']).where({ slo: 'availability' }).over('6h'))
 */
export function recorded<const L extends string>(
  name: string,
  labels: LabelSet | readonly L[],
): RecordedSeries<L>;
export function recorded<const L extends string, const K extends Kind>(
  name: string,
  labels: LabelSet | readonly L[],
  kind: K,
): RecordedSeries<L, K>;
export function recorded<L extends string>(
  name: string,
  labels: LabelSet | readonly L[],
  kind: Kind = 'sample',
): RecordedSeries<L, Kind> {
  const isKnown = kinds.some((each) => each === kind);
  const set = isLabelSet(labels) ? labels : textsOf(labels);
  const flaws = [
    ...(typeof name === 'string'
      ? []
      : [error('OPT002', `the name (${describe(name)}) of recorded() must be a text`)]),
    ...(set === undefined
      ? [error('OPT002', `the labels of recorded() (${describe(labels)}) must be a list of texts`)]
      : []),
    ...(isKnown
      ? []
      : [error('OPT002', `the kind (${describe(kind)}) of recorded() must be ${kinds.join(' or ')}`)]),
  ];
  const known = typeof name === 'string' ? name : '';
  const own = {
    kind: isKnown ? kind : 'unknown',
    labels: set === undefined || 'length' in set ? closed(set ?? []) : set,
    own: true,
  };
  return recordedSelector<L, Kind>(
    { name: known, scope: 'target', metrics: new Map([[known, own]]) },
    { matchers: [], flaws },
  );
}
