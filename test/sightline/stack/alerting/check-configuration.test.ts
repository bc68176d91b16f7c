import { join } from 'node:path';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { withTempFiles } from '../../../../src/sightline/prometheus/temp-files';
import { printFieldPath } from '../../../../src/sightline/schema/violations';
import { configurationProblems } from '../../../../src/sightline/stack/alerting/check-configuration';
import { readRoute, takenIn, traceRoute } from '../../../../src/sightline/stack/alerting/route-tree';
import type { PlainMap } from '../../../../src/sightline/stack/plain-data';
import * as fc from '../../../fast-check';
import { describeOnAlertmanager } from '../../../tools/prometheus/suite';

const problemsOf = (config: PlainMap) =>
  configurationProblems({ name: 'it', kind: 'text', config, pathOf: printFieldPath });

const receivers = [{ name: 'pager' }, { name: 'chat' }];

/** Configurations, and where each is refused. */
const configurations: (readonly [string, PlainMap, string | undefined])[] = [
  ['a route and its receiver', { route: { receiver: 'pager' }, receivers }, undefined],
  [
    'matchers in each form',
    {
      route: {
        receiver: 'pager',
        routes: [
          { matchers: ['a="b"', 'c=~d|e'] },
          { matchers: ['{a="b",c!="d"}'] },
          { match: { a: 'c' }, match_re: { b: 'c.*' } },
        ],
      },
      receivers,
    },
    undefined,
  ],
  ['a receiver that there is not', { route: { receiver: 'pagr' }, receivers }, 'RTE001 route.receiver'],
  [
    'one below',
    { route: { receiver: 'pager', routes: [{ matchers: ['a=b'], receiver: 'mail' }] }, receivers },
    'RTE001 route.routes[0].receiver',
  ],
  ['a first route without a receiver', { route: { group_by: ['a'] }, receivers }, 'RTE014 route'],
  [
    'a first route with matchers',
    { route: { receiver: 'pager', matchers: ['a=b'] }, receivers },
    'RTE014 route.matchers',
  ],
  ['one with match', { route: { receiver: 'pager', match: { a: 'b' } }, receivers }, 'RTE014 route.match'],
  [
    'a first route that goes on',
    { route: { receiver: 'pager', continue: true }, receivers },
    'RTE014 route.continue',
  ],
  [
    'a name that two receivers have',
    { route: { receiver: 'pager' }, receivers: [...receivers, { name: 'pager' }] },
    'RTE014 receivers[2].name',
  ],
  [
    'a field that is misspelt',
    { route: { receiver: 'pager', routes: [{ matcher: ['a=b'] }] }, receivers },
    'RTE014 route.routes[0].matcher',
  ],
  [
    'a matcher without an operator',
    { route: { receiver: 'pager', routes: [{ matchers: ['critical'] }] }, receivers },
    'RTE014 route.routes[0].matchers[0]',
  ],
];

/** A route below the first, an integration of a receiver, a time interval, and where each is refused. */
const parts: readonly (readonly [string, PlainMap, string | undefined])[] = [
  ...(
    [
      [{ group_wait: '0s', group_interval: '1h30m' }, undefined],
      [{ group_wait: 30 }, 'group_wait'],
      [{ group_interval: '0s' }, 'group_interval'],
      [{ repeat_interval: '1 hour' }, 'repeat_interval'],
      [{ group_by: ['...'] }, undefined],
      [{ group_by: ['...', 'job'] }, 'group_by'],
      [{ continue: 'true' }, 'continue'],
      [{ matchers: { a: 'b' } }, 'matchers'],
      [{ mute_time_intervals: ['nights'] }, 'mute_time_intervals[0]'],
    ] as const
  ).map(
    ([route, at]) =>
      [
        `a route with ${JSON.stringify(route)}`,
        { route: { receiver: 'pager', routes: [route] }, receivers },
        at && `RTE014 route.routes[0].${at}`,
      ] as const,
  ),
  ...(['matchers: a=~"b("', 'match_re: b('] as const).map((text) => {
    const [key = '', pattern = ''] = text.split(': ');
    const route: PlainMap = key === 'matchers' ? { matchers: [pattern] } : { match_re: { a: pattern } };
    return [
      `the regular expression of ${text}`,
      { route: { receiver: 'pager', routes: [route] }, receivers },
      'RTE014 route.routes[0]',
    ] as const;
  }),
  ...(
    [
      ['slack', { channel: '#x' }, {}, ''],
      ['slack', { channel: '#x' }, { slack_api_url_file: '/url' }, undefined],
      ['pagerduty', {}, {}, ''],
      ['pagerduty', { routing_key_file: '/key' }, {}, undefined],
      ['email', { to: 'a@b', from: 'a@b' }, {}, ''],
      ['email', { to: 'a@b' }, { smtp_from: 'a@b', smtp_smarthost: 'c:25' }, undefined],
      ['opsgenie', {}, {}, ''],
      ['webhook', {}, {}, ''],
      ['webhook', { url: 'http://x', send_resolved: 'false' }, {}, '.send_resolved'],
      ['telegram', { chat_id: 1 }, {}, ''],
      ['msteams', {}, {}, ''],
      ['discord', {}, {}, ''],
      ['victorops', { api_key: 'x' }, {}, ''],
      ['pushover', { user_key: 'x' }, {}, ''],
      ['sns', {}, {}, ''],
      ['webhook', { url: 'http://x' }, { resolve_timeout: '5 minutes' }, 'global.resolve_timeout'],
    ] as const
  ).map(([kind, integration, global, at]) => {
    const config = {
      global,
      route: { receiver: 'pager' },
      receivers: [{ name: 'pager', [`${kind}_configs`]: [integration] }],
    };
    const place = at?.startsWith('global') === true ? at : `receivers[0].${kind}_configs[0]${at ?? ''}`;
    return [
      `${kind} of ${JSON.stringify([integration, global])}`,
      config,
      at === undefined ? undefined : `RTE014 ${place}`,
    ] as const;
  }),
  ...(
    [
      [{}, undefined],
      [{ weekdays: ['Monday:friday', 'saturday'], months: ['1:3', 'may'], years: ['2026:2027'] }, undefined],
      [{ days_of_month: ['1:-1', '-3:-1', '31'], location: 'Europe/Berlin' }, undefined],
      [{ times: [{ start_time: '00:00', end_time: '24:00' }] }, undefined],
      [{ times: [{ start_time: '18:00', end_time: '08:00' }] }, 'times[0]'],
      [{ times: [{ start_time: '8:00', end_time: '18:00' }] }, 'times[0]'],
      [{ times: [{ start_time: '08:00' }] }, 'times[0]'],
      [{ weekdays: ['mon:fri'] }, 'weekdays[0]'],
      [{ weekdays: ['friday:monday'] }, 'weekdays[0]'],
      [{ months: ['december:january'] }, 'months[0]'],
      [{ days_of_month: ['0'] }, 'days_of_month[0]'],
      [{ days_of_month: ['-1:3'] }, 'days_of_month[0]'],
      [{ days_of_month: ['5:1'] }, 'days_of_month[0]'],
      [{ years: ['2027:2026'] }, 'years[0]'],
      [{ location: 'Europe/Berlim' }, 'location'],
      [{ weekday: ['monday'] }, 'weekday'],
    ] as const
  ).map(
    ([interval, at]) =>
      [
        `the time interval ${JSON.stringify(interval)}`,
        {
          route: { receiver: 'pager' },
          receivers,
          time_intervals: [{ name: 'a', time_intervals: [interval] }],
        },
        at && `RTE014 time_intervals[0].time_intervals[0].${at}`,
      ] as const,
  ),
];
configurations.push(...parts);

describe('a configuration of Alertmanager', () => {
  it.each(configurations)('with %s is refused as it should be', (_, config, expected) => {
    const errors = problemsOf(config).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ id, path }) => `${id} ${path ?? ''}`)).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  it('has receivers that no route names, but for those that are to tell nobody', () => {
    const config = { route: { receiver: 'pager' }, receivers: [...receivers, { name: 'null' }] };
    expect(problemsOf(config)).toMatchObject([{ id: 'RTE002', path: 'receivers[1].name' }]);
  });

  it.each<[string, PlainMap[], string[]]>([
    ['one like it', [{ matchers: ['a=b'] }, { matchers: ['a="b"'] }], ['route.routes[1]']],
    ['a wider one', [{ matchers: ['a=~"b|c"'] }, { match: { a: 'b' } }], ['route.routes[1]']],
    ['one that goes on', [{ matchers: ['a=b'], continue: true }, { matchers: ['a=b'] }], []],
    ['a narrower one', [{ matchers: ['a=b', 'c=d'] }, { matchers: ['a=b'] }], []],
    ['one for everything', [{}, { matchers: ['a=b'] }], ['route.routes[1]']],
    ['one of another label', [{ matchers: ['b=b'] }, { matchers: ['a=b'] }], []],
    [
      'none, in one that asks for another value',
      [{ matchers: ['a=b'], routes: [{ matchers: ['a=c'] }] }],
      ['route.routes[0].routes[0]'],
    ],
    [
      'none, in one that leaves its value out',
      [{ matchers: ['a!=b'], routes: [{ matchers: ['a=b'] }] }],
      ['route.routes[0].routes[0]'],
    ],
  ])('has a route that is never reached behind %s', (_, routes, expected) => {
    const config = { route: { receiver: 'pager', routes }, receivers: [{ name: 'pager' }] };
    const unreached = problemsOf(config).filter(({ id }) => id === 'RTE003');
    expect(unreached.map(({ path }) => path)).toEqual(expected);
  });
});

describe('an inhibition', () => {
  const critical = ['severity="critical"'];
  it.each<[string, string[], string[], boolean]>([
    ['of what follows from another thing', critical, ['severity="warning"'], true],
    ['of more than its source', critical, ['severity=~"critical|warning"'], true],
    ['of its own source', critical, critical, false],
    ['of its own source in another form', critical, ['severity=~"critical"'], false],
    ['of what no alert is', critical, ['severity="warning"', 'severity="info"'], false],
  ])('%s keeps something back, or is told', (_, source, target, keeps) => {
    const config = {
      route: { receiver: 'pager' },
      receivers: [{ name: 'pager' }],
      inhibit_rules: [{ source_matchers: source, target_matchers: target, equal: ['namespace'] }],
    };
    const expected = keeps ? [] : [{ id: 'RTE018', path: 'inhibit_rules[0]' }];
    expect(problemsOf(config)).toMatchObject(expected);
  });
});

describeOnAlertmanager('amtool', (found) => {
  it('refuses the same configurations', async () => {
    const files = Object.fromEntries(
      configurations.map(([, config], index) => [`${index}.yml`, JSON.stringify(config)]),
    );
    const { stdout, stderr } = await withTempFiles(files, (folder) =>
      runCommand(found.amtool, ['check-config', ...Object.keys(files).map((name) => join(folder, name))]),
    );
    const verdicts = [...`${stdout}${stderr}`.matchAll(/Checking '[^']*?(\d+)\.yml'\s+(SUCCESS|FAILED)/g)];
    expect(verdicts.map(([, index, verdict]) => [Number(index), verdict])).toEqual(
      configurations.map(([, , expected], index) => [index, expected === undefined ? 'SUCCESS' : 'FAILED']),
    );
  });
});

/** Routes as Alertmanager matches them, written down once more: `dispatch.Route.Match`. */
interface Plain {
  readonly [key: string]: string | boolean | string[] | Plain[];
  readonly receiver: string;
  readonly matchers: string[];
  readonly continue: boolean;
  readonly routes: Plain[];
}

const holds = (matcher: string, labels: Readonly<Record<string, string>>): boolean => {
  const [, label = '', operator, value = ''] = /^(\w)(=~|!=|=)"(.*)"$/.exec(matcher) ?? [];
  const own = labels[label] ?? '';
  if (operator === '=~') return value.split('|').includes(own);
  return operator === '=' ? own === value : own !== value;
};
const receiversOf = (
  { receiver, matchers, routes }: Plain,
  labels: Readonly<Record<string, string>>,
): string[] => {
  if (!matchers.every((matcher) => holds(matcher, labels))) return [];
  const below: string[] = [];
  for (const route of routes) {
    const matched = receiversOf(route, labels);
    below.push(...matched);
    if (matched.length > 0 && !route.continue) break;
  }
  return below.length > 0 ? below : [receiver];
};

const matcher = fc
  .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('="x"', '="y"', '!="x"', '=~"x|y"', '=""', '!=""'))
  .map((parts) => parts.join(''));
const { route } = fc.letrec<{ route: Plain }>((tie) => ({
  route: fc.record({
    receiver: fc.nat(1000).map(String),
    matchers: fc.array(matcher, { maxLength: 2 }),
    continue: fc.boolean(),
    routes: fc.oneof({ maxDepth: 2 }, fc.constant<Plain[]>([]), fc.array(tie('route'), { maxLength: 4 })),
  }),
}));
const root = route.map((any): Plain => ({ ...any, matchers: [], continue: false }));
const alerts = ['', 'x', 'y', 'z'].flatMap((a) =>
  ['', 'x', 'y', 'z'].map((b): Readonly<Record<string, string>> => ({
    ...(a === '' ? {} : { a }),
    ...(b === '' ? {} : { b }),
  })),
);

describe('a tree of routes', () => {
  it('sends alerts where Alertmanager does', () => {
    fc.assert(
      fc.property(root, fc.constantFrom(...alerts), (tree, labels) => {
        const taken = takenIn(traceRoute(readRoute(tree, []), { labels, lacks: () => true }));
        expect(taken.map((step) => step.route.receiver)).toEqual(receiversOf(tree, labels));
      }),
    );
  });

  it('is right of what it says for certain, whatever the labels are that nobody knows', () => {
    fc.assert(
      fc.property(root, fc.constantFrom(...alerts), (tree, labels) => {
        const a = labels['a'];
        const known: Readonly<Record<string, string>> = a === undefined ? {} : { a };
        const taken = takenIn(traceRoute(readRoute(tree, []), { labels: known }));
        const told = receiversOf(tree, labels);
        for (const {
          route: { receiver = '' },
          isCertain,
        } of taken)
          if (isCertain && a !== undefined) expect(told).toContain(receiver);
        if (a !== undefined)
          for (const each of told) expect(taken.map((step) => step.route.receiver)).toContain(each);
      }),
    );
  });

  it('has no alert that gets to a route which is said to be never reached', () => {
    fc.assert(
      fc.property(root, (tree) => {
        // each route has a receiver of its own
        let next = 0;
        const named = (each: Plain): Plain => ({
          ...each,
          receiver: String(next++),
          routes: each.routes.map(named),
        });
        const whole = named(tree);
        const unreached = problemsOf({ route: whole, receivers: [] }).filter(({ id }) => id === 'RTE003');
        const told = new Set(alerts.flatMap((labels) => receiversOf(whole, labels)));
        for (const { path = '' } of unreached) {
          const steps = [...path.matchAll(/routes\[(\d+)\]/g)].map(([, index]) => Number(index));
          const meant = steps.reduce<Plain | undefined>((at, index) => at?.routes[index], whole);
          expect(told).not.toContain(meant?.receiver);
        }
      }),
    );
  });
});
