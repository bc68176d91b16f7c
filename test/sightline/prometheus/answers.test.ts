import { readSamples, readSeries, readTargets } from '../../../src/sightline/prometheus/answers';

describe('reading answers of the HTTP API', () => {
  test('a scalar is one sample without labels', () => {
    expect(readSamples({ resultType: 'scalar', result: [1700000000, '3.5'] })).toEqual([
      { labels: {}, time: 1700000000, value: 3.5 },
    ]);
  });

  test('a vector is sorted by labels, and values that are no JSON numbers are read', () => {
    const result = [
      { metric: { job: 'b' }, value: [1, '+Inf'] },
      { metric: { job: 'a', pod: '2' }, value: [1, 'NaN'] },
      { metric: { pod: '1', job: 'a' }, value: [1, '-Inf'] },
    ];
    expect(readSamples({ resultType: 'vector', result })).toEqual([
      { labels: { job: 'a', pod: '1' }, time: 1, value: -Infinity },
      { labels: { job: 'a', pod: '2' }, time: 1, value: NaN },
      { labels: { job: 'b' }, time: 1, value: Infinity },
    ]);
  });

  test('a range has points for each series', () => {
    const result = [
      {
        metric: { job: 'a' },
        values: [
          [60, '1'],
          [120, '2.5'],
        ],
      },
    ];
    expect(readSeries({ resultType: 'matrix', result })).toEqual([
      {
        labels: { job: 'a' },
        points: [
          [60, 1],
          [120, 2.5],
        ],
      },
    ]);
  });

  test('strings and native histograms are refused rather than read as numbers', () => {
    expect(() => readSamples({ resultType: 'string', result: [1, 'x'] })).toThrow(
      'neither a vector nor a scalar',
    );
    const histogram = { metric: { job: 'a' }, histogram: [1, {}], histograms: [] };
    expect(() => readSamples({ resultType: 'vector', result: [histogram] })).toThrow('native histograms');
    expect(() => readSeries({ resultType: 'matrix', result: [histogram] })).toThrow('native histograms');
  });

  test('targets are sorted by pool and address', () => {
    const target = (scrapePool: string, scrapeUrl: string): object => ({
      scrapePool,
      scrapeUrl,
      health: 'up',
    });
    const activeTargets = [target('b', 'http://1'), target('a', 'http://2'), target('a', 'http://1')];
    expect(readTargets({ activeTargets }).map((one) => one.scrapePool + one.scrapeUrl)).toEqual([
      'ahttp://1',
      'ahttp://2',
      'bhttp://1',
    ]);
  });
});
