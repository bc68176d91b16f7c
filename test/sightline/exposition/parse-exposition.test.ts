import * as fc from '../../fast-check';
import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
  Summary,
  type OpenMetricsContentType,
} from 'prom-client';
import type { Exposition } from '../../../src/sightline/exposition/exposition';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { printPage, type Said } from './print-page';

/** A page without its lines. */
function said({ format, families }: Exposition): Said {
  return {
    format,
    families: families.map(({ line: _, samples, ...family }) => ({
      ...family,
      samples: samples.map(({ line: _line, ...sample }) => sample),
    })),
  };
}

const whys = (page: string, format?: 'text' | 'openmetrics') =>
  parseExposition(page, format).problems.map(({ line, message }) => [
    line,
    message.split(': ').slice(1).join(': '),
  ]);

describe('a page in text', () => {
  test('is read into families with type, help and samples', () => {
    const page = parseExposition(
      [
        '# HELP http_requests_total Requests, with \\\\ and \\n in it',
        '# TYPE http_requests_total counter',
        'http_requests_total{method="post",code="200"} 1027 1395066363000',
        '',
        '# a comment that says nothing',
        'something_weird{problem="division by zero",} +Inf 3982045',
        'no_labels  1.5e-3',
        'escaped{path="C:\\\\DIR\\n\\"quoted\\" \\d"} NaN',
        '# TYPE rpc summary',
        'rpc{quantile="0.5"} 4773',
        'rpc_sum 1.7560473e+07',
        'rpc_count 2693',
        '# TYPE lat histogram',
        'lat_bucket{le="+Inf"} 2',
        'lat_sum 1',
        'lat_count 2',
        '# TYPE silent gauge',
      ].join('\n'),
    );
    expect(page.problems).toEqual([]);
    expect(page.format).toBe('text');
    expect(page.families).toEqual([
      {
        name: 'http_requests_total',
        type: 'counter',
        help: 'Requests, with \\ and \n in it',
        line: 1,
        samples: [
          {
            name: 'http_requests_total',
            labels: { method: 'post', code: '200' },
            value: 1027,
            timestamp: 1395066363,
            line: 3,
          },
        ],
      },
      {
        name: 'something_weird',
        line: 6,
        samples: [
          {
            name: 'something_weird',
            labels: { problem: 'division by zero' },
            value: Infinity,
            timestamp: 3982.045,
            line: 6,
          },
        ],
      },
      { name: 'no_labels', line: 7, samples: [{ name: 'no_labels', labels: {}, value: 0.0015, line: 7 }] },
      {
        name: 'escaped',
        line: 8,
        samples: [{ name: 'escaped', labels: { path: 'C:\\DIR\n"quoted" \\d' }, value: NaN, line: 8 }],
      },
      {
        name: 'rpc',
        type: 'summary',
        line: 9,
        samples: [
          { name: 'rpc', labels: { quantile: '0.5' }, value: 4773, line: 10 },
          { name: 'rpc_sum', labels: {}, value: 17560473, line: 11 },
          { name: 'rpc_count', labels: {}, value: 2693, line: 12 },
        ],
      },
      {
        name: 'lat',
        type: 'histogram',
        line: 13,
        samples: [
          { name: 'lat_bucket', labels: { le: '+Inf' }, value: 2, line: 14 },
          { name: 'lat_sum', labels: {}, value: 1, line: 15 },
          { name: 'lat_count', labels: {}, value: 2, line: 16 },
        ],
      },
      { name: 'silent', type: 'gauge', line: 17, samples: [] },
    ]);
  });

  test('may not end its lines as Windows does: no type and no number ends with a carriage return', () => {
    expect(whys('# TYPE a gauge\r\na{b="c"} 1\r\n')).toEqual([
      [1, "the type of 'a' (gauge\\x0d) is none that Prometheus knows: write 'gauge', and nothing behind it"],
      [2, 'its value (1\\x0d) is no number'],
    ]);
  });

  test('may have a second HELP or TYPE: Prometheus goes by the last one, and other readers refuse it', () => {
    const page = '# HELP a_total x\n# TYPE a_total counter\na_total 1\n';
    const { families, problems } = parseExposition(
      `${page}${page.replaceAll('x', 'y')}# TYPE a_total gauge\n`,
    );
    expect(families).toMatchObject([{ name: 'a_total', type: 'gauge', help: 'y', samples: [{}, {}] }]);
    expect(problems).toMatchObject([{ id: 'EXP015', severity: 'warning', line: 4 }]);
  });

  test('is read by its bytes: what is no UTF-8 may stand in a comment only', () => {
    const bytes = (text: string) =>
      parseExposition(Buffer.from(text, 'latin1')).problems.map(({ message }) => message);
    expect(bytes('# \xFF\na 1\n')).toEqual([]);
    expect(bytes('a{b="\xFF"} 1\n')).toEqual([
      "line 1 can't be read, and Prometheus refuses the whole page: the value of label 'b' is no UTF-8",
    ]);
    expect(bytes('# HELP a \xC3\x28\n')).toEqual([
      "line 1 can't be read, and Prometheus refuses the whole page: the help of 'a' is no UTF-8",
    ]);
  });

  test('may hold the end of a line in the value of a label, which is most often a quote that is missing', () => {
    expect(parseExposition('a{b="c\nd"} 1\ne 2\n')).toMatchObject({
      problems: [],
      families: [{ samples: [{ labels: { b: 'c\nd' }, line: 1 }] }, { name: 'e', samples: [{ line: 3 }] }],
    });
    expect(whys('a{b="c 1\na{b="d"} 2\n')).toEqual([[1, 'its quotes are closed on another line only']]);
  });

  test('that is empty says nothing', () => {
    expect(parseExposition('')).toEqual({ format: 'text', families: [], problems: [] });
  });

  test('can name a metric and a label in quotes', () => {
    const [family] = parseExposition('{"my.metric","a.b"="c",d="e"} 1').families;
    expect(family).toMatchObject({
      name: 'my.metric',
      samples: [{ labels: { 'a.b': 'c', d: 'e' }, value: 1 }],
    });
  });

  test.each([
    ['\uFEFFa 1', 'it does not begin with the name of a metric'],
    ['1_000 1', 'it does not begin with the name of a metric'],
    ['a', 'it has no value'],
    ['a{} ', 'it has no value'],
    ['a one', 'its value (one) is no number'],
    ['a 1_000', 'its value (1_000) is no number'],
    ['a 1 1.5', 'its timestamp (1.5) is no number of milliseconds'],
    ['a 1 -5', 'its timestamp (-5) is no number of milliseconds'],
    ['a 1 9223372036854775808', 'its timestamp (9223372036854775808) is too large'],
    ['a 1e999', 'its value (1e999) is no number'],
    ['a 1 2 3', 'there is more after its timestamp (3)'],
    ['a{b="c" 1', "a comma or '}' is missing at column 9"],
    ['a{b="c",,d="e"} 1', 'a label name is missing at column 9'],
    ['a{b=c} 1', "the value of label 'b' is not in double quotes"],
    ['a{b="c} 1', "the quotes around the value of label 'b' are not closed"],
    ['a{b} 1', "label 'b' has no value"],
    ['a{1="c"} 1', 'a label name is missing at column 3'],
    ['a{b="c",b="d"} 1', "label 'b' is there twice"],
    [
      '# TYPE a Counter',
      "the type of 'a' (Counter) is none that Prometheus knows: write 'counter', and nothing behind it",
    ],
    [
      '# TYPE a gauge ',
      "the type of 'a' (gauge ) is none that Prometheus knows: write 'gauge', and nothing behind it",
    ],
    [
      '# TYPE a meh',
      "the type of 'a' (meh) is none that Prometheus knows: there are counter, gauge, histogram, summary, untyped",
    ],
    ['# HELP 1', "a metric name is missing after '# HELP'"],
    ['a{__name__="b"} 1', "label '__name__' is there beside the name"],
    ['{b="c"} 1', 'it has no name of a metric'],
    ['# TYPE a', "'a' has an empty TYPE"],
  ])('with %j is refused, with its line: %s', (text, why) => {
    expect(whys(`ok 1\n${text}\nfine 2`)).toEqual([[1 + text.split('\n').length, why]]);
    const names = parseExposition(`ok 1\n${text}\nfine 2`).families.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ok', 'fine']));
  });
});

describe('a page in OpenMetrics', () => {
  test('is read with units, seconds, exemplars and `_created`', () => {
    const page = parseExposition(
      [
        '# TYPE foo_seconds counter',
        '# UNIT foo_seconds seconds',
        '# HELP foo_seconds Some "text" and \\n some \\" escaping',
        'foo_seconds_total{a="# x"} 17.0 1520879607.789 # {trace="a\\"b"} 0.67 1520879606',
        'foo_seconds_created{a="# x"} 1520872607.123',
        '# TYPE build info',
        'build_info{version="1"} 1',
        '# EOF',
        '',
      ].join('\n'),
    );
    expect(page.problems).toEqual([]);
    expect(said(page)).toEqual({
      format: 'openmetrics',
      families: [
        {
          name: 'foo_seconds',
          type: 'counter',
          unit: 'seconds',
          help: 'Some "text" and \n some " escaping',
          samples: [
            { name: 'foo_seconds_total', labels: { a: '# x' }, value: 17, timestamp: 1520879607.789 },
            { name: 'foo_seconds_created', labels: { a: '# x' }, value: 1520872607.123 },
          ],
        },
        {
          name: 'build',
          type: 'info',
          samples: [{ name: 'build_info', labels: { version: '1' }, value: 1 }],
        },
      ],
    });
  });

  test('is cut off where its end is missing, and ends there where it is', () => {
    const cutOff = "OpenMetrics ends with '# EOF', and this does not: the page may have been cut off";
    expect(whys('a 1\n', 'openmetrics')).toEqual([[2, cutOff]]);
    expect(whys('a 1', 'openmetrics')).toEqual([[1, cutOff]]);
    expect(whys('a 1\n# EOF\nb 2\n', 'openmetrics')).toEqual([[2, "something stands after '# EOF'"]]);
  });

  test.each([
    ['', 'OpenMetrics has no empty lines'],
    ['# words', 'OpenMetrics has no comments but HELP, TYPE, UNIT and EOF, each between single blanks'],
    [
      '#  TYPE a gauge',
      'OpenMetrics has no comments but HELP, TYPE, UNIT and EOF, each between single blanks',
    ],
    ['# HELP a', "one blank is missing behind the name after '# HELP'"],
    ['# UNIT a_seconds bytes', "the unit (bytes) of 'a_seconds' is not the end of its name"],
    ['# UNIT seconds seconds', "the unit (seconds) of 'seconds' is not the end of its name"],
    [
      '# TYPE a untyped',
      "the type of 'a' (untyped) is none that Prometheus knows: there are counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown",
    ],
    ['a  1', 'it has no value behind exactly one blank'],
    ['a{b="c", d="e"} 1', 'a label name is missing at column 9'],
    ['a{b="c"d="e"} 1', "a comma or '}' is missing at column 8"],
    ['a 1 NaN', 'its timestamp (NaN) is no number of seconds'],
    ['a 1 2 3', 'there is more than a sample ( 3)'],
    ['a 1 # {b="c"}', 'its exemplar has no value behind exactly one blank'],
    ['a 1 # {b="c"} x', 'its exemplar has a value (x) that is no number'],
  ])('with the line %j is refused: %s', (line, why) => {
    expect(whys(`ok 1\n${line}\nfine 2\n# EOF\n`, 'openmetrics')).toEqual([[2, why]]);
  });

  test('without a byte is a page without series, as Prometheus 3 has it', () => {
    expect(parseExposition('', 'openmetrics').problems).toEqual([]);
    expect(parseExposition('', 'openmetrics', '2.55').problems).toHaveLength(1);
  });
});

describe('a page that is printed', () => {
  const name = fc.stringMatching(/^[a-z][a-z_]{0,8}x$/);
  const anyText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\r/g, ''));
  const value = fc.double();
  const sampleOf = (metric: string, format: 'text' | 'openmetrics') =>
    fc.record(
      {
        name: fc.constant(metric),
        labels: fc.dictionary(
          fc.stringMatching(/^[a-z]{1,5}$/),
          anyText.filter((text) => text !== ''),
          {
            maxKeys: 4,
            noNullPrototype: true,
          },
        ),
        value: value.map((number) => (Object.is(number, -0) ? 0 : number)),
        timestamp: fc.integer({ min: 0, max: 4e9 }).map((time) => (format === 'text' ? time : time / 8)),
      },
      { requiredKeys: ['name', 'labels', 'value'] },
    );
  const page = fc.constantFrom('text' as const, 'openmetrics' as const).chain((format) =>
    fc
      .uniqueArray(name, { maxLength: 4 })
      .chain((names) =>
        fc.tuple(
          ...names.map((metric) =>
            fc.record(
              {
                name: fc.constant(metric),
                type: fc.constant('gauge'),
                help: anyText.map((text) => text.trim()),
                samples: fc.array(sampleOf(metric, format), { minLength: 1, maxLength: 4 }),
              },
              { requiredKeys: ['name', 'samples'] },
            ),
          ),
        ),
      )
      .map((families): Said => ({ format, families })),
  );

  test('is read as what it was', () => {
    fc.assert(
      fc.property(page, (original) => {
        const read = parseExposition(printPage(original), original.format);
        expect(read.problems).toEqual([]);
        expect(said(read)).toEqual(original);
      }),
    );
  });

  test('can be garbage: it is read to its end, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('text' as const, 'openmetrics' as const),
        (text, format) => {
          const { problems } = parseExposition(text, format);
          expect(
            problems.every(({ id, line }) => ['EXP001', 'EXP015'].includes(id) && line !== undefined),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('a page of prom-client', () => {
  const odd = 'a "b"\n\\c\\';
  const fill = (registry: Registry): Registry => {
    const registers = [registry];
    const labelNames = ['odd'];
    new Counter({ name: 'jobs_total', help: 'Jobs \\ and\nmore', labelNames, registers }).inc({ odd }, 3);
    new Gauge({ name: 'depth', help: 'Depth', registers }).set(-Infinity);
    new Histogram({
      name: 'wait_seconds',
      help: 'Wait',
      buckets: [0.1, 1, 2.5],
      labelNames,
      registers,
    }).observe({ odd }, 0.3);
    new Summary({ name: 'size_bytes', help: 'Size', percentiles: [0.5], registers }).observe(7);
    return registry;
  };
  const series = ({ families }: Exposition) =>
    families.flatMap(({ samples }) => samples.map(({ name, labels, value }) => ({ name, labels, value })));

  test('says what was counted, with every default metric, in text', async () => {
    const registry = fill(new Registry());
    collectDefaultMetrics({ register: registry });
    const page = parseExposition(await registry.metrics());
    expect(page.problems).toEqual([]);
    const json = await registry.getMetricsAsJSON();
    expect(page.families.map(({ name, type, help }) => ({ name, type, help }))).toEqual(
      json.map(({ name, type, help }) => ({ name, type, help })),
    );
    expect(series(page).slice(0, 11)).toEqual([
      { name: 'jobs_total', labels: { odd }, value: 3 },
      { name: 'depth', labels: {}, value: -Infinity },
      { name: 'wait_seconds_bucket', labels: { le: '0.1', odd }, value: 0 },
      { name: 'wait_seconds_bucket', labels: { le: '1', odd }, value: 1 },
      { name: 'wait_seconds_bucket', labels: { le: '2.5', odd }, value: 1 },
      { name: 'wait_seconds_bucket', labels: { le: '+Inf', odd }, value: 1 },
      { name: 'wait_seconds_sum', labels: { odd }, value: 0.3 },
      { name: 'wait_seconds_count', labels: { odd }, value: 1 },
      { name: 'size_bytes', labels: { quantile: '0.5' }, value: 7 },
      { name: 'size_bytes_sum', labels: {}, value: 7 },
      { name: 'size_bytes_count', labels: {}, value: 1 },
    ]);
  });

  test('says the same in OpenMetrics, where the counter has lost its suffix', async () => {
    const text = fill(new Registry());
    const openMetrics = fill(new Registry());
    // the type binds a registry to the format it was made for
    (openMetrics as unknown as Registry<OpenMetricsContentType>).setContentType(
      Registry.OPENMETRICS_CONTENT_TYPE,
    );
    const page = parseExposition(await openMetrics.metrics());
    expect(page.problems).toEqual([]);
    expect(page.format).toBe('openmetrics');
    expect(page.families.map(({ name }) => name)).toEqual(['jobs', 'depth', 'wait_seconds', 'size_bytes']);
    expect(series(page)).toEqual(series(parseExposition(await text.metrics())));
  });
});

describe('a page for an older Prometheus', () => {
  test.each([
    ['names in quotes', '{"a.b"} 1', 'text', '2.50', '3.0'],
    ['quotes around usual names', '{"a","b"="c"} 1', 'text', '2.50', '2.51'],
    ['names of any characters', '{"a.b"} 1', 'text', '2.55', '3.0'],
    ['blanks before a name', ' a 1', 'text', '2.55', '3.0'],
    ['a comma behind the last label', 'a{b="c",} 1', 'openmetrics', '2.50', '2.51'],
    ['an exemplar of any series', 'a 1 # {} 1', 'openmetrics', '2.42', '2.43'],
  ] as const)('may not have %s', (_, line, format, older, newer) => {
    const page = `${line}\n${format === 'openmetrics' ? '# EOF\n' : ''}`;
    const refused = (version: typeof older | typeof newer) =>
      parseExposition(page, format, version).problems.length > 0;
    expect([refused(older), refused(newer)]).toEqual([true, false]);
  });
});

describe('a page that is hopeless', () => {
  test('is told of by its first lines, and read no further after a thousand', () => {
    const { problems } = parseExposition('{\n'.repeat(5_000));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toBe("at least 980 more lines can't be read");
  });

  test.each([
    ['a value', `a{b="${'x'.repeat(30e6)}"} 1\n`, 0],
    ['a value of escapes', `a{b="${'\\n'.repeat(10e6)}"} 1\n`, 0],
    ['a value without an end', `a{b="${'x'.repeat(30e6)}\n`, 1],
    ['a name', `${'x'.repeat(30e6)} 1\n`, 0],
    ['a number', `a ${'1'.repeat(30e6)}x\n`, 1],
  ])('has %s of 30 megabytes, and is read to its end', (_, page, problems) => {
    expect(parseExposition(page).problems).toHaveLength(problems);
  });
});
