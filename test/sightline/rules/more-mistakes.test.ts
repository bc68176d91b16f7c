import { alert, record, told } from './mistakes';

const all = 'sum(rate(shop_requests_total[5m]))';
const failed = 'sum(rate(shop_requests_total{status=~"5.."}[5m]))';
const bucket = 'shop_request_duration_seconds_bucket';

describe('buckets that are added up without their bound', () => {
  const said = (operator: string): string =>
    `TYP115 error ${operator} of buckets without le counts an observation once for each bucket that it fits into | keep le in by, match one bound, or read the histogram's _count`;

  test.each([
    [`sum(rate(${bucket}[5m]))`, said('sum')],
    [`avg by (route) (increase(${bucket}[5m]))`, said('avg')],
    [`sum(sum by (le, route) (rate(${bucket}[5m])))`, said('sum')],
    [`sum(rate(${bucket}{le!="+Inf"}[5m]))`, said('sum')],
    [`sum(rate(${bucket}{le="0.5"}[5m])) / sum(rate(${bucket}[5m]))`, said('sum')],
  ])('are refused: %s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    `sum(rate(${bucket}{le="0.5"}[5m]))`,
    // an Apdex score
    `(sum(rate(${bucket}{le=~"0.1|0.5"}[5m])) / 2) / sum(rate(shop_request_duration_seconds_count[5m]))`,
    `sum by (le) (rate(${bucket}[5m]))`,
    // whether anything was observed
    `histogram_quantile(0.9, sum by (le) (rate(${bucket}[5m]))) > 1 and on () sum(rate(${bucket}[5m])) > 0`,
  ])('are none: %s', (text) => {
    expect(told(record(text))).toEqual([]);
  });

  test('are told once where a quantile has lost them', () => {
    expect(told(record(`histogram_quantile(0.9, sum by (route) (rate(${bucket}[5m])))`))).toEqual([
      'TYP105 error histogram_quantile over route: le is gone: keep it in by',
    ]);
  });
});

describe('a share of what was counted in two ways', () => {
  const said = (one: string, other: string): string =>
    `TYP116 warning '/' is between ${one} and ${other} | take the same function over one window on both sides`;
  const rate = 'a rate, per second,';

  test.each([
    [`${failed} / ${all.replace('rate', 'increase')}`, said(rate, 'an increase, over a whole window')],
    [
      `${failed.replace('rate', 'increase')} / (${all} > 0)`,
      said('an increase, over a whole window,', 'a rate, per second'),
    ],
    [`${failed} / sum(shop_requests_total)`, said(rate, 'a counter, of all time')],
  ])('is warned of: %s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    `${failed.replace('rate', 'irate')} / ${all}`,
    `${all.replace('rate', 'increase')} / 300 / ${all}`,
  ])('is none: %s', (text) => {
    expect(told(record(text))).toEqual([]);
  });
});

describe('an operator that takes one series of a side which has several', () => {
  const by = (labels: string, matchers = ''): string =>
    `sum by (${labels}) (rate(shop_requests_total${matchers}[5m]))`;
  const said = (how: string, side: string, label: string, fix: string, severity = 'error'): string =>
    `LBL203 ${severity} '/' ${how} takes one series of the ${side}, which has several, by '${label}': Prometheus refuses to evaluate it | ${fix}`;

  test.each([
    [
      `${by('route, status')} / on (route) ${by('route')}`,
      said(
        'on (route)',
        'left',
        'status',
        "say group_left if each of them is meant, or leave 'status' out of what the left is grouped by",
      ),
    ],
    [
      `${by('route')} / on (route) group_left ${by('route, method')}`,
      said('on (route)', 'right', 'method', "leave 'method' out of what the right is grouped by"),
    ],
    [
      `rate(shop_requests_total{status=~"5.."}[5m]) / ignoring (status) rate(shop_requests_total[5m])`,
      said('ignoring (status)', 'left', 'status', "leave 'status' out of what the left is grouped by"),
    ],
    [
      `${by('pod, route')} / on (route) ${by('route')}`,
      said(
        'on (route)',
        'left',
        'pod',
        "say group_left if each of them is meant, or leave 'pod' out of what the left is grouped by",
        'warning',
      ),
    ],
  ])('%s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    `${by('route, status')} / on (route) group_left ${by('route')}`,
    `${by('route, status', '{status="500"}')} / on (route) ${by('route')}`,
    `${by('route')} / on (route) ${by('route')}`,
    // what one pod has beside its name is one for each pod
    `${by('pod, job')} / on (pod) shop_queue_length`,
    `${by('route, status')} and on (route) ${by('route')} > 5`,
  ])('is fine: %s', (text) => {
    expect(told(record(text))).toEqual([]);
  });
});

describe('shares and means that are added up', () => {
  const said = (operator: string): string =>
    `TYP108 warning ${operator} of shares or means counts each alike, one of a single request as much as one of a thousand | add up what is divided and what it is divided by, then divide`;
  const seconds = 'shop_request_duration_seconds';

  test.each([
    ['avg(shop:errors:rate5m)', said('avg')],
    ['sum(shop:errors:rate5m > 1)', said('sum')],
    [`avg(rate(${seconds}_sum[5m]) / rate(${seconds}_count[5m]))`, said('avg')],
  ])('are warned of: %s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    'max(shop:errors:rate5m)',
    'avg by (route) (shop:errors:rate5m)',
    'sum(shop:requests:rate5m) / 60',
    `sum(rate(${seconds}_sum[5m])) / sum(rate(${seconds}_count[5m]))`,
  ])('are none: %s', (text) => {
    expect(told(record(text))).toEqual([]);
  });
});

test('a star behind a letter stands for no other text', () => {
  expect(told(record('sum(rate(shop_requests_total{route=~"/cart*"}[5m]))'))).toEqual([
    `PQL007 warning the regular expression "/cart*" of 'route' repeats 't': a star alone stands for no other text | say "/cart.*" for any text after it`,
  ]);
  expect(told(record('sum(rate(shop_requests_total{route=~"/cart(/.*)?"}[5m]))'))).toEqual([]);
});

test.each([
  [
    '"$2"',
    '"(.*)"',
    '$2 in the replacement names a group that /(.*)/ does not have, so nothing is put there',
  ],
  [
    '"$1_a"',
    '"(.*)"',
    '$1_a in the replacement names a group that /(.*)/ does not have, so nothing is put there | say ${1}_a',
  ],
  [
    '"${name}"',
    '"(?P<nam>.*)"',
    '${name} in the replacement names a group that /(?P<nam>.*)/ does not have, so nothing is put there',
  ],
])('a replacement %s of %s is warned of', (replacement, pattern, sentence) => {
  const text = (by: string): string => `label_replace(shop_queue_length, "a", ${by}, "pod", ${pattern})`;
  expect(told(record(text(replacement)))).toEqual([`PQL008 warning ${sentence}`]);
  expect(told(record(text('"$0 $$ ${0}"')))).toEqual([]);
});

test('the state of an alert is one of two', () => {
  expect(told(record('ALERTS{alertstate="active",namespace="retail",service="shop"}'))).toEqual([
    "LBL202 error value 'active' is outside the domain of label 'alertstate' of 'ALERTS', and no series has it",
  ]);
});

// what each is written as was seen with promtool 2.42 and 3.5
describe('a text that fails when the alert fires', () => {
  const said = (rest: string): string => `ALR413 error annotation 'summary' of alert 'A' ${rest}`;

  test.each([
    [
      '{{ if gt $value 5 }}many{{ end }}',
      "compares by 'gt $value 5', which fails when the alert fires: the value is no whole number to Go | write gt $value 5.0",
    ],
    [
      '{{ if eq $labels.pod 5 }}five{{ end }}',
      'compares by \'eq $labels.pod 5\', which fails when the alert fires: a label is a text | write eq $labels.pod "5"',
    ],
    [
      '{{ printf "%d" $value }}',
      "writes $value by '%d', which is not for a number with a fraction: Go writes %!d(…) | write %.0f in place of %d",
    ],
    [
      '{{ $value | printf "%s" }}',
      "writes $value by '%s', which is not for a number with a fraction: Go writes %!s(…) | write %.0f in place of %s",
    ],
    [
      '{{ printf "%s: %d" $value $labels.pod }}',
      "writes $value by '%s', which is not for a number with a fraction: Go writes %!s(…) | write %.0f in place of %s",
      "writes $labels.pod by '%d', which is not for a text: Go writes %!d(…) | write %s in place of %d",
    ],
    [
      '{{ printf "%s has %.0f" $labels.pod }}',
      'gives nothing to \'%f\' of printf "%s has %.0f": Go writes %!f(MISSING) | give as many values as the format has places',
    ],
    [
      '{{ printf "many" $value }}',
      'gives $value to printf "many", which has no place for it | add %.0f to the format',
    ],
    [
      '{{ with query "sum(rate(up[5m])" }}{{ . | first | value }}{{ end }}',
      "asks for 'sum(rate(up[5m])', which Prometheus can't read: '(' is open where the expression ends: ')' is missing",
    ],
  ])('%s', (summary, ...sentences) => {
    expect(told(alert('shop_queue_length > 5', { summary }))).toEqual(sentences.map(said));
  });

  test.each([
    '{{ if gt $value 5.0 }}many{{ end }}',
    '{{ if eq $labels.pod "5" }}five{{ end }}',
    '{{ printf "%s: %.1f (%g)" $labels.pod $value $value }}',
    '{{ $value | humanize | printf "%s" }}',
    '{{ printf "%.2f" (query "up" | first | value) }}',
    '{{ printf "100%% of %.0f" $value }}',
    '{{ with printf "up{pod=\'%s\'}" $labels.pod | query }}{{ . | first | value }}{{ end }}',
    '{{ query `up{pod="a"}` | first | value }}',
    '{{ query "up{pod=\\"a\\"}" | first | value }}',
  ])('is none: %s', (summary) => {
    expect(told(alert('shop_queue_length > 5', { summary }))).toEqual([]);
  });
});

describe('a text that says the value in another unit', () => {
  const said = (rest: string): string => `ALR411 warning annotation 'summary' of alert 'A' ${rest}`;
  const share = `${failed} / ${all} > 0.05`;
  const p90 = `histogram_quantile(0.9, sum by (le) (rate(${bucket}[5m]))) > 1`;

  test.each([
    [
      share,
      '{{ $value }}% fail',
      'says the value with %, and it is a share from 0 to 1 | say {{ $value | humanizePercentage }}',
    ],
    [
      share,
      '{{ $value | printf "%.2f" }} percent fail',
      'says the value with %, and it is a share from 0 to 1 | say {{ $value | humanizePercentage }}',
    ],
    [
      share,
      '{{ $value | humanizePercentage }}%',
      'writes a unit behind humanizePercentage, which writes one itself | leave the unit out of the text',
    ],
    [
      share,
      '{{ humanizeDuration $value }}',
      'says the value as a duration, and it is a share | say {{ $value | humanize }}',
    ],
    [
      p90,
      '{{ $value }}ms',
      'says the value in milliseconds, and it is in seconds | say {{ $value | humanizeDuration }}',
    ],
    [
      p90,
      '{{ $value | humanizePercentage }}',
      'says the value as a share, and it is in seconds | say {{ $value | humanize }}',
    ],
  ])('%s: %s', (expression, summary, sentence) => {
    expect(told(alert(expression, { summary }))).toEqual([said(sentence)]);
  });

  test.each([
    [share, '{{ $value | humanizePercentage }} fail, more than 5%'],
    [`${failed} / ${all} * 100 > 5`, '{{ $value | humanize }}%'],
    [p90, '{{ $value }}s, {{ $value | humanizeDuration }}'],
    [p90.replace(' > 1', ' * 1000 > 1'), '{{ $value }}ms'],
    ['shop_queue_length > 5', '{{ $value }}% {{ $value | humanizeDuration }}'],
  ])('is none: %s: %s', (expression, summary) => {
    expect(told(alert(expression, { summary }))).toEqual([]);
  });
});

/** The ids and severities of what is told. */
const ids = (rules: Parameters<typeof told>[0]): readonly string[] =>
  told(rules).map((each) => each.split(' ', 2).join(' '));

describe('conditions that hold of every value, or of none', () => {
  const hour = (condition: string): string => `${all} > 5 and on () (${condition})`;

  test.each<[string, string]>([
    [`1 - ${failed} / ${all} < 99`, 'ALR401 error'],
    ['up <= 1', 'ALR401 error'],
    ['shop:latency_p95:5m < 10', 'ALR401 error'],
    ['shop:errors:rate5m > 5 and shop:errors:rate5m < 3', 'TYP114 error'],
    ['shop:errors:rate5m > 5 and shop:errors:rate5m < 5', 'TYP114 error'],
    ['shop:errors:rate5m > 5 unless shop:errors:rate5m > 3', 'TYP114 error'],
    ['shop:errors:rate5m unless shop:errors:rate5m', 'TYP114 error'],
    [`${all} > 5 unless vector(1)`, 'TYP114 error'],
    [hour('hour() > 18 and hour() < 8'), 'TYP114 error'],
  ])('are told: %s', (text, expected) => {
    expect(ids(alert(text))).toEqual([expected]);
  });

  test.each([
    `1 - ${failed} / ${all} < 0.99`,
    'shop:errors:rate5m > 5 and shop:errors:rate5m < 50',
    'shop:errors:rate5m >= 5 and shop:errors:rate5m <= 5',
    'shop:errors:rate5m > 5 and on (service) shop:errors:rate5m < 3',
    'shop:errors:rate5m > 5 unless shop:errors:rate5m > 50',
    hour('hour() > 18 or hour() < 8'),
    'absent(shop_queue_length) == 1',
    'count(up == 0) > 0',
    'time() - ALERTS_FOR_STATE{alertname="A"} > 3600',
  ])('are others: %s', (text) => {
    expect(ids(alert(text))).toEqual([]);
  });
});

describe('moments at which there is nothing', () => {
  test.each<[string, string]>([
    ['rate(shop_requests_total[5m] offset -5m)', 'RNG313 error'],
    ['rate(shop_requests_total[5m] offset -1m)', 'RNG313 warning'],
    ['shop_queue_length offset -5m', 'RNG313 error'],
    ['shop_queue_length @ 1600000000', 'RNG312 warning'],
    ['max_over_time(shop_queue_length[1m:5m])', 'PQL008 warning'],
    ['max_over_time(shop_queue_length[29s])', 'RNG301 error'],
    ['max_over_time(shop_queue_length[30s])', 'RNG301 warning'],
  ])('are told: %s', (text, expected) => {
    expect(ids(record(text))).toEqual([expected]);
  });

  test.each([
    'max_over_time(rate(shop_requests_total[5m] offset -5m)[1h:1m] offset 10m)',
    'shop_queue_length @ end()',
    'max_over_time(shop_queue_length[5m:5m])',
    // one sample is enough, and one more keeps it through a missed scrape
    'max_over_time(shop_queue_length[1m])',
  ])('are others: %s', (text) => {
    expect(ids(record(text))).toEqual([]);
  });
});

describe('what is left of labels', () => {
  const byStatus = record(
    'sum by (status) (rate(shop_requests_total{status=~"5.."}[5m]))',
    {},
    'shop:failed:rate5m',
  );

  test.each<[string, string[]]>([
    ['shop:failed:rate5m{status="200"} > 5', ['LBL202 error']],
    ['shop:failed:rate5m{status=~"2.."} > 5', ['LBL202 error']],
    ['shop:failed:rate5m{status="503"} > 5', []],
    // what the rule left is said once more
    ['shop:failed:rate5m{status=~"5.."} > 5', []],
    ['shop:failed:rate5m{status!="200"} > 5', []],
  ])('by a rule: %s', (text, expected) => {
    expect(ids([byStatus, alert(text)])).toEqual(expected);
  });

  test('by a sum of sums, whose share is always 1', () => {
    const rules = [
      record(
        'sum by (status, route) (rate(shop_requests_total{status=~"5.."}[5m]))',
        {},
        'shop:failed_by_route:rate5m',
      ),
      record('sum by (status) (shop:failed_by_route:rate5m)', {}, 'shop:failed:rate5m'),
      record('sum by (status) (rate(shop_requests_total[5m]))', {}, 'shop:all:rate5m'),
      record('shop:failed:rate5m / shop:all:rate5m', {}, 'shop:failed:ratio'),
    ];
    expect(ids(rules)).toEqual(['TYP111 error']);
  });

  test.each<[string, string[]]>([
    [
      'label_replace(sum by (route) (rate(shop_requests_total[5m])), "route", "all", "", "")',
      ['LBL210 error'],
    ],
    [
      'label_replace(sum by (route) (rate(shop_requests_total[5m])), "route", "all", "route", ".*")',
      ['LBL210 error'],
    ],
    ['label_replace(sum by (route) (rate(shop_requests_total[5m])), "route", "api", "route", "/api/.*")', []],
    ['label_replace(sum by (route) (rate(shop_requests_total[5m])), "kind", "all", "", "")', []],
    ['label_replace(rate(shop_requests_total[5m]), "instance", "all", "", "")', []],
  ])('by label_replace: %s', (text, expected) => {
    expect(ids(record(text))).toEqual(expected);
  });

  test.each([
    ['round(shop_queue_length, 0)', ['PQL008 error']],
    [`histogram_fraction(0.5, 0.1, sum by (le) (rate(${bucket}[5m])))`, ['PQL008 error']],
  ])('to calculate with: %s', (text, expected) => {
    expect(ids(record(text))).toEqual(expected);
  });
});

describe('a text that is written in another way than it seems', () => {
  const perRoute = 'sum by (route) (rate(shop_requests_total[5m])) > 5';

  // promtool 3.5 says of each error that the template can't be expanded, or be read
  test.each<[string, string[]]>([
    ['{{ value }}', ['ALR413 error']],
    ['{{ humanize }}', ['ALR413 error']],
    ['{{ template "x" . }}', ['ALR413 error']],
    ['{{ define "x" }}a{{ end }}{{ template "x" }}', []],
    ['{{ match "(" "a" }}', ['ALR413 error']],
    ['{{ reReplaceAll "/.*" "" $labels.route }}', []],
    ['{{ $labels.route.x }}', ['ALR413 error']],
    ['{{ if gt $value "5" }}x{{ end }}', ['ALR413 error']],
    ['{{ $v := $value }}{{ if gt $v 5 }}x{{ end }}', ['ALR413 error']],
    ["{{ index $labels 'route' }}", ['ALR403 error']],
    ['$value at $labels.route', ['ALR412 warning', 'ALR412 warning']],
    ['write {{ "{{ $value }}" }}, not $value', []],
    ['{{ query "shop:errors:rate30m" | first | value }}', ['REC502 warning']],
    [
      `{{ query (printf "rate(shop_requests_totl{route='%s'}[5m])" $labels.route) | first | value }}`,
      ['TYP101 warning'],
    ],
    [`{{ printf "shop:errors:rate5m{route='%s'}" $labels.route | query | first | value }}`, []],
    ['{{ query "up" | first | value }}', []],
  ])('%s', (summary, expected) => {
    expect(ids(alert(perRoute, { summary }))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['{{ $value | humanizeDuration }}', ['ALR411 warning']],
    ['{{ $value | humanizeTimestamp }}', ['ALR411 warning']],
    ['{{ with $v := $value }}{{ $v | humanizePercentage }}{{ end }}', ['ALR411 warning']],
    ['{{ $value | humanize }} %', []],
  ])('of percent: %s', (summary, expected) => {
    expect(ids(alert('shop:errors:rate5m > 5', { summary }))).toEqual(expected);
  });
});

test('a label of an alert does not overwrite what tells its series apart', () => {
  const labelled = (expression: string, labels: Record<string, string>) => ({
    ...alert(expression),
    labels,
  });
  const perRoute = 'sum by (route) (rate(shop_requests_total[5m])) > 5';
  expect(ids(labelled(perRoute, { route: 'all' }))).toEqual(['LBL207 warning']);
  expect(ids(labelled(perRoute, { route: '{{ $labels.route }}' }))).toEqual([]);
  expect(ids(labelled(perRoute, { team: 'all' }))).toEqual([]);
});
