import type { Problem } from '../problem/problem';
import { error, info, warning } from '../problem/problems';
import type { IdOf } from '../problem/registry/registry';
import type { Span } from '../promql/syntax/ast';
import type { Place } from './yaml/located';

/** Why something can't be carried over, before it is known where it stands. */
export interface Refusal {
  readonly id: IdOf<'error'>;
  readonly refused: string;

  /** @default - the sentence says it */
  readonly fix?: string;

  /** Where in the query. @default - all of it */
  readonly span?: Span;
}

/** A refusal. */
export function refusal(
  id: IdOf<'error'>,
  refused: string,
  details: { readonly fix?: string | undefined; readonly span?: Span | undefined } = {},
): Refusal {
  const { fix, span } = details;
  return {
    id,
    refused,
    ...(fix === undefined ? {} : { fix }),
    ...(span === undefined ? {} : { span }),
  };
}

/** Whether a step has ended in a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** An SLO that is left out. */
export function leftOut(refused: Refusal, { path, line, source }: Place): Problem {
  const fix = refused.fix === undefined ? {} : { fix: refused.fix };
  return error(refused.id, refused.refused, {
    path,
    line,
    ...(source === undefined ? {} : { source }),
    ...fix,
  });
}

/** A part of an SLO that is left out, while the rest is carried over. */
export function dropped(message: string, { path, line }: Place, fix?: string): Problem {
  return warning('IMP009', message, { path, line, ...(fix === undefined ? {} : { fix }) });
}

/** Something that was carried over, and not quite as it stood. */
export function noticed(id: IdOf<'info'>, message: string, { path, line }: Place): Problem {
  return info(id, message, { path, line });
}

/** A place below another. */
export function under(place: Place, name: string, line = place.line): Place {
  return { path: `${place.path}.${name}`, line };
}

/** A text of a query for a message: on one line, and cut. */
export function excerpt(text: string, span?: Span): string {
  const part = (span === undefined ? text : text.slice(span.start, span.end)).trim().replace(/\s+/g, ' ');
  return part.length > 70 ? `${part.slice(0, 69)}…` : part;
}
