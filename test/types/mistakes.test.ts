import { basename } from 'node:path';
import { labelReplace } from '../../src/sightline/promql/build/label-functions';
import { byRoute, requests } from './shop';
import { serviceContract } from '../../src/sightline/contract/service-contract';
import type { Problem } from '../../src/sightline/problem/problem';
import { compile, exactTexts, fixtures, type Diagnostic } from './diagnostics';

const files = fixtures('mistakes');
let found: ReadonlyMap<string, readonly Diagnostic[]>;

beforeAll(() => {
  found = compile(files);
}, 60_000);

/** Names that only the library's own code has. */
const internal =
  /Refuse<|SomeOf<|Ratable|Ranged|Calculates|Compares|MeetsAsSets|Quantilable|unique symbol|__/;

describe('the compiler, of the mistakes that are most likely', () => {
  test.each(files.map((file) => [basename(file, '.ts'), file]))('says of %s what stands there', (_, file) => {
    expect(found.get(file)).toEqual(exactTexts(file));
  });

  test('is held against 50 of them and more', () => {
    expect(files.flatMap((file) => exactTexts(file)).length).toBeGreaterThanOrEqual(50);
  });

  test('shows no internal name', () => {
    const messages = [...found.values()].flat().map(({ message }) => message);
    expect(messages.filter((message) => internal.test(message))).toEqual([]);
  });
});

describe('what the types of TypeScript can not see', () => {
  const contract = { name: 'shop', notTraffic: {} };
  const cases: readonly (readonly [string, readonly Problem[], string])[] = [
    [
      'a window with a space',
      requests.over('5 m').problems,
      'window ("5 m") of \'shop_requests_total\' must be a duration longer than 0',
    ],
    [
      'a window of a fraction',
      requests.over('1.5h').problems,
      'window ("1.5h") of \'shop_requests_total\' must be a duration longer than 0',
    ],
    [
      'a copy of a metric',
      serviceContract({ ...contract, metrics: [{ ...requests }] }).problems,
      "'metrics[0]' (an object) must be made by counter, gauge, histogram, nativeHistogram or summary",
    ],
    [
      'a metric twice',
      serviceContract({ ...contract, metrics: [requests, requests] }).problems,
      "metric 'shop_requests_total' is listed twice",
    ],
  ];

  test.each(cases)('is said of %s at run time', (_, problems, text) => {
    expect(problems.map(({ message }) => message)).toEqual([text]);
  });

  test('is nothing of a constant label', () => {
    expect(labelReplace(byRoute, 'team', 'shop', '', '').problems).toEqual([]);
  });
});
