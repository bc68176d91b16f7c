import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { listIn, type PlainMap, type PlainValue } from '../plain-data';
import { misspelt, type Part, partsIn, type Refuse } from './check-fields';

/** What a range of a time interval is made of. */
interface Unit {
  readonly what: string;

  /** The place of a value, to see that a range goes up; undefined for what is none. */
  readonly placeOf: (text: string) => number | undefined;
  readonly form: string;
}

const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

const units: Readonly<Record<string, Unit>> = {
  weekdays: {
    what: 'a weekday',
    placeOf: nameOf(weekdays),
    form: 'write names in full, such as monday:friday; a week begins on sunday, and what goes beyond saturday is two entries',
  },
  months: {
    what: 'a month',
    placeOf: (text) => nameOf(months)(text) ?? numberOf(text),
    form: 'write names in full or numbers, the earlier first, such as november:december',
  },
  years: { what: 'a year', placeOf: numberOf, form: 'write numbers, the earlier first, such as 2026:2027' },
  days_of_month: {
    what: 'a day of a month',
    placeOf: (text) => {
      const day = numberOf(text);
      return day === undefined || day === 0 || Math.abs(day) > 31 ? undefined : day;
    },
    form: 'write numbers from 1 to 31, the earlier first, or from -31 to -1, counted from the end of the month',
  },
};

function nameOf(names: readonly string[]): Unit['placeOf'] {
  return (text) => {
    const place = names.indexOf(text.toLowerCase());
    return place < 0 ? undefined : place + 1;
  };
}

function numberOf(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** Time intervals that Alertmanager refuses, and routes that name one which there is not. */
export function timeProblems(config: PlainMap, routes: readonly Part[], refuse: Refuse): Problem[] {
  const lists = ['time_intervals', 'mute_time_intervals', 'muteTimeIntervals'];
  const intervals = lists.flatMap((key) => partsIn(config[key], [key]));
  const names = intervals.flatMap(({ value: { name } }) => (typeof name === 'string' ? [name] : []));
  const parts = intervals.flatMap(({ value, at }) =>
    partsIn(value['time_intervals'], [...at, 'time_intervals']),
  );
  return [
    ...parts.flatMap((part) => intervalProblems(part, refuse)),
    ...routes.flatMap((route) => unknownIntervals(route, names, refuse)),
  ];
}

/** In a route of Alertmanager, and in one of an AlertmanagerConfig. */
const references = [
  'mute_time_intervals',
  'active_time_intervals',
  'muteTimeIntervals',
  'activeTimeIntervals',
];

function unknownIntervals({ value, at }: Part, names: readonly string[], refuse: Refuse): Problem[] {
  return references.flatMap((key) => {
    return listIn(value, key).flatMap((name, index) => {
      if (typeof name !== 'string' || names.includes(name)) return [];
      const near = nearest(name, names);
      const fix = near === undefined ? 'define it, or leave it out' : `did you mean '${near}'?`;
      return [refuse([...at, key, index], `'${name}' is the name of no time interval`, fix)];
    });
  });
}

function intervalProblems(part: Part, refuse: Refuse): Problem[] {
  const { value, at } = part;
  const { location } = value;
  return [
    ...misspelt(part, 'a time interval', refuse),
    ...Object.entries(units).flatMap(([key, unit]) => {
      return listIn(value, key).flatMap((each, index) =>
        isRange(each, unit)
          ? []
          : [
              refuse(
                [...at, key, index],
                `${JSON.stringify(each)} is not ${unit.what}, or a range of them`,
                unit.form,
              ),
            ],
      );
    }),
    ...partsIn(value['times'], [...at, 'times']).flatMap(({ value: times, at: place }) =>
      isDaytime(times)
        ? []
        : [
            refuse(
              place,
              `the times ${JSON.stringify(times)} are no part of one day`,
              "write start_time and end_time as '08:00', the earlier first; what goes beyond midnight is two entries, up to '24:00' and from '00:00'",
            ),
          ],
    ),
    ...(typeof location === 'string' && location !== '' && location !== 'Local' && !isZone(location)
      ? [
          refuse(
            [...at, 'location'],
            `'${location}' is no time zone`,
            "write a name of the IANA database, such as 'Europe/Berlin'",
          ),
        ]
      : []),
  ];
}

function isRange(value: PlainValue, { placeOf }: Unit): boolean {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return false;
  const [from, to, ...more] = text.split(':').map(placeOf);
  const isUp = to === undefined || from === undefined || from <= to || (from > 0 && to < 0);
  const isOfOneSide = !(from !== undefined && to !== undefined && from < 0 && to > 0);
  const isWhole = from !== undefined && (to !== undefined || !text.includes(':'));
  return isWhole && more.length === 0 && isUp && isOfOneSide;
}

function isDaytime({ start_time: start, end_time: end }: PlainMap): boolean {
  const form = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;
  return (
    typeof start === 'string' && typeof end === 'string' && form.test(start) && form.test(end) && start < end
  );
}

/** Whether there is a time zone; Go asks for its name as it is written, and finds files. */
function isZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() !== name.toLowerCase() || timeZone === name;
  } catch {
    return false;
  }
}
