import type { Matcher } from '../../promql/syntax/ast';
import { matchersBeside } from '../../promql/syntax/same-matcher';
import { excerpt, isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import type { Selection, Sli } from '../slo/slo';
import { complementOf, implies } from './matchers';
import { selectionOf, type Side } from './selection';

/** How the share of good events is measured: the bad ones are the rest. */
export function goodSli(good: Side, total: Side, origin: Selection['origin']): Sli | ImportRefusal {
  const all = selectionOf(total, origin);
  if (isRefusal(all)) return all;
  const some = selectionOf(good, origin);
  if (isRefusal(some)) return some;
  const [extra, ...more] = matchersBeside(some.matchers, all.matchers);
  const lacking = matchersBeside(all.matchers, some.matchers);
  if (some.metric !== all.metric || extra === undefined || more.length > 0 || lacking.length > 0) {
    return refusal(
      'IMP004',
      `'${good.query.name}' (${excerpt(good.query.text)}) counts good events, and the bad ones are only known to be the rest if it matches what '${total.query.name}' matches and one label more`,
      { fix: 'count the bad events' },
    );
  }
  return {
    type: 'availability',
    total: all,
    bad: { ...all, matchers: [...all.matchers, complementOf(extra)] },
  };
}

/** How the share of bad events is measured. */
export function badSli(bad: Side, total: Side, origin: Selection['origin']): Sli | ImportRefusal {
  const all = selectionOf(total, origin);
  if (isRefusal(all)) return all;
  const some = selectionOf(bad, origin);
  if (isRefusal(some)) return some;
  if (some.metric !== all.metric) return { type: 'availability', total: all, bad: some };
  const lacking = matchersBeside(all.matchers, some.matchers);
  const wider = lacking.filter((matcher) => !implies(some.matchers, matcher));
  if (wider.length > 0) {
    return refusal(
      'IMP004',
      `'${bad.query.name}' (${excerpt(bad.query.text)}) counts events that '${total.query.name}' does not: it lacks ${wider.map(matcherText).join(', ')}`,
      { fix: 'match in it all that the other matches, and more' },
    );
  }
  const extra = matchersBeside(some.matchers, all.matchers);
  if (extra.length === 0) {
    return refusal(
      'IMP004',
      `'${bad.query.name}' counts the same events as '${total.query.name}', so all of them would be bad`,
    );
  }
  return { type: 'availability', total: all, bad: { ...all, matchers: [...all.matchers, ...extra] } };
}

/** How the share of observations under a threshold is measured. */
export function latencySli(good: Side, total: Side): Sli | ImportRefusal {
  const { name, matchers, le = Infinity } = good.selected;
  const all = selectionOf(total, 'own');
  if (isRefusal(all)) return all;
  const histogram = name.replace(/_bucket$/, '');
  const differ =
    matchersBeside(matchers, all.matchers).length > 0 || matchersBeside(all.matchers, matchers).length > 0;
  if (all.kind !== 'count' || all.metric !== histogram || differ) {
    return refusal(
      'IMP004',
      `'${good.query.name}' (${excerpt(good.query.text)}) counts observations under ${le}, and '${total.query.name}' (${excerpt(total.query.text)}) not all observations that they are some of`,
      { fix: `divide ${histogram}_bucket by ${histogram}_count with the same matchers` },
    );
  }
  return { type: 'latency', histogram, matchers, under: le };
}

function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
