import { eventsOf, type CountRules } from '../query/counted';
import { sliOfEvents } from '../query/events-to-sli';
import { shareOfTime } from '../query/share-of-time';
import { sliOfGauge, type Threshold } from '../query/gauge-to-sli';
import { isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import { meantBy } from '../slo/known-fields';
import { field, filledField, numberOf, shown, textOf, type Located, type LocatedText } from '../yaml/located';
import type { OpenSloObjects } from './openslo-objects';
import { queryOf, type SourceQuery } from './openslo-source';
import type { Measured } from '../slo/slo';

/** What was made of an SLI for one objective, and the text to which a refusal refers. */
export interface OpenSloMeasure {
  readonly measured: Measured | ImportRefusal;

  /** @default - it refers to none */
  readonly text?: LocatedText | undefined;

  /** Queries that nothing says to be PromQL. */
  readonly assumed: readonly string[];
}

/** How an SLI is measured. */
export function measureOf(
  sli: Located,
  { objective, method }: { readonly objective: Located; readonly method: string },
  objects: OpenSloObjects,
): OpenSloMeasure {
  const ratio = filledField(sli, 'ratioMetric');
  const threshold = filledField(sli, 'thresholdMetric');
  if ((ratio === undefined) === (threshold === undefined))
    return failed(
      refusal('IMP001', 'an SLI must have one of ratioMetric and thresholdMetric', {
        fix: meantBy(sli, ['ratioMetric', 'thresholdMetric'], ['description']),
      }),
    );
  if (threshold !== undefined) return gaugeMeasure(queryOf('thresholdMetric', threshold, objects), objective);
  if (method !== 'Occurrences') {
    return failed(
      refusal(
        'IMP007',
        `'budgetingMethod' (${method}) counts slices of time, and a ratio of events is kept here by events: a slice of a quiet night would weigh as much as one of a busy noon`,
        { fix: 'choose Occurrences' },
      ),
    );
  }
  return ratioMeasure(ratio as Located, objects); // one of both is there
}

function failed(measured: ImportRefusal, text?: LocatedText): OpenSloMeasure {
  return { measured, text, assumed: [] };
}

function gaugeMeasure(source: SourceQuery, objective: Located): OpenSloMeasure {
  const { query, text } = source;
  if (isRefusal(query)) return failed(query, text);
  const threshold = thresholdOf(objective);
  if (isRefusal(threshold)) return failed(threshold);
  return { measured: sliOfGauge(query, threshold), text, assumed: source.assumed ? [query.name] : [] };
}

function thresholdOf(objective: Located): Threshold | ImportRefusal {
  const value = field(objective, 'value');
  const number = numberOf(value);
  if (number === undefined)
    return refusal('IMP001', `'value' (${shown(value)}) must be a number, with which the metric is compared`);
  const op = field(objective, 'op');
  return { op: textOf(op) ?? 'nothing', value: number };
}

function ratioMeasure(ratio: Located, objects: OpenSloObjects): OpenSloMeasure {
  const raw = filledField(ratio, 'raw');
  if (raw !== undefined) {
    return failed(
      refusal(
        'IMP008',
        `'ratioMetric.raw' is a ratio that is there already (rawType: ${shown(field(ratio, 'rawType'))}): how many events it stands for is not known, so a budget of events can't be kept by it`,
        { fix: 'say good or bad, and total' },
      ),
    );
  }
  const [good, bad, total] = ['good', 'bad', 'total'].map((name) => filledField(ratio, name));
  if ((good === undefined) === (bad === undefined) || total === undefined)
    return failed(
      refusal('IMP001', "'ratioMetric' must have total, and one of good and bad", {
        fix: meantBy(ratio, ['good', 'bad', 'total'], ['counter', 'raw', 'rawType']),
      }),
    );
  const rules: CountRules = { template: false, bare: textOf(field(ratio, 'counter')) === 'true' };
  const name = good === undefined ? 'bad' : 'good';
  const part = queryOf(name, good ?? bad, objects);
  const whole = queryOf('total', total, objects);
  if (isRefusal(part.query)) return failed(part.query, part.text);
  if (isRefusal(whole.query)) return failed(whole.query, whole.text);
  const time = shareOfTime({ part: { query: part.query, good: name === 'good' }, total: whole.query }, rules);
  const assumed = [...(part.assumed ? [name] : []), ...(whole.assumed ? ['total'] : [])];
  if (time !== undefined) return { measured: time, text: part.text, assumed };
  const some = eventsOf(part.query, rules);
  if (isRefusal(some)) return failed(withCounter(some, rules), part.text);
  const all = eventsOf(whole.query, rules);
  if (isRefusal(all)) return failed(withCounter(all, rules), whole.text);
  const measured = sliOfEvents({
    part: { query: part.query, events: some, good: name === 'good' },
    total: { query: whole.query, events: all },
  });
  return { measured, text: part.text, assumed };
}

/** A counter that stands as it is can be read where it is said to be one. */
function withCounter(refused: ImportRefusal, { bare }: CountRules): ImportRefusal {
  return bare || !refused.refused.includes('without a rate')
    ? refused
    : { ...refused, fix: "say 'counter: true' if it counts since its start" };
}
