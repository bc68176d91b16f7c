import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { error, info, warning } from '../../problem/problems';
import type { IdOf } from '../../problem/registry/registry';
import type { Span } from '../../promql/syntax/ast';
import type { FilePlace } from '../yaml/located';

/** Why something can't be carried over, before it is known where it stands. */
export interface ImportRefusal {
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
): ImportRefusal {
  return defined({ id, refused, ...details });
}

/** Whether a step has ended in a refusal. */
export function isRefusal(value: object): value is ImportRefusal {
  return 'refused' in value;
}

/** An SLO that is left out. */
export function leftOut(refused: ImportRefusal, { path, line, source }: FilePlace): Problem {
  return error(refused.id, refused.refused, defined({ path, line, source, fix: refused.fix }));
}

/** A part of an SLO that is left out, while the rest is carried over. */
export function dropped(message: string, { path, line }: FilePlace, fix?: string): Problem {
  return warning('IMP009', message, defined({ path, line, fix }));
}

/** Something that was carried over, and not quite as it stood. */
export function noticed(id: IdOf<'info'>, message: string, { path, line }: FilePlace): Problem {
  return info(id, message, { path, line });
}

/** What is worth knowing of an SLO that is carried over, before it is known where it stands. */
export type Notice = { readonly message: string; readonly fix?: string } & (
  | { readonly severity: 'info'; readonly id: IdOf<'info'> }
  | { readonly severity: 'warning'; readonly id: IdOf<'warning'> }
);

/** A notice where its SLO stands. */
export function placed(notice: Notice, { path, line }: FilePlace): Problem {
  const { message, fix } = notice;
  const details = defined({ path, line, fix });
  return notice.severity === 'info'
    ? info(notice.id, message, details)
    : warning(notice.id, message, details);
}

/** A place below another. */
export function under(place: FilePlace, name: string, line = place.line): FilePlace {
  return { path: `${place.path}.${name}`, line };
}

/** A text of a query for a message: on one line, and cut. */
export function excerpt(text: string, span?: Span): string {
  const part = (span === undefined ? text : text.slice(span.start, span.end)).trim().replace(/\s+/g, ' ');
  return part.length > 70 ? `${part.slice(0, 69)}…` : part;
}
