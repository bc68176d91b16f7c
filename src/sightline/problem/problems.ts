import { blotted, masked } from '../secrets/masked';
import type { Problem } from './problem';
import { refusals, type Refusal } from './refusals';
import { entryOf, type IdOf } from './registry/registry';
import type { Severity } from './severity';

/** What a problem may carry beside its id and message. */
export type ProblemDetails = Partial<Omit<Problem, 'id' | 'severity' | 'message'>>;

/** An error: synthesis stops, nothing is written. */
export function error(id: IdOf<'error'>, message: string, details: ProblemDetails = {}): Problem {
  return problem('error', id, message, details);
}

/** A warning: printed, and synthesis goes on. */
export function warning(id: IdOf<'warning'>, message: string, details: ProblemDetails = {}): Problem {
  return problem('warning', id, message, details);
}

/** Something to know of: nothing is wrong. */
export function info(id: IdOf<'info'>, message: string, details: ProblemDetails = {}): Problem {
  return problem('info', id, message, details);
}

/**
 * The run-time twin of a compile error.
 *
 * @param name which refusal
 * @param thing what it is about, quoted, with its value
 */
export function refuse(name: Refusal, thing: string, details: ProblemDetails = {}): Problem {
  const { id, text } = refusals[name];
  return error(id, `${thing}: ${text}`, details);
}

/** The same problems under a longer path. */
export function below(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((each) => ({ ...each, path: each.path === undefined ? path : `${path}.${each.path}` }));
}

/** Whether any of the problems stops synthesis. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** The problems of one thing that are not those of another too. */
export function beside(problems: readonly Problem[], others: readonly Problem[]): Problem[] {
  const known = new Set(others.map(sayingOf));
  return problems.filter((each) => !known.has(sayingOf(each)));
}

/** What a problem says, and of which part of a text. */
function sayingOf({ id, message, file, line, source }: Problem): string {
  return JSON.stringify([id, message, file, line, source?.text, source?.start, source?.end]);
}

/** Whether an answer can lift a problem: a warning always, an error where something is written in spite of it. */
export function canBeAnswered({ id, severity, answerable }: Problem): boolean {
  return severity !== 'error' || (answerable !== false && entryOf(id).answerable);
}

/** Whether any of the problems is an error that no answer can lift: then nothing is made of what it is about. */
export function mustStop(problems: readonly Problem[]): boolean {
  return problems.some((problem) => !canBeAnswered(problem));
}

/** The same problems, where nothing is made if any of them is an error: none of the errors can be answered. */
export function unanswerable(problems: readonly Problem[]): Problem[] {
  return problems.map((each) => (each.severity === 'error' ? { ...each, answerable: false } : each));
}

/** The problems without repetitions, in their first order: an expression used twice reports once. */
export function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((each) => [`${each.path}\n${each.object}\n${sayingOf(each)}`, each]));
  return [...seen.values()];
}

function problem<S extends Severity>(
  severity: S,
  id: IdOf<S>,
  message: string,
  details: ProblemDetails,
): Problem {
  return shown({ id, severity, message, ...details });
}

/** The same problem without what can be known for a secret, since what is wrong may be that one stands there, and no longer than anybody reads. */
function shown(problem: Problem): Problem {
  const { message, fix, path, object, source } = problem;
  return {
    ...problem,
    message: text(message),
    ...(fix === undefined ? {} : { fix: text(fix) }),
    ...(path === undefined ? {} : { path: text(path) }),
    ...(object === undefined ? {} : { object: masked(object) }),
    ...(source === undefined ? {} : { source: { ...source, text: blotted(source.text) } }),
  };
}

/** Masked first: half a secret is not known for one. */
function text(written: string): string {
  return cut(masked(written));
}

/** Nobody reads more; only names and values that nobody wrote are so long. */
const longest = 4_000;

function cut(written: string): string {
  if (written.length <= longest) return written;
  const half = longest / 2;
  return `${written.slice(0, half)}… (${written.length - longest} characters more) …${written.slice(-half)}`;
}
