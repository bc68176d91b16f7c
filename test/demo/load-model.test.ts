import * as fc from '../fast-check';
import {
  highestRate,
  incidentAt,
  kinds,
  nextRequest,
  rateAt,
  type PlannedRequest,
} from '../../demo/load-model';
import { seededRandom } from '../../demo/random';

/** So many requests planned for one moment. */
function planned(seconds: number, faults: number | undefined, count = 20_000): PlannedRequest[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => nextRequest(seconds, faults, random));
}

function shareOf(requests: readonly PlannedRequest[], holds: (request: PlannedRequest) => boolean): number {
  return requests.filter(holds).length / requests.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const quiet = 10;
const failing = 70;
const listingIsSlow = 160;

describe('the traffic of the demo', () => {
  test('goes up and down about its average, by 35 %, every two minutes', () => {
    expect(rateAt(0, 100)).toBeCloseTo(100);
    expect(rateAt(30, 100)).toBeCloseTo(135);
    expect(rateAt(90, 100)).toBeCloseTo(65);
    const second = Array.from({ length: 120 }, (_, seconds) => rateAt(seconds, 100));
    expect(second.reduce((sum, each) => sum + each, 0) / 120).toBeCloseTo(100);
  });

  test('is never more than 500 requests per second', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        (t, r) => {
          expect(rateAt(t, r)).toBeLessThanOrEqual(500);
          expect(rateAt(t, r)).toBeGreaterThan(0);
        },
      ),
    );
    expect(highestRate).toBe(500);
  });

  test('has every kind of request, and mostly lists and reads', () => {
    const requests = planned(quiet, 2);
    for (const kind of kinds) expect(shareOf(requests, (each) => each.kind === kind)).toBeGreaterThan(0.005);
    expect(shareOf(requests, ({ kind }) => kind === 'list')).toBeCloseTo(0.4, 1);
    expect(shareOf(requests, ({ kind }) => kind === 'read')).toBeCloseTo(0.3, 1);
  });

  test('is the same for the same seed', () => {
    expect(planned(quiet, 2, 100)).toEqual(planned(quiet, 2, 100));
  });

  test('fails as often as it is told, but never when a task is read or deleted', () => {
    const requests = planned(quiet, 10);
    const canFail = requests.filter(({ kind }) => ['list', 'create', 'complete'].includes(kind));
    expect(shareOf(canFail, ({ crash }) => crash)).toBeGreaterThan(0.09);
    expect(shareOf(canFail, ({ crash }) => crash)).toBeLessThan(0.11);
    expect(requests.filter(({ kind }) => ['read', 'delete'].includes(kind)).some(({ crash }) => crash)).toBe(
      false,
    );
  });

  test('has slow routes, and some requests that are slow on any', () => {
    const completing = planned(quiet, 2).filter(({ kind }) => kind === 'complete');
    const typical = median(completing.map(({ delay }) => delay));
    expect(typical).toBeGreaterThan(60);
    expect(typical).toBeLessThan(80);
    expect(completing.some(({ delay }) => delay > 1000)).toBe(true);
    expect(
      median(
        planned(quiet, 2)
          .filter(({ kind }) => kind === 'read')
          .map(({ delay }) => delay),
      ),
    ).toBeLessThan(10);
  });

  test('has no incident in its first 45 seconds, and the same ones every four minutes', () => {
    for (let seconds = 0; seconds < 45; seconds++) expect(incidentAt(seconds)).toBeUndefined();
    expect(incidentAt(failing)?.what).toBe('listing, creating and completing tasks fails');
    expect(incidentAt(listingIsSlow)?.what).toBe('listing tasks is slow');
    expect(incidentAt(failing + 240)).toEqual(incidentAt(failing));
  });

  test('shows an incident in the requests concerned alone', () => {
    const requests = planned(failing, 0);
    const crashed = requests.filter(({ crash }) => crash);
    expect([...new Set(crashed.map(({ kind }) => kind))].sort()).toEqual(['complete', 'create', 'list']);
    expect(
      shareOf(
        requests.filter(({ kind }) => kind === 'list'),
        ({ crash }) => crash,
      ),
    ).toBeCloseTo(0.7, 1);

    const slow = planned(listingIsSlow, 0);
    const delaysOf = (kind: string): number[] =>
      slow.flatMap((each) => (each.kind === kind ? [each.delay] : []));
    expect(Math.min(...delaysOf('list'))).toBeGreaterThanOrEqual(400);
    expect(median(delaysOf('read'))).toBeLessThan(10);
  });

  test('without faults asks for nothing, not even in an incident', () => {
    for (const moment of [quiet, failing, listingIsSlow]) {
      expect(planned(moment, undefined, 1000).some(({ delay, crash }) => delay > 0 || crash)).toBe(false);
    }
  });
});
