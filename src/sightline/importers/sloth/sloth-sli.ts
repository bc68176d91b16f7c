import type { Problem } from '../../problem/problem';
import { eventsOf, ratioOf, type CountRules } from '../query/counted';
import { sliOfEvents } from '../query/events-to-sli';
import { isRefusal, leftOut, refusal, under, type ImportRefusal } from '../slo/import-problems';
import { unknownFields } from '../slo/known-fields';
import { field, partOf, shown, type Located, type FilePlace } from '../yaml/located';
import { readQuery, type Query } from '../query/read-query';
import type { Measured } from '../slo/slo';

/** What was made of an SLI. */
export interface SlothSli {
  /** @default - it can't be carried over */
  readonly measured?: Measured;
  readonly problems: readonly Problem[];
}

interface SliContext {
  readonly place: FilePlace;
  readonly names: (...both: readonly [plain: string, camel: string]) => readonly string[];
}

const rules: CountRules = { template: true, bare: false };

/** How an SLI of Sloth is measured. */
export function slothSli(sli: Located | undefined, { place, names }: SliContext): SlothSli {
  const at = under(place, 'sli', sli?.line);
  const problems = unknownFields(sli, ['events', 'raw', 'plugin'], at);
  const fail = (refused: ImportRefusal, where: FilePlace): SlothSli => ({
    problems: [...problems, leftOut(refused, where)],
  });
  const events = field(sli, 'events');
  const raw = field(sli, 'raw');
  const plugin = field(sli, 'plugin');
  const given = [events, raw, plugin].filter((each) => each !== undefined);
  if (given.length !== 1) {
    return fail(refusal('IMP001', `'sli' (${shown(sli)}) must have one of events, raw and plugin`), at);
  }
  if (plugin !== undefined) {
    return fail(
      refusal(
        'IMP008',
        `the SLI plugin ${shown(field(plugin, 'id'))} makes its queries in Sloth: they are not in the file`,
        { fix: 'write the queries that it makes as events' },
      ),
      under(at, 'plugin', plugin.line),
    );
  }
  const read = (holder: Located | undefined, path: string, written: readonly string[]): PlacedQuery => {
    const called = written.find((each) => field(holder, each) !== undefined) ?? written.join(' or ');
    const value = field(holder, called);
    const where = under(at, `${path}.${called}`, value?.line ?? holder?.line);
    if (value?.kind !== 'text')
      return { query: refusal('IMP001', `'${called}' (${shown(value)}) must be a query`), at: () => where };
    return {
      query: readQuery(called, value.value),
      at: ({ span }) => (span === undefined ? where : { ...where, ...partOf(value, span) }),
    };
  };
  if (raw !== undefined) {
    const { query, at: placeOf } = read(raw, 'raw', names('error_ratio_query', 'errorRatioQuery'));
    if (isRefusal(query)) return fail(query, placeOf(query));
    const ratio = ratioOf(query, rules);
    if (isRefusal(ratio)) return fail(ratio, placeOf(ratio));
    const part = { query, events: ratio.above, good: ratio.good };
    const measured = sliOfEvents({ part, total: { query, events: ratio.below } });
    return isRefusal(measured) ? fail(measured, placeOf(measured)) : { measured, problems };
  }
  const bad = read(events, 'events', names('error_query', 'errorQuery'));
  const total = read(events, 'events', names('total_query', 'totalQuery'));
  const [badQuery, totalQuery] = [bad.query, total.query];
  if (isRefusal(badQuery)) return fail(badQuery, bad.at(badQuery));
  if (isRefusal(totalQuery)) return fail(totalQuery, total.at(totalQuery));
  const badEvents = eventsOf(badQuery, rules);
  if (isRefusal(badEvents)) return fail(badEvents, bad.at(badEvents));
  const totalEvents = eventsOf(totalQuery, rules);
  if (isRefusal(totalEvents)) return fail(totalEvents, total.at(totalEvents));
  const measured = sliOfEvents({
    part: { query: badQuery, events: badEvents, good: false },
    total: { query: totalQuery, events: totalEvents },
  });
  return isRefusal(measured) ? fail(measured, bad.at(measured)) : { measured, problems };
}

interface PlacedQuery {
  readonly query: Query | ImportRefusal;
  readonly at: (refused: ImportRefusal) => FilePlace;
}
