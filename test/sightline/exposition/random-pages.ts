import type { ExpositionFormat } from '../../../src/sightline/exposition/exposition';
import type { Random } from '../promql/random';

/** A page in a format: a text whose characters are its bytes. */
export interface RandomPage {
  readonly format: ExpositionFormat;
  readonly bytes: string;
}

const textPage = String.raw`# HELP http_requests_total Requests, with \\ and \n in it
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="get",code="400",} 3

# a comment
something_weird{problem="division by zero"} +Inf 3982045
no_labels 1.5e-3
escaped{path="C:\\DIR\n\"quoted\" \d"} NaN
# TYPE rpc summary
rpc{quantile="0.5"} 4773
rpc_sum 1.7560473e+07
rpc_count 2693
# TYPE lat_seconds histogram
lat_seconds_bucket{le="0.5"} 1
lat_seconds_bucket{le="+Inf"} 2
lat_seconds_sum 1
lat_seconds_count 2
# TYPE silent gauge
# TYPE old untyped
old{a="b" c="d"} 1
{"a.b",c="d"} 2
{"a.b","c.d"="e"} 3
`;

const openMetricsPage = String.raw`# TYPE foo_seconds counter
# UNIT foo_seconds seconds
# HELP foo_seconds Some "text" and \n some \" escaping
foo_seconds_total{a="# x",b="c"} 17.0 1520879607.789 # {trace="a\"b"} 0.67 1520879606
foo_seconds_total{a="d"} 18 # {} 0.67
foo_seconds_created{a="d"} 1520872607.123
# TYPE build info
build_info{version="1"} 1
# TYPE state stateset
state{state="on"} 0
# TYPE size_bytes gaugehistogram
# UNIT size_bytes bytes
size_bytes_bucket{le="+Inf"} 3 # {a="b",c="d"} 1e3
size_bytes_gcount 3
size_bytes_gsum 7
# TYPE any unknown
any{a="b",} -Inf
# TYPE lat histogram
# HELP lat 
lat_bucket{le="0.5"} 1
lat_bucket{le="+Inf"} 2
lat_count 2
lat_sum 1 123
{"a.b",c="d"} 2
# EOF
`;

/** Bytes and pieces that mean something on a page, or nothing. */
const pieces: readonly string[] = [
  ...'{}="\\#, \t\n\r\0_:.+-eE0179aZxn',
  ...[
    '\xff',
    '\xc3',
    '\xc3\xa9',
    '\xef\xbb\xbf',
    '\xed\xa0\x80',
    '\xf0\x9f\x98\x80',
    '\x85',
    '\xa0',
    '\x7f',
    '\x1b',
  ],
  ...[
    '\r\n',
    '\n\n',
    '  ',
    ' \n',
    '\\n',
    '\\"',
    '\\\\',
    '""',
    '"a"',
    '"a.b"',
    ',,',
    ', ',
    '={',
    '="',
    '",',
    '"}',
    '} ',
    ' {',
    '{}',
    ' # ',
    ' # {',
    '# {} 1',
  ],
  ...[
    '# EOF',
    '# EOF\n',
    '\n# EOF',
    '# HELP ',
    '# TYPE ',
    '# UNIT ',
    '#HELP a b\n',
    '# HELP a\n',
    '# TYPE a\n',
    '#\n',
    '# \n',
    '# x\n',
    '#  TYPE',
    '#\tHELP',
    'HELP\t',
  ],
  ...[
    ' counter',
    ' Counter',
    ' COUNTER',
    ' gauge ',
    ' gauge\n',
    ' untyped',
    ' unknown',
    ' info',
    ' stateset',
    ' meh',
    ' histogram\r',
    ' summary\t',
  ],
  ...[
    'NaN',
    'nan',
    '+NaN',
    'inf',
    '+Inf',
    '-Infinity',
    '1e999',
    '1e-999',
    '0x1p-2',
    '0x10',
    '1_000',
    '.5',
    '5.',
    '.',
    '1e',
    '1e+5',
    '--1',
    '1,5',
    '١',
  ],
  ...[
    ' 123',
    ' -123',
    ' +123',
    ' 1.5',
    ' 1e3',
    ' 9223372036854775807',
    ' 9223372036854775808',
    ' 00001',
    ' NaN',
    ' Inf',
    ' 1 2',
  ],
  ...[
    'a{b="c"} 1\n',
    'a 1\n',
    ' a 1\n',
    '\ta 1\n',
    'a  1\n',
    'a{} 1\n',
    'a {b="c"} 1\n',
    'a{b="c"}1\n',
    'a{b="c",b="d"} 1\n',
    'a{b="",b="d"} 1\n',
    'a{__name__="b"} 1\n',
  ],
  ...[
    'a{b="c" d="e"} 1\n',
    'a{b="c"d="e"} 1\n',
    'a{,} 1\n',
    'a{b="c",} 1\n',
    'a{b="c",,} 1\n',
    'a{b} 1\n',
    '{b="c"} 1\n',
    '{abc} 1\n',
    'a{1="b"} 1\n',
    'a{"b"="c"} 1\n',
  ],
  ...[
    '{"a"} 1\n',
    '{"a",} 1\n',
    '{"a","b"} 1\n',
    '{b="c","a"} 1\n',
    '{"",b="c"} 1\n',
    'a{""="b"} 1\n',
    '{"a"b="c"} 1\n',
    '{"a\nb"} 1\n',
    '# HELP "a.b" c\n',
    '# TYPE "a.b" gauge\n',
  ],
  ...[
    'a{b="c\nd"} 1\n',
    'a{b="c\0d"} 1\n',
    'a{b="c\\\nd"} 1\n',
    'a{job="x",job="y"} 1\n',
    'a 1 # {b="c"} 2\n',
    'a_total 1 # {b="c"} 2\n',
    'a_total 1 2 # {b="c"} 2 3\n',
    'a{b="\xff"} 1\n',
  ],
];

/** A page of which a few bytes or lines are changed, and the format that it is read in: now and then the other one. */
export function randomPage(choices: Random): RandomPage {
  const { chance, below } = choices;
  const isText = chance(0.55);
  const whole = isText ? textPage : openMetricsPage;
  let bytes = chance(0.7) ? shortened(whole, isText, choices) : whole;
  if (chance(0.3)) bytes = rearrange(bytes, choices);
  else for (let times = 1 + below(chance(0.3) ? 4 : 2); times > 0; times--) bytes = mutate(bytes, choices);
  const other = chance(0.04);
  return { format: isText !== other ? 'text' : 'openmetrics', bytes };
}

/** A few lines of a page, with its end. */
function shortened(page: string, isText: boolean, { below }: Random): string {
  const lines = page.split('\n').slice(0, isText ? -1 : -2);
  const from = below(lines.length);
  const some = lines.slice(from, from + 1 + below(5)).map((line) => `${line}\n`);
  return `${some.join('')}${isText ? '' : '# EOF\n'}`;
}

/** A change that Prometheus often reads over: lines in another order, twice, or gone, and other values. */
function rearrange(bytes: string, { below, pick, chance }: Random): string {
  const lines = bytes.split('\n');
  const [from, to] = [below(lines.length), below(lines.length)];
  switch (below(3)) {
    case 0:
      return lines
        .map((each, index) => lines[index === from ? to : index === to ? from : index] ?? each)
        .join('\n');
    case 1:
      return lines
        .flatMap((each, index) => (index === from ? (chance(0.5) ? [each, each] : []) : [each]))
        .join('\n');
    default:
      return bytes.replace(/ [-+.\d]+(?:e[-+]?\d+)?/i, () => ` ${pick(values)}`);
  }
}

/** Values, and what is none. */
const values: readonly string[] = [
  ...[
    '0',
    '-0',
    '1e300',
    '1e999',
    '-1e-999',
    '.5',
    '5.',
    '+7',
    '1E5',
    'inf',
    '-Inf',
    '+infinity',
    'nan',
    'NaN',
    '-NaN',
    '0x1',
    '1_0',
    '1.2.3',
    '1 2',
    '1 -2',
    '1 2.5',
  ],
];

function mutate(bytes: string, { below, pick, chance }: Random): string {
  const at = below(bytes.length + 1);
  const lines = bytes.split('\n');
  const line = below(lines.length);
  const cut = (from: number, to: number, middle = ''): string =>
    bytes.slice(0, from) + middle + bytes.slice(to);
  switch (below(8)) {
    case 0:
      return cut(at, at, pick(pieces));
    case 1:
      return cut(at, at + 1 + below(3));
    case 2:
      return cut(at, at + 1, pick(pieces));
    case 3: // at the beginning or the end of a line
      return lines
        .map((each, index) =>
          index === line ? (chance(0.5) ? pick(pieces) + each : each + pick(pieces)) : each,
        )
        .join('\n');
    case 4: // a line more
      return lines
        .flatMap((each, index) => (index === line ? [pick(pieces).replace(/\n$/, ''), each] : [each]))
        .join('\n');
    case 5: // a line twice, or gone
      return lines
        .flatMap((each, index) => (index === line ? (chance(0.7) ? [each, each] : []) : [each]))
        .join('\n');
    case 6: // around a sign
      return bytes.replace(pick(['{', '}', '=', '"', ' ', ',', '\n', '#']), () => pick(pieces));
    default:
      return chance(0.1)
        ? bytes.replaceAll('\n', '\r\n')
        : chance(0.2)
          ? bytes.slice(0, at)
          : cut(at, at, String.fromCharCode(below(256)));
  }
}
