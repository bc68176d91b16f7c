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
    report(cursor, token, error('PQL002', `${describeToken(token)} must be longer than 0`));
  }
  return length ?? 1;
}

/** Seconds as milliseconds, as exact as Prometheus keeps them: to the nanosecond. What is wrong with them is reported. */
export function readSeconds(cursor: Cursor, token: Token, seconds: number | undefined): number {
  if (seconds === undefined || !(seconds < mostSeconds)) {
    report(
      cursor,
      token,
      error('PQL002', `${describeToken(token)} is no duration in seconds that Prometheus can hold`),
    );
    return 1;
  }
  return seconds === 0 ? 0 : Math.max(1, Math.round(seconds * 1e9)) / 1e6;
}
