import * as fc from '../../../fast-check';
import { alertRouting, email, pagerDuty, secretKey, slack, webhook } from '../../../../src/sightline';
import { checkStackOptions } from '../../../../src/sightline/stack/check-options';
import { garbage } from '../../problem/hostile-values';

const pager = pagerDuty({ routingKey: secretKey('pd', 'key') });
const chat = slack({ channel: '#a', webhookUrl: secretKey('chat', 'url') });
const page = { severity: 'page', receiver: 'pager' };
const problemsOf = (alerting: unknown) => checkStackOptions({ grafana: false, alerting });
const found = (alerting: unknown): string[] =>
  problemsOf(alerting).map(({ id, severity, path }) => `${severity} ${id} ${path ?? '-'}`);
/** What is wrong with one receiver, under the path of its own. */
const wrongWith = (receiver: unknown): string[] =>
  found({ receivers: { pager: receiver }, routes: [page] }).map((each) =>
    each.replace('alerting.receivers.pager', '').trim(),
  );

describe('a routing', () => {
  test('is right as the documentation has it', () => {
    const alerting = alertRouting({
      receivers: { pager, chat },
      routes: [
        { severity: 'page', receiver: 'pager' },
        { severity: 'ticket', receiver: 'chat', match: { service: 'task-api' } },
      ],
    });
    expect(problemsOf(alerting)).toEqual([]);
  });

  test('with a receiver that does not exist says which was meant', () => {
    expect(
      problemsOf({ receivers: { pager, chat }, routes: [page, { severity: 'ticket', receiver: 'chatt' }] }),
    ).toMatchObject(
      [
        { id: 'RTE002', path: 'alerting.receivers.chat' },
        { id: 'RTE001', severity: 'error', path: 'alerting.routes[1].receiver', fix: "write 'chat'" },
      ].reverse(),
    );
    expect(problemsOf({ receivers: { pager }, routes: [page], otherwise: 'mailbox' })).toMatchObject([
      { id: 'RTE001', path: 'alerting.otherwise', fix: "name one of 'pager', 'null'" },
    ]);
  });

  test('with a receiver that nobody names has a warning', () => {
    expect(found({ receivers: { pager, 'a b': chat }, routes: [page] })).toEqual([
      'warning RTE002 alerting.receivers["a b"]',
    ]);
    expect(found({ receivers: { pager, chat }, routes: [page], otherwise: 'chat' })).toEqual([]);
  });

  test('with severities that are the same, or with a severity said twice, is refused', () => {
    expect(found({ severities: { page: 'warning' }, receivers: { pager }, routes: [page] })).toEqual([
      'error RTE006 alerting.severities',
    ]);
    expect(found({ receivers: { pager }, routes: [{ ...page, match: { severity: 'critical' } }] })).toEqual([
      'error RTE021 alerting.routes[0].match.severity',
    ]);
  });

  test('with a group that splits an incident has a warning', () => {
    expect(found({ receivers: { pager }, routes: [page], groupBy: ['service', 'tier'] })).toEqual([
      'warning RTE007 alerting.groupBy',
    ]);
    expect(found({ receivers: { pager }, routes: [{ ...page, groupBy: ['alertname'] }] })).toEqual([
      'warning RTE007 alerting.routes[0].groupBy',
    ]);
  });

  test('that repeats sooner than it looks has a warning', () => {
    expect(found({ receivers: { pager }, routes: [page], repeatInterval: '1m' })).toEqual([
      'warning RTE011 alerting.repeatInterval',
    ]);
    expect(found({ receivers: { pager }, routes: [{ ...page, groupInterval: '1d' }] })).toEqual([
      'warning RTE011 alerting.routes[0].repeatInterval',
    ]);
    expect(
      found({ receivers: { pager }, routes: [page], repeatInterval: '1m', groupInterval: '1m' }),
    ).toEqual([]);
  });
});

describe('the order of routes', () => {
  type Match = Record<string, unknown>;
  const order = (...matches: readonly Match[]): string[] =>
    found({
      receivers: { pager },
      routes: matches.map((match) => ({ receiver: 'pager', match })),
    }).map((each) => each.replace('alerting.', ''));
  const never = ['error RTE003 routes[1]'];

  test.each<[string, Match, Match, string[]]>([
    ['the same twice', { a: 'x', severity: 'critical' }, { severity: 'critical', a: 'x' }, never],
    ['the wider first', { severity: 'critical' }, { severity: 'critical', a: 'x' }, never],
    ['the narrower first', { severity: 'critical', a: 'x' }, { severity: 'critical' }, []],
    ['others', { severity: 'critical', a: 'x' }, { a: 'y' }, []],
    ['a list with all', { severity: ['critical', 'b', 'c'] }, { severity: ['c', 'critical'] }, never],
    ['a list with some', { severity: ['critical', 'b'] }, { severity: ['critical', 'c'] }, []],
    ['a regular expression for a text', { severity: /crit.*/ }, { severity: 'critical' }, never],
    ['a regular expression that matches a part', { severity: /crit|critical/ }, { severity: 'criticall' }, []],
    ['a regular expression twice', { severity: /c.*/ }, { severity: /c.*/ }, never],
    ['regular expressions that can not be compared', { severity: /c.*/ }, { severity: /cr.*/ }, []],
    ['a text for a regular expression', { severity: 'critical' }, { severity: /critical/ }, []],
  ])('with %s', (_, first, second, expected) => {
    expect(order(first, second)).toEqual(expected);
  }); // prettier-ignore

  test('says which route takes everything that another matches', () => {
    const problems = problemsOf({
      receivers: { pager, chat },
      routes: [page, { ...page, receiver: 'chat', match: { a: 'b' } }],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "'alerting.routes[1]' (to chat) is never reached: 'alerting.routes[0]' (to pager) matches every alert that it matches, " +
        'and Alertmanager takes the first route that does',
    ]);
  });

  test('has no route for everything: that is what otherwise is for', () => {
    expect(found({ receivers: { pager, chat }, routes: [page, { receiver: 'chat' }] })).toEqual([
      'error RTE005 alerting.routes[1]',
    ]);
  });
});

describe('the form of a routing', () => {
  test.each<[string, unknown, string]>([
    ['a literal routing key', { ...pager, routingKey: 'R0123456789abcdef0123456789abcdef' }, 'error HLM007 .routingKey'],
    ['a short routing key', { ...pager, routingKey: 'R012' }, 'error OPT002 .routingKey'],
    ['a literal webhook of Slack', { ...chat, webhookUrl: 'https://hooks.slack.com/services/T0/B0/R012' }, 'error HLM007 .webhookUrl'],
    ['a secret as the name of a Secret', { ...pager, routingKey: { name: 'R012!', key: 'a' } }, 'error OPT002 .routingKey.name'],
    ['a URL with a password', { kind: 'webhook', url: 'https://u:R012@example.com/' }, 'error HLM007 .url'],
    ['a URL with a user', { kind: 'webhook', url: 'https://R012@example.com/' }, 'error OPT002 .url'],
    ['a URL with a token', { kind: 'webhook', url: 'https://example.com/?token=R01234567' }, 'error HLM007 .url'],
  ])('refuses %s, and does not print it', (_, receiver, expected) => {
    expect(wrongWith(receiver)).toEqual([expected]);
    expect(JSON.stringify(problemsOf({ receivers: { pager: receiver }, routes: [page] }))).not.toContain('R012');
  }); // prettier-ignore

  const mail = email({ to: 'a@b.c', from: 'a@b.c', smarthost: 'mail.example.com:587' });
  test.each<[string, unknown, string]>([
    ['a smarthost without a port', { ...mail, smarthost: 'mail.example.com' }, 'OPT002 .smarthost'],
    ['a smarthost with a scheme', { ...mail, smarthost: 'smtp://mail:25' }, 'OPT002 .smarthost'],
    ['a port that is none', { ...mail, smarthost: 'mail:65536' }, 'OPT002 .smarthost'],
    ['an address without @', { ...mail, to: 'oncall' }, 'OPT002 .to'],
    ['two addresses in one text', { ...mail, to: 'a@b.c, d@e.f' }, 'OPT002 .to'],
    ['no address', { ...mail, to: [] }, 'OPT002 .to'],
    ['a user without a password', { ...mail, username: 'a' }, 'OPT003 .password'],
    ['a password without a user', { ...mail, password: secretKey('a', 'b') }, 'OPT003 .username'],
    ['an empty channel', { ...chat, channel: '' }, 'OPT002 .channel'],
    ['no channel', { ...chat, channel: undefined }, 'OPT003 .channel'],
    ['a misspelling', { ...chat, chanel: '#a' }, 'OPT001 .chanel'],
    ['no URL', { kind: 'webhook', url: 'ftp://a.b/' }, 'OPT002 .url'],
    ['an unknown kind', { kind: 'pigeon' }, 'OPT002'],
    ['a text', 'pager', 'OPT002'],
    ['nowhere', [], 'OPT002'],
  ])('refuses a receiver with %s', (_, receiver, expected) => {
    expect(wrongWith(receiver)).toEqual([`error ${expected}`]);
  }); // prettier-ignore

  test.each<[string, unknown]>([
    ['several places', [pager, chat]],
    ['a display name', email({ ...mail, to: 'On Call <oncall@example.com>', smarthost: '[::1]:25' })],
    ['a user of Slack', slack({ channel: '@me', webhookUrl: secretKey('a', 'b') })],
    [
      'a channel by template',
      slack({ channel: '#{{ .GroupLabels.team }}', webhookUrl: secretKey('a', 'b') }),
    ],
    ['a URL inside the cluster', webhook({ url: 'http://karma.monitoring.svc:8080/alerts' })],
  ])('accepts a receiver with %s', (_, receiver) => {
    expect(wrongWith(receiver)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a duration', { groupWait: '10' }, 'OPT002 alerting.groupWait'],
    ['a label', { groupBy: ['...'] }, 'OPT002 alerting.groupBy[0]'],
    ['a severity', { routes: [{ severity: 'critical', receiver: 'pager' }] }, 'OPT002 alerting.routes[0].severity'],
    ['a match', { routes: [{ receiver: 'pager', match: { a: 1 } }] }, 'OPT002 alerting.routes[0].match.a'],
    ['an empty match', { routes: [{ receiver: 'pager', match: { a: '' } }] }, 'OPT002 alerting.routes[0].match.a'],
    ['an empty list', { routes: [{ receiver: 'pager', match: { a: [] } }] }, 'OPT002 alerting.routes[0].match.a'],
    ['a lookahead', { routes: [{ receiver: 'pager', match: { a: /(?=b)/ } }] }, 'PQL003 alerting.routes[0].match.a'],
    ['a label with a dash', { routes: [{ receiver: 'pager', match: { 'a-b': 'c' } }] }, 'OPT002 alerting.routes[0].match.a-b'],
    ['a name with a line break', { receivers: { 'a\nb': pager, pager } }, 'OPT002 alerting.receivers["a\\nb"]'],
    ['the name of the chart', { receivers: { null: pager, pager } }, 'OPT002 alerting.receivers.null'],
  ])('refuses %s that is none', (_, part, expected) => {
    expect(found({ receivers: { pager }, routes: [page], ...part })).toEqual([`error ${expected}`]);
  }); // prettier-ignore

  test('never throws, whatever it is given', () => {
    const names = [
      'receivers',
      'routes',
      'receiver',
      'match',
      'severity',
      'kind',
      'routingKey',
      'groupBy',
      'otherwise',
      'pager',
    ];
    fc.assert(
      fc.property(garbage(names), (make) => {
        for (const alerting of [
          make(),
          { receivers: { pager: make() }, routes: [page] },
          { receivers: { pager }, routes: [make()] },
        ])
          for (const problem of problemsOf(alerting)) expect(problem.message).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
