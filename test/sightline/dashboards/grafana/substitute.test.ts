import { readVariables } from '../../../../src/sightline/dashboards/grafana/read-variables';
import { isOfOthers } from '../../../../src/sightline/dashboards/grafana/read-query';
import { substitute } from '../../../../src/sightline/dashboards/grafana/substitute';
import { queriesOfVariable } from '../../../../src/sightline/dashboards/grafana/variable-query';
import * as fc from '../../../fast-check';

const variables = readVariables({
  templating: {
    list: [
      { name: 'ns', type: 'query', query: 'label_values(up, namespace)' },
      { name: 'window', type: 'interval', query: 'auto,10m,1h' },
      { name: 'top', type: 'custom', query: 'five : 5,ten : 10' },
      { name: 'metric', type: 'query', query: 'metrics(foo)' },
      { name: 'by', type: 'constant', query: 'pod' },
    ],
  },
});

describe('a query of a dashboard', () => {
  test.each([
    ['up{namespace="$ns"}', 'up{namespace=~".*"}', 'whole'],
    ['up{namespace=~"${ns:regex}|x",job!="[[ns]]"}', 'up{namespace=~".*",job=~".*"}', 'whole'],
    ['rate(a_total[$__rate_interval])', 'rate(a_total[1h])', 'whole'],
    ['rate(a_total[${__range_s}s])', 'rate(a_total[3600s])', 'whole'],
    ['max_over_time(a[$window:$__interval])', 'max_over_time(a[1h:1m])', 'whole'],
    ['rate(a_total[[[window]]])', 'rate(a_total[1h])', 'whole'],
    ['a offset $window', 'a offset 1h', 'whole'],
    ['a * $__interval_ms / 1000', 'a * 3600 / 1000', 'whole'],
    ['topk($top, a)', 'topk(5, a)', 'choice'],
    ['sum by ($by) (a)', 'sum by (pod) (a)', 'choice'],
    [
      'label_replace(a, "b", "$1-$ns", "c", "(.*)$")',
      'label_replace(a, "b", "$1-x", "c", "(.*)$")',
      'choice',
    ],
    ['sum(${metric}_total)', 'sum(grafana_variable_total)', 'guess'],
    ['a > $metric', 'a > 1', 'guess'],
    ['a{b!~"\\\\$SYS.*"}', 'a{b!~"\\\\$SYS.*"}', 'whole'],
    ['a{b=~"x$"} # of $ns', 'a{b=~"x$"} # of $ns', 'whole'],
  ])('%s is read as %s', (written, text, certainty) => {
    expect(substitute(written, variables)).toMatchObject({ text, certainty, undeclared: [] });
  });

  it('has variables that nobody declares', () => {
    const written = 'a{b="$nobody"} / rate(c[$__interval])';
    const { undeclared, shortWindows } = substitute(written, variables);
    expect(undeclared.map(({ start, end }) => written.slice(start, end))).toEqual(['$nobody']);
    expect(shortWindows.map(({ start, end }) => written.slice(start, end))).toEqual(['$__interval']);
  });

  it('keeps the places of all that is no variable, whatever it is', () => {
    const pieces = ['$ns', '${ns}', '[[ns]]', '$window', '"', "'", '`', '[', ']', '{', '}', '=~', '!=', 'é', ' ', 'rate(', ')', '\\', '#', '\n', '$', 'x1']; // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
        const written = parts.join('');
        const { text, partOf, isReplaced } = substitute(written, variables);
        for (let at = 0; at < text.length; at++) {
          const { start, end } = partOf(at, at + 1);
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(written.length);
          if (!isReplaced(at, at + 1)) expect(written.slice(start, end)).toBe(text[at]);
        }
      }),
    );
  });

  test.each([
    ['{app="x"} |= "error"', true],
    ['sum(rate({app="x"} | json [5m]))', true],
    ['rollup_rate(a[5m])', true],
    ['sum(a) default 0', true],
    ['label_set(a, "b", "c")', true],
    ['label_replace(a, "b", "$1", "c", "(.*)"', false],
    ['sum(rate(a_total[5m])', false],
  ])('%s is of another language: %p', (written, expected) => {
    expect(isOfOthers(written)).toBe(expected);
  });
});

describe('the query of a variable', () => {
  const partsOf = (query: unknown) =>
    queriesOfVariable({ query }, [], 'promql').map(({ text, part, label }) => [
      part === undefined ? text : text.slice(part.start, part.end),
      label === undefined ? undefined : text.slice(label.start, label.end),
    ]);

  test.each([
    ['label_values(up{job="a,b"}, instance)', [['up{job="a,b"}', 'instance']]],
    [{ query: 'label_values(up, up)', refId: 'x' }, [['up', 'up']]],
    ['query_result(topk(3, up))', [['topk(3, up)', undefined]]],
    ['up{job="a"}', [['up{job="a"}', undefined]]],
    ['label_values(namespace)', []],
    ['label_names()', []],
    ['metrics(node_.*)', []],
    ['', []],
  ])('%j asks for %j', (query, expected) => {
    expect(partsOf(query)).toEqual(expected);
  });
});
