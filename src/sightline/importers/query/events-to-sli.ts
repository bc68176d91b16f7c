import { formatDuration } from '../../contract/duration';
import type { Matcher } from '../../promql/syntax/ast';
import { labelsOf, type Counted, type Events } from './counted';
import { excerpt, isRefusal, refusal, type Refusal } from '../import-problems';
import { matchersBeside } from '../../promql/syntax/same-matcher';
import { complementOf, implies } from './matchers';
import type { Query } from './read-query';
import { isBoundLabel, selectedBy, type Selected } from './selected';
import { isBucket, sameTarget, selectionOf, seriesName, targetText, type Side } from './selection';
import type { Measured, Sli } from '../slo';

/** The two queries of a ratio. */
export interface RatioQueries {
  /** What counts the bad events, or the good ones. */
  readonly part: { readonly query: Query; readonly events: Events; readonly good: boolean };
  readonly total: { readonly query: Query; readonly events: Events };
}

/** How an objective is measured whose bad, or good, events are counted, and all events. */
export function sliOfEvents({ part, total }: RatioQueries): Measured | Refusal {
  if ('all' in total.events) {
    return refusal(
      'IMP003',
      `'${total.query.name}' (${excerpt(total.query.text)}) subtracts, and all events are counted by one counter`,
    );
  }
  const fit = checkFit(part, { ...total, events: total.events });
  if (fit !== undefined) return fit;
  const all = selectedBy(total.query, total.events.selector);
  if (isRefusal(all)) return all;
  const whole: Side = { query: total.query, selected: all };
  const read = sideOf(part.query, part.events, whole);
  if (isRefusal(read)) return read;
  const good = part.good !== read.isRest;
  const side: Side = { query: part.query, selected: read.selected };
  if (!sameTarget(read.selected, all)) {
    return refusal(
      'IMP004',
      `'${part.query.name}' and '${total.query.name}' select other targets (${targetText(read.selected)}; ${targetText(all)}), and an objective is measured at one`,
    );
  }
  const sli = good ? goodSli(side, whole) : badSli(side, whole);
  if (isRefusal(sli)) return sli;
  const by = labelsOf(total.events);
  return {
    sli,
    by: by.filter((label) => !isBoundLabel(label)),
    target: all.target,
    notices: by
      .filter(isBoundLabel)
      .map((label) => `the grouping by '${label}' is left out: one target has one value of it`),
  };
}

/** What keeps the two from being divided by each other. */
function checkFit(
  part: RatioQueries['part'],
  total: { readonly query: Query; readonly events: Counted },
): Refusal | undefined {
  const counts = 'all' in part.events ? [part.events.all, part.events.without] : [part.events];
  const other = counts.find(({ per }) => per !== total.events.per);
  const names = `'${part.query.name}' and '${total.query.name}'`;
  if (other !== undefined) {
    return refusal(
      'IMP004',
      `${names} count in other units (${other.per}; ${total.events.per}), so their ratio is no share of events`,
      { fix: 'take the rate of both' },
    );
  }
  const longer = counts.find(({ window }) => window !== total.events.window)?.window;
  if (longer !== undefined) {
    const windows = [longer, total.events.window ?? 0].map(formatDuration).join('; ');
    return refusal('IMP004', `${names} count over other windows (${windows}), so they count other events`, {
      fix: 'give both the same window: which it is does not matter here',
    });
  }
  const [left, right] = [labelsOf(part.events), labelsOf(total.events)];
  if (left.join() !== right.join()) {
    return refusal(
      'IMP004',
      `${names} are grouped by other labels (${left.join(', ') || 'none'}; ${right.join(', ') || 'none'}), so no series of one has its other`,
      { fix: 'group both by the labels that the objective is kept by' },
    );
  }
  return undefined;
}

/** The selector of what is counted; `isRest` if it is what is left of all events when that is taken away. */
function sideOf(
  query: Query,
  events: Events,
  whole: Side,
): { readonly selected: Selected; readonly isRest: boolean } | Refusal {
  if (!('all' in events)) {
    const selected = selectedBy(query, events.selector);
    return isRefusal(selected) ? selected : { selected, isRest: false };
  }
  const from = selectedBy(query, events.all.selector);
  if (isRefusal(from)) return from;
  const selected = selectedBy(query, events.without.selector);
  if (isRefusal(selected)) return selected;
  const isWhole =
    seriesName(from) === seriesName(whole.selected) &&
    sameTarget(from, whole.selected) &&
    matchersBeside(from.matchers, whole.selected.matchers).length === 0 &&
    matchersBeside(whole.selected.matchers, from.matchers).length === 0;
  return isWhole
    ? { selected, isRest: true }
    : refusal(
        'IMP004',
        `'${query.name}' (${excerpt(query.text)}) subtracts from something else than '${whole.query.name}' counts, so what is left is no part of it`,
        { fix: `subtract from what '${whole.query.name}' counts` },
      );
}

function goodSli(good: Side, total: Side): Sli | Refusal {
  if (isBucket(good.selected)) return latencySli(good, total);
  const all = selectionOf(total);
  if (isRefusal(all)) return all;
  const some = selectionOf(good);
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

function badSli(bad: Side, total: Side): Sli | Refusal {
  const all = selectionOf(total);
  if (isRefusal(all)) return all;
  const some = selectionOf(bad);
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

function latencySli(good: Side, total: Side): Sli | Refusal {
  const { name, matchers, le = Infinity } = good.selected;
  const all = selectionOf(total);
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
