import { isDumb, screenOn } from '../../demo/screen';
import { clock, duration, plainLines, tableLines, type Snapshot } from '../../demo/view';

const snapshot: Snapshot = {
  seconds: 42.4,
  load: { seconds: 42.4, sent: 1663, rate: 39.62, broken: 0, skipped: 0, incident: undefined },
  window: 300,
  filled: 40,
  trouble: undefined,
  quantiles: ['p50', 'p95'],
  rows: [
    { endpoint: '/tasks', traffic: 9.2149, errors: 1.024, latencies: { p50: 0.0213, p95: 1.207 } },
    { endpoint: '/tasks/:id', traffic: 0, latencies: {} },
  ],
};

describe('what the demo shows', () => {
  test('is a table with a row for each endpoint, and a dash where there is no value', () => {
    expect(tableLines(snapshot)).toEqual([
      'running for 0:42; sending 39.6 requests/s, 1663 so far',
      'incident: none',
      'the rules look back 5:00, full in 4:20; until then requests/s reads low',
      '',
      'endpoint    requests/s  errors %       p50       p95',
      '/tasks            9.21      1.02     21 ms    1.21 s',
      '/tasks/:id        0.00         -         -         -',
    ]);
  });

  test('is lines that tell all by themselves where it is appended', () => {
    expect(plainLines(snapshot).slice(3)).toEqual([
      '[42 s] /tasks: 9.21 requests/s, errors 1.02 %, p50 21 ms, p95 1.21 s',
      '[42 s] /tasks/:id: 0.00 requests/s, errors - %, p50 -, p95 -',
    ]);
  });

  test('says what is wrong: an incident, requests without a response, a scrape that fails', () => {
    const { load } = snapshot;
    const troubled = {
      ...snapshot,
      load: { ...load, broken: 3, skipped: 5, incident: 'listing tasks is slow' },
      trouble: 'the last scrape failed: connection refused',
      filled: undefined,
    };
    expect(tableLines(troubled).slice(0, 4)).toEqual([
      'running for 0:42; sending 39.6 requests/s, 1663 so far, 3 without a response, 5 held back as too many were under way',
      'incident: listing tasks is slow',
      'Prometheus: the last scrape failed: connection refused',
      'the rules look back 5:00; there is no data yet',
    ]);
  });

  test('says no more about the window once it is full', () => {
    expect(tableLines({ ...snapshot, filled: 300 })[2]).toBe('the rules look back 5:00');
  });

  test('has durations and times that people read', () => {
    expect([0, 0.00512, 0.00994, 0.0123, 0.9994, 0.9996, 12.3456].map(duration)).toEqual([
      '0.0 ms',
      '5.1 ms',
      '9.9 ms',
      '12 ms',
      '999 ms',
      '1.00 s',
      '12.35 s',
    ]);
    expect([0, 59.4, 59.6, 248, 3600].map(clock)).toEqual(['0:00', '0:59', '1:00', '4:08', '60:00']);
  });
});

describe('the screen of the demo', () => {
  const writing = (isTTY: boolean, columns = 200) => {
    const written: string[] = [];
    return { written, output: { isTTY, columns, write: (text: string) => written.push(text) } };
  };

  test('redraws the table of a terminal in place', () => {
    const { written, output } = writing(true);
    const screen = screenOn(output, false);
    screen.show(snapshot);
    screen.show(snapshot);
    // an empty line, three of the header, one between, the titles and two rows
    expect(written[0]?.split('\n')).toHaveLength(8 + 1);
    expect(written[1]).toBe(`\x1b[8A\x1b[J${written[0]}`);
  });

  test('goes on below what was said in between', () => {
    const { written, output } = writing(true);
    const screen = screenOn(output, false);
    screen.show(snapshot);
    screen.say('hello');
    screen.show(snapshot);
    expect(written[2]).toBe(written[0]);
  });

  test('never draws a line that would wrap, and takes 80 columns for a width that is not known', () => {
    const long = { ...snapshot, load: { ...snapshot.load, broken: 3, skipped: 5 } };
    for (const [columns, width] of [
      [30, 29],
      [0, 79],
    ] as const) {
      const { written, output } = writing(true, columns);
      screenOn(output, false).show(long);
      expect(Math.max(...(written[0] ?? '').split('\n').map((line) => line.length))).toBe(width);
    }
  });

  test('is plain on a terminal that can only append', () => {
    expect(['dumb', 'xterm-256color', 'dumber', '', undefined].map(isDumb)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test('appends lines where there is no terminal, and where that is wanted', () => {
    for (const [isTTY, plain] of [
      [false, false],
      [true, true],
    ] as const) {
      const { written, output } = writing(isTTY);
      const screen = screenOn(output, plain);
      screen.show(snapshot);
      screen.show(snapshot);
      expect(written[1]).toBe(written[0]);
      expect(written.join('')).not.toContain('\x1b');
    }
  });
});
