import {
  graphData,
  gridOf,
  momentsOf,
  mostSeries,
  numberData,
  tableData,
} from '../../../src/sightline/preview/panel-data';
import { heatMapData } from '../../../src/sightline/preview/heat-map-data';

const grid = { start: 100, end: 130, step: 10 };

describe('the moments of a graph', () => {
  test('are multiples of the step, so that points stay where they are', () => {
    expect(gridOf(1007.3, 60, 15)).toEqual({ start: 945, end: 1005, step: 15 });
    expect(gridOf(1004.9, 60, 15)).toEqual(gridOf(990, 60, 15));
    expect(momentsOf(grid)).toEqual([100, 110, 120, 130]);
  });
});

describe('the series of a graph', () => {
  test('have the names of their queries and labels, and a value for each moment', () => {
    const results = [
      {
        query: { name: 'bad', by: ['route'] },
        series: [
          {
            metric: { route: '/a' },
            values: [
              [110, '0.5'],
              [130, 'NaN'],
            ] as const,
          },
        ],
      },
      {
        query: { by: ['route'] },
        series: [
          {
            metric: {},
            values: [
              [100, '+Inf'],
              [120, '-2'],
            ] as const,
          },
        ],
      },
    ];
    expect(graphData(grid, results)).toEqual({
      kind: 'graph',
      times: [100, 110, 120, 130],
      series: [
        { name: 'bad /a', values: [null, 0.5, null, null] },
        { name: 'value', values: [null, null, -2, null] },
      ],
      found: 2,
    });
  });

  test('are the greatest where there are very many, and all are counted', () => {
    const series = Array.from({ length: 100 }, (_, index) => ({
      metric: { pod: `pod-${index}` },
      values: [[100, String(index)]] as const,
    }));
    const data = graphData(grid, [{ query: { by: ['pod'] }, series }]);
    expect([data.found, data.series.length, data.series[0]?.name]).toEqual([100, mostSeries, 'pod-99']);
  });
});

describe('a number and a table', () => {
  const sample = (labels: Readonly<Record<string, string>>, value: number) => ({ labels, time: 1, value });

  test('have no value where Prometheus has none, or none that is a number', () => {
    expect(numberData([])).toEqual({ kind: 'number', value: null });
    expect(numberData([sample({}, NaN)])).toEqual({ kind: 'number', value: null });
    expect(numberData([sample({}, 3)])).toEqual({ kind: 'number', value: 3 });
  });

  test('have one row for all samples of the same labels', () => {
    const queries = [{ by: ['slo'] }, { by: ['slo'] }];
    const first = [sample({ slo: 'a', extra: 'x' }, 1), sample({ slo: 'b' }, 2)];
    expect(tableData(queries, [first, [sample({ slo: 'b' }, 4)]])).toEqual({
      kind: 'table',
      labels: ['slo'],
      rows: [
        { labels: ['a'], values: [1, null] },
        { labels: ['b'], values: [2, 4] },
      ],
    });
  });

  test.each([
    ['above', ['b', 'a', 'c']],
    ['below', ['a', 'b', 'c']],
  ] as const)('have the worst row first, where what is %s something is wrong', (wrong, order) => {
    const queries = [
      { by: ['slo'] },
      { by: ['slo'], thresholds: { wrong, values: [{ value: 2, level: 'page' }] } } as const,
    ];
    const rows = [sample({ slo: 'c' }, 9), sample({ slo: 'a' }, 9), sample({ slo: 'b' }, 9)];
    const { rows: sorted } = tableData(queries, [rows, [sample({ slo: 'a' }, 1), sample({ slo: 'b' }, 3)]]);
    expect(sorted.map(({ labels }) => labels[0])).toEqual(order);
  });
});

describe('a heat map', () => {
  test('has of each classic bucket what is not in the one before, from the lowest on', () => {
    const series = [
      {
        metric: { le: '+Inf' },
        values: [
          [100, '10'],
          [110, '3'],
        ] as const,
      },
      {
        metric: { le: '0.1' },
        values: [
          [100, '4'],
          [110, '3.0000001'],
        ] as const,
      },
      {
        metric: { le: '1' },
        values: [
          [100, '9'],
          [110, '3'],
        ] as const,
      },
    ];
    expect(heatMapData({ ...grid, end: 110 }, series)).toEqual({
      kind: 'heatmap',
      times: [100, 110],
      buckets: [
        { from: null, to: 0.1, values: [4, 3.0000001] },
        { from: 0.1, to: 1, values: [5, 0] },
        { from: 1, to: null, values: [1, 0] },
      ],
    });
  });

  test('has the buckets of native histograms, which come and go', () => {
    const histograms = [
      [100, { buckets: [[0, '1', '2', '5']] as const }],
      [
        110,
        {
          buckets: [
            [0, '0.5', '1', '1'],
            [0, '1', '2', '7'],
          ] as const,
        },
      ],
    ] as const;
    expect(heatMapData({ ...grid, end: 110 }, [{ metric: {}, histograms }])).toEqual({
      kind: 'heatmap',
      times: [100, 110],
      buckets: [
        { from: 0.5, to: 1, values: [null, 1] },
        { from: 1, to: 2, values: [5, 7] },
      ],
    });
  });

  test('puts neighbours together where there are too many buckets to be told apart', () => {
    const buckets = Array.from({ length: 64 }, (_, index) => [0, `${index}`, `${index + 1}`, '1'] as const);
    const { buckets: rows } = heatMapData(grid, [{ metric: {}, histograms: [[100, { buckets }]] }]);
    expect([rows.length, rows[0]]).toEqual([32, { from: 0, to: 2, values: [2, null, null, null] }]);
  });
});
