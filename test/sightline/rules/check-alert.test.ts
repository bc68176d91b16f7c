import { gt } from '../../../src/sightline/promql/build/operators';
import { count, sum } from '../../../src/sightline/promql/build/aggregation';
import { up } from '../../../src/sightline/promql/build/metric';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { alertingRule, ruleGroup, type AlertingRule } from '../../../src/sightline/rules/rule';
import { waiting } from './shop';

const usual: AlertingRule = {
  alert: 'QueueTooLong',
  expression: gt(sum(waiting, { by: ['priority'] }), 100),
  for: '10m',
  severity: 'ticket',
  annotations: { summary: '{{ $value }} mails wait with priority {{ $labels.priority }}' },
};
const binding = { target: { namespace: 'prod', service: 'web-shop' }, scrapeInterval: 30_000 };
const bound = (rule: Partial<AlertingRule>, more: object = {}) =>
  bindGroups([ruleGroup('g', [alertingRule({ ...usual, ...rule })])], { ...binding, ...more });
const told = (rule: Partial<AlertingRule>, more: object = {}) =>
  bound(rule, more).problems.map(
    ({ id, severity, message, fix }) =>
      `${id} ${severity}: ${message}${fix === undefined ? '' : ` (${fix})`}`,
  );

describe('an alert of a service', () => {
  test('is written with the identity of its target, and its severity in the words of the stack', () => {
    expect(bound({}, { severities: { page: 'sev1', ticket: 'sev3' } })).toMatchObject({
      groups: [
        {
          name: 'g',
          rules: [
            {
              alert: 'QueueTooLong',
              expr: 'sum by (priority) (shop_waiting_mails{namespace="prod",service="web-shop"}) > 100',
              for: '10m',
              labels: { namespace: 'prod', service: 'web-shop', severity: 'sev3' },
              annotations: usual.annotations,
            },
          ],
        },
      ],
      problems: [],
    });
  });

  test('has a severity that the stack routes by, said once', () => {
    const { severity: _, ...without } = usual;
    const rules = (labels: Record<string, string>) =>
      bindGroups([ruleGroup('g', [alertingRule({ ...without, labels })])], binding).problems.map(
        ({ id, fix }) => `${id} ${fix}`,
      );
    expect(rules({ severity: 'critical' })).toEqual([]);
    expect(rules({})).toEqual(["ALR407 say severity: 'page' or 'ticket'"]);
    expect(rules({ severity: 'page' })).toEqual(["ALR407 say severity: 'page' in place of the label"]);
    expect(rules({ severity: 'sev2' })).toEqual([
      "ALR407 say severity: 'page' or 'ticket', which become 'critical' and 'warning'",
    ]);
    expect(told({ labels: { severity: 'critical' } })).toEqual([
      "ALR424 error: alert 'QueueTooLong' says its severity twice: 'severity' (ticket) and label 'severity' (critical) (leave the label out: the stack's own word for it is written)",
    ]);
  });

  test('does not say itself which target it is about, nor its value in a label', () => {
    expect(told({ labels: { service: 'x', size: '{{ $value }}' } }).map((each) => each.slice(0, 60))).toEqual(
      [
        "ALR423 error: label 'service' of alert 'QueueTooLong' says w",
        "ALR404 error: label 'size' of alert 'QueueTooLong' holds the",
      ],
    );
  });

  test('is there once', () => {
    const twice = ruleGroup('g', [alertingRule(usual), alertingRule(usual)]);
    expect(bindGroups([twice], binding).problems.map(({ id }) => id)).toEqual(['ALR408']);
  });
});

describe('a text of an alert', () => {
  const text = (summary: string) => told({ annotations: { summary } });

  test.each([
    'plain, with } and { and a $',
    '{{ $value | humanize }}',
    '{{- if gt $value 5.0 -}} {{ $labels.priority }} {{ else if eq 1 2 }}x{{ end }}',
    '{{ with printf "up{service=%q}" $labels.priority | query }}{{ . | first | value | humanizeDuration }}{{ end }}',
    '{{ range query `up{job="a"}` }}{{ .Labels.instance }} {{ .Value }}{{ end }}',
    '{{ $externalLabels.cluster }} {{ $externalURL }} {{ "}}" }} {{/* a note */}}',
    '{{ $x := .Value }}{{ (index (query "up") 0).Value }} {{ title "a" | toUpper }} {{ printf "%.2f" $x }}',
  ])('may be %s', (summary) => {
    expect(text(summary)).toEqual([]);
  });

  test.each([
    ['{{ $value } orders', /^ALR403 .*must end with '}}'/],
    ['{{ $value', /^ALR403 .*must end with '}}'/],
    ['{{ $value | humanise }}', /^ALR403 .*calls 'humanise'.*\(did you mean 'humanize'\?\)$/],
    ['{{ if $value }}x', /^ALR403 .*no '{{ end }}'/],
    ['x{{ end }}', /^ALR403 .*no action that it ends/],
    ['{{ $value ; 1 }}', /^ALR403 .*no meaning from '; 1/],
    ['{{ $labels.priorty }}', /^LBL205 .*reads label 'priorty'.*\(did you mean 'priority'\?\)$/],
  ])('is refused as %s', (summary, expected) => {
    expect(text(summary)).toEqual([expect.stringMatching(expected)]);
  });

  test('reads only labels that its expression keeps', () => {
    expect(told({ expression: gt(count(up), 3) })).toEqual([
      "LBL205 error: annotation 'summary' of alert 'QueueTooLong' reads label 'priority', which the alert's expression does not have: it has no labels",
    ]);
  });
});
