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
const configurations: readonly (readonly [string, PlainMap, string | undefined])[] = [
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
