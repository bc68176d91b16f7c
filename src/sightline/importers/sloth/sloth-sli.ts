import type { Problem } from '../../problem/problem';
import { eventsOf, ratioOf, type CountRules } from '../query/counted';
import { sliOfEvents } from '../query/events-to-sli';
import { ratioOfTime, shareOfTime } from '../query/share-of-time';
import { isRefusal, leftOut, refusal, under, type ImportRefusal } from '../slo/import-problems';
import { misspelled, unknownFields } from '../slo/known-fields';
import type { Measured } from '../slo/slo';
import { field, shown, type FilePlace, type Located } from '../yaml/located';
import { slothQuery, type PlacedQuery, type SlothNames } from './sloth-query';

/** What was made of an SLI. */
export interface SlothSli {
  /** @default - it can't be carried over */
  readonly measured?: Measured;
  readonly problems: readonly Problem[];
}

interface SliContext {
  readonly place: FilePlace;
  readonly names: SlothNames;
}

const rules: CountRules = { template: true, bare: false };
const kinds = ['events', 'raw', 'plugin'];
const errorQuery = { plain: 'error_query', camel: 'errorQuery' };
const totalQuery = { plain: 'total_query', camel: 'totalQuery' };
const errorRatioQuery = { plain: 'error_ratio_query', camel: 'errorRatioQuery' };

/** How an SLI of Sloth is measured. */
export function slothSli(sli: Located | undefined, { place, names }: SliContext): SlothSli {
  const at = under(place, 'sli', sli?.line);
  const [events, raw, plugin] = kinds.map((kind) => field(sli, kind));
  const given = [events, raw, plugin].filter((each) => each !== undefined);
  if (given.length !== 1) {
    const [written] = given.length > 0 ? [] : kinds.flatMap((kind) => misspelling(sli, kind));
    const refused = refusal('IMP001', `'sli' (${shown(sli)}) must have one of events, raw and plugin`, {
      fix: written?.fix,
    });
    const rest = unknownFields(sli, [...kinds, written?.name ?? ''], at);
    return { problems: [...rest, leftOut(refused, at)] };
  }
  const problems = unknownFields(sli, kinds, at);
  if (plugin !== undefined) {
    const refused = refusal(
      'IMP008',
      `the SLI plugin ${shown(field(plugin, 'id'))} makes its queries in Sloth: they are not in the file`,
      { fix: 'write the queries that it makes as events' },
    );
    return { problems: [...problems, leftOut(refused, under(at, 'plugin', plugin.line))] };
  }
  const holder = raw ?? events;
  const known = (raw === undefined ? [errorQuery, totalQuery] : [errorRatioQuery]).flatMap(names.of);
  const below = under(at, raw === undefined ? 'events' : 'raw', holder?.line);
  const read = (name: typeof errorQuery) =>
    slothQuery(holder, { names: names.of(name), known, place: below });
  const result =
    raw === undefined ? ofEvents(read(errorQuery), read(totalQuery)) : ofRatio(read(errorRatioQuery));
  return 'refused' in result
    ? { problems: [...problems, leftOut(result.refused, result.at)] }
    : { measured: result.measured, problems: [...problems, ...unknownFields(holder, known, below)] };
}

/** The property that was probably meant by another, and what to do about it. */
function misspelling(
  sli: Located | undefined,
  kind: string,
): { readonly name: string; readonly fix: string }[] {
  const name = misspelled(sli, kind, kinds);
  return name === undefined ? [] : [{ name, fix: `did you mean '${kind}' for '${name}'?` }];
}

type Result = { readonly measured: Measured } | { readonly refused: ImportRefusal; readonly at: FilePlace };

function resultOf(measured: Measured | ImportRefusal, { at }: PlacedQuery): Result {
  return isRefusal(measured) ? { refused: measured, at: at(measured) } : { measured };
}

function ofRatio(placed: PlacedQuery): Result {
  const { query } = placed;
  if (isRefusal(query)) return resultOf(query, placed);
  const time = ratioOfTime(query, { good: false, rules });
  if (time !== undefined) return resultOf(time, placed);
  const ratio = ratioOf(query, rules);
  if (isRefusal(ratio)) return resultOf(ratio, placed);
  const part = { query, events: ratio.above, good: ratio.good };
  return resultOf(sliOfEvents({ part, total: { query, events: ratio.below } }), placed);
}

function ofEvents(bad: PlacedQuery, total: PlacedQuery): Result {
  const [badQuery, totalQuery] = [bad.query, total.query];
  if (isRefusal(badQuery)) return resultOf(badQuery, bad);
  if (isRefusal(totalQuery)) return resultOf(totalQuery, total);
  const part = { query: badQuery, good: false };
  const time = shareOfTime({ part, total: totalQuery }, rules);
  if (time !== undefined) return resultOf(time, bad);
  const events = eventsOf(badQuery, rules);
  if (isRefusal(events)) return resultOf(events, bad);
  const all = eventsOf(totalQuery, rules);
  if (isRefusal(all)) return resultOf(all, total);
  return resultOf(sliOfEvents({ part: { ...part, events }, total: { query: totalQuery, events: all } }), bad);
}
