import { parseDuration } from '../../contract/duration';
import { error } from '../../problem/problems';
import { describeToken, report, type Cursor } from './cursor';
import type { Token } from './token';

/** What Prometheus keeps a duration in: 64 bits of nanoseconds, here in seconds. */
const mostSeconds = 2 ** 63 / 1e9;

/** The length of a token that is a duration, in milliseconds; what is wrong with it is reported. */
export function readDurationLiteral(cursor: Cursor, token: Token): number {
  const length = parseDuration(token.text);
  if (length === undefined) {
    report(
      cursor,
      token,
      error(
        'PQL001',
        `${describeToken(token)} is none: each unit stands once, the longest first, and all is under 292 years`,
        { fix: 'such as 1h30m' },
      ),
    );
  } else if (length === 0 && !cursor.syntax.calculations) {
    report(cursor, token, error('PQL022', `${describeToken(token)} must be longer than 0`));
  }
  return length ?? 1;
}

/** Reports a number of seconds that is no duration. */
export function checkSeconds(cursor: Cursor, token: Token, seconds: number | undefined): void {
  if (seconds !== undefined && seconds < mostSeconds) return;
  const message = `${describeToken(token)} is no duration in seconds that Prometheus can hold`;
  report(cursor, token, error('PQL022', message));
}
