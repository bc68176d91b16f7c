import { defined } from '../../problem/defined';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { Flow } from '../../promql/flow/flow';
import { lacks, listLabels } from '../../promql/flow/labels';
import { checkText } from '../../promql/check/check';
import {
  describeUnit,
  isPercent,
  isSameUnit,
  percent as inPercent,
  ratio,
  seconds,
  things,
  type Unit,
} from '../../promql/flow/unit';
import type { Node } from '../../promql/syntax/ast';
import type { Dialect } from '../../promql/syntax/dialect';
import { nodesIn } from '../../promql/syntax/walk';
import { readTemplate, type Reading } from './read-template';
import type { AskedQuery, Misuse, Saying } from './value-texts';

/** What is wrong with the series that an expression reads. */
export type AskedProblems = (nodes: readonly Node[]) => readonly Problem[];

/** The texts of an alert. */
export interface AlertTexts {
  readonly alert: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * What is wrong with the texts of an alert, its annotations and its labels, which are templates of Go: Prometheus refuses the whole rule file for
 * what it can't read, and writes nothing for a label that is not there.
 *
 * @param flow what is known of the result of the expression of the alert
 * @param dialect the Prometheus that writes them
 * @param asked what is wrong with an expression that a text asks for. Default: nothing is known of series
 */
export function checkTemplates(
  { alert, annotations = {}, labels = {} }: AlertTexts,
  flow: Flow,
  dialect: Dialect = {},
  asked: AskedProblems = () => [],
): readonly Problem[] {
  return Object.entries({ annotation: annotations, label: labels }).flatMap(([kind, texts]) =>
    Object.entries(texts).flatMap(([name, text]) =>
      checkTemplate(text, `${kind} '${name}' of alert '${alert}'`, flow, dialect, asked),
    ),
  );
}

function checkTemplate(
  text: string,
  thing: string,
  flow: Flow,
  dialect: Dialect,
  asked: AskedProblems,
): Problem[] {
  const { labels } = flow;
  const { errors, labels: read, fields, sayings, misuses, queries, bare } = readTemplate(text);
  return [
    ...errors.map((each) => unreadable(thing, each)),
    ...fields.map((field) => unknownField(thing, field)),
    ...read.filter((label) => lacks(labels, label)).map((label) => missingLabel(thing, label, labels.names)),
    ...sayings.flatMap((saying) => wrongUnit(thing, saying, flow)),
    ...misuses.map((misuse) => failing(thing, misuse)),
    ...queries.flatMap((query) => wrongQuery(thing, query, dialect, asked)),
    ...bare.map((name) => outsideOfBraces(thing, name)),
  ];
}

/** A unit in the text that is not that of the value. */
function wrongUnit(thing: string, { by, unit }: Saying, { unit: given, percent }: Flow): readonly Problem[] {
  const known = given ?? (percent === true ? inPercent : undefined);
  const say = (message: string, fix: string): readonly Problem[] => [
    warning('ALR411', `${thing} ${message}`, { fix }),
  ];
  if (by !== undefined && unit !== undefined)
    return say(`writes a unit behind ${by}, which writes one itself`, 'leave the unit out of the text');
  if (known === undefined) return [];
  const is = (other: typeof known): boolean => isSameUnit(known, other);
  if (unit === 'percent' && is(ratio))
    return say(
      'says the value with %, and it is a share from 0 to 1',
      'say {{ $value | humanizePercentage }}',
    );
  if (unit === 'milliseconds' && is(seconds))
    return say('says the value in milliseconds, and it is in seconds', 'say {{ $value | humanizeDuration }}');
  if ((by === 'humanizeDuration' || by === 'humanizeTimestamp') && !is(seconds)) {
    const as = by === 'humanizeDuration' ? 'a duration' : 'a time';
    return say(`says the value as ${as}, and it is ${inWords(known)}`, 'say {{ $value | humanize }}');
  }
  if (by === 'humanizePercentage' && isPercent(known, percent)) return [percentOfPercent(thing)];
  const isShare = is(ratio) || is(inPercent);
  return by === 'humanizePercentage' && !isShare
    ? say(`says the value as a share, and it is ${inWords(known)}`, 'say {{ $value | humanize }}')
    : [];
}

function inWords(unit: Unit): string {
  if (isSameUnit(unit, ratio)) return 'a share';
  if (isSameUnit(unit, inPercent)) return 'in percent';
  return isSameUnit(unit, things) ? 'a number of things' : `in ${describeUnit(unit)}`;
}

function failing(thing: string, { reason, fix }: Misuse): Problem {
  return error('ALR413', `${thing} ${reason}`, { fix });
}

function wrongQuery(
  thing: string,
  { text: query, isWhole }: AskedQuery,
  dialect: Dialect,
  asked: AskedProblems,
): readonly Problem[] {
  const { node, problems } = checkText(query, dialect);
  const refused = problems.find(({ id, severity }) => severity === 'error' && id.startsWith('PQL'));
  if (refused !== undefined && isWhole) {
    const message = `${thing} asks for '${query}', which Prometheus can't read: ${refused.message}`;
    return [error('ALR413', message, defined({ fix: refused.fix }))];
  }
  return (node === undefined ? [] : asked(nodesIn(node))).map((problem) => ({
    ...problem,
    message: `${thing} asks for '${query}': ${problem.message}`,
  }));
}

function outsideOfBraces(thing: string, name: string): Problem {
  const message = `${thing} has '${name}' outside of braces, where it is not filled in`;
  return warning('ALR412', message, { fix: `write {{ ${name} }}` });
}

function unreadable(thing: string, { what, shown, reason, fix }: Reading['errors'][number]): Problem {
  const cut = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  const message =
    what === 'text' ? `${thing} can't be read as a template at '${cut}': ${reason}` : `${thing} ${reason}`;
  return error('ALR403', message, { fix });
}

function unknownField(thing: string, field: string): Problem {
  const message = `${thing} reads '.${field}', which an alert does not have: it has .Labels, .Value, .ExternalLabels and .ExternalURL`;
  return error('ALR412', message, { fix: `a label is read as {{ $labels.${field} }}` });
}

function missingLabel(thing: string, label: string, names: ReadonlySet<string>): Problem {
  const meant = nearest(label, names);
  const message = `${thing} reads label '${label}', which the alert's expression does not have: it has ${listLabels(names)}`;
  return error('LBL205', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` });
}

function percentOfPercent(thing: string): Problem {
  const message = `${thing} says the value by humanizePercentage, which multiplies by 100, and it is in percent already`;
  return warning('ALR411', message, {
    fix: 'say {{ $value | humanize }} %, or take the share without * 100',
  });
}
