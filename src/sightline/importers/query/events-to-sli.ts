import { formatDuration } from '../../contract/duration';
import { matchersBeside } from '../../promql/syntax/same-matcher';
import { excerpt, isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import type { Measured, Selection, Sli } from '../slo/slo';
import { labelsOf, type Counted, type Events } from './counted';
import { externalNotice, histogramNotice, originOf } from './origin';
import type { Query } from './read-query';
import { selectedBy, type Selected } from './selected';
import { isBucket, seriesName, type Side } from './selection';
import { badSli, goodSli, latencySli } from './share-of-events';
import {
  groupingOfOthers,
  groupingOfTarget,
  namespaceRefusal,
  sameTarget,
  targetOf,
  targetText,
} from './target';

/** The two queries of a ratio. */
export interface RatioQueries {
  /** What counts the bad events, or the good ones. */
  readonly part: { readonly query: Query; readonly events: Events; readonly good: boolean };
  readonly total: { readonly query: Query; readonly events: Events };
}

/** How an objective is measured whose bad, or good, events are counted, and all events. */
export function sliOfEvents({ part, total }: RatioQueries): Measured | ImportRefusal {
  if ('all' in total.events) {
    return refusal(
      'IMP003',
      `'${total.query.name}' (${excerpt(total.query.text)}) subtracts, and all events are counted by one counter`,
    );
  }
  const unequal = checkRatio(part, { ...total, events: total.events });
  if (unequal !== undefined) return unequal;
  const all = selectedBy(total.query, total.events.selector);
  if (isRefusal(all)) return all;
  const whole: Side = { query: total.query, selected: all };
  const read = sideOf(part.query, part.events, whole);
  if (isRefusal(read)) return read;
  const side: Side = { query: part.query, selected: read.selected };
  const isGood = part.good !== read.isRest;
  const by = labelsOf(total.events);
  if (isGood && isBucket(side.selected)) return ownMeasure(side, whole, by, latencySli);
  const names = [seriesName(all), seriesName(side.selected)];
  const sliOf = isGood ? goodSli : badSli;
  return originOf(names) === 'own'
    ? ownMeasure(side, whole, by, sliOf)
    : externalMeasure(side, whole, by, sliOf);
}

type SliOf = (part: Side, total: Side, origin: Selection['origin']) => Sli | ImportRefusal;

/** An objective on what the service exposes itself: its selectors are bound to the target, so what they say of it is left out. */
function ownMeasure(part: Side, total: Side, by: readonly string[], sliOf: SliOf): Measured | ImportRefusal {
  const [target, other] = [targetOf(total.query, total.selected), targetOf(part.query, part.selected)];
  if (isRefusal(target)) return target;
  if (isRefusal(other)) return other;
  if (!sameTarget(target, other)) {
    return refusal(
      'IMP004',
      `'${part.query.name}' and '${total.query.name}' select other targets (${targetText(part.selected)}; ${targetText(total.selected)}), and an objective is measured at one`,
    );
  }
  const sli = sliOf(part, total, 'own');
  if (isRefusal(sli)) return sli;
  const grouping = groupingOfTarget(by);
  const unsure = sli.type === 'latency' ? histogramNotice(sli.histogram) : undefined;
  const objects = ['namespace', 'service'].filter((label) => target.has(label));
  if (unsure !== undefined && objects.length > 0) {
    return refusal(
      'IMP005',
      `'${part.query.name}' (${excerpt(part.query.text)}) says by ${objects.join(' and ')} what '${part.selected.name}' is about, and only a histogram of the service itself can be declared, which is bound to the service`,
      { fix: 'measure the latency in the service' },
    );
  }
  const notices = unsure === undefined ? grouping.notices : [unsure, ...grouping.notices];
  return { sli, by: grouping.by, target, notices };
}

/** An objective on what something else exposes: its selectors stand as they are. */
function externalMeasure(
  part: Side,
  total: Side,
  by: readonly string[],
  sliOf: SliOf,
): Measured | ImportRefusal {
  const namespaces =
    namespaceRefusal(total.query, total.selected) ?? namespaceRefusal(part.query, part.selected);
  if (namespaces !== undefined) return namespaces;
  const whole = (side: Side): Side => ({
    ...side,
    selected: { ...side.selected, matchers: side.selected.all, target: [] },
  });
  const sli = sliOf(whole(part), whole(total), 'external');
  if (isRefusal(sli)) return sli;
  const grouping = groupingOfOthers(total.query, by, total.selected);
  if (isRefusal(grouping)) return grouping;
  const [all, some] = [asSeries(total.selected), asSeries(part.selected)];
  const metrics = all.name === some.name ? [all] : [all, some];
  return {
    sli,
    by: grouping.by,
    target: new Map(),
    notices: [...metrics.map(externalNotice), ...grouping.notices],
  };
}

/** A selector by the name that its series will be declared with. */
function asSeries(selected: Selected): Selected {
  return { ...selected, name: seriesName(selected) };
}

/** What keeps the two from being divided by each other. */
function checkRatio(
  part: RatioQueries['part'],
  total: { readonly query: Query; readonly events: Counted },
): ImportRefusal | undefined {
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
): { readonly selected: Selected; readonly isRest: boolean } | ImportRefusal {
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
    matchersBeside(from.all, whole.selected.all).length === 0 &&
    matchersBeside(whole.selected.all, from.all).length === 0;
  return isWhole
    ? { selected, isRest: true }
    : refusal(
        'IMP004',
        `'${query.name}' (${excerpt(query.text)}) subtracts from something else than '${whole.query.name}' counts, so what is left is no part of it`,
        { fix: `subtract from what '${whole.query.name}' counts` },
      );
}
