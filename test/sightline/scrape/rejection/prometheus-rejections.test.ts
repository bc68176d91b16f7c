import { prometheusRejections } from '../../../../src/sightline/scrape/rejection/prometheus-rejections';

const path = 'values.prometheus.prometheusSpec';

describe('the operator writes no configuration', () => {
  test('where all scrapes may take longer than their interval, which is 30s unless it is set', () => {
    expect(prometheusRejections({ scrapeTimeout: '60s' }, path)).toEqual([
      {
        id: 'OPR001',
        severity: 'error',
        path: `${path}.scrapeTimeout`,
        message:
          "'scrapeTimeout' (60s) must be at most 'scrapeInterval', which is 30s by the operator: the operator writes no configuration at all, and no monitor has an effect",
        fix: "set it to 30s or less, or 'scrapeInterval' to 60s or more",
      },
    ]);
    expect(prometheusRejections({ scrapeTimeout: '30s' })).toEqual([]);
    expect(prometheusRejections({ scrapeTimeout: '1m', scrapeInterval: '60s' })).toEqual([]);
    expect(prometheusRejections({ scrapeTimeout: '16s', scrapeInterval: '15s' })).toHaveLength(1);
  });

  test.each([
    [
      [
        { name: 'a', default: true },
        { name: 'b', default: true },
      ],
      'scrapeClasses',
    ],
    [
      [{ name: 'a', relabelings: [{ regex: '(', targetLabel: 'x' }] }],
      'scrapeClasses[0].relabelings[0].regex',
    ],
    [[{ name: 'a', tlsConfig: { certFile: '/cert' } }], 'scrapeClasses[0].tlsConfig'],
    [
      [{ name: 'a', authorization: { credentials: { name: 's', key: 'k' }, credentialsFile: '/f' } }],
      'scrapeClasses[0].authorization.credentialsFile',
    ],
    [[{ name: 'a' }, { name: 'b', authorization: { type: 'Basic' } }], 'scrapeClasses[1].authorization.type'],
  ])('where scrape classes are wrong: %j', (scrapeClasses, field) => {
    expect(prometheusRejections({ scrapeClasses }, path)).toEqual([
      expect.objectContaining({ id: 'OPR014', path: `${path}.${field}` }),
    ]);
  });

  test.each([
    ['latest', 1],
    ['1.8.2', 1],
    ['v3.14.0-distroless', 0],
    ['2.53', 0],
  ])('where it can not tell the version %s', (version, problems) => {
    expect(prometheusRejections({ version }, path)).toHaveLength(problems);
  });

  test('not where a class has an Authorization header without credentials', () => {
    expect(prometheusRejections({ scrapeClasses: [{ name: 'a', authorization: {} }] })).toEqual([]);
  });
});
