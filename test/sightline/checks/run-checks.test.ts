import type { Check } from '../../../src/sightline/checks/check';
import { runChecks } from '../../../src/sightline/checks/run-checks';
import type { Problem } from '../../../src/sightline/problem/problem';

const world = { objects: [], stacks: [], services: [], rules: [], files: [] };
const check = (layer: Check['layer'], ...problems: readonly Problem[]): Check => ({
  layer,
  run: () => problems,
});
const problem = (message: string, object?: string, more: Partial<Problem> = {}): Problem => ({
  id: 'SCH001',
  severity: 'error',
  message,
  ...(object === undefined ? {} : { object }),
  ...more,
});
const told = (...checks: readonly Check[]): string[] =>
  runChecks(world, checks).map(({ message }) => message);

describe('the engine', () => {
  test('runs layers in their order, whatever the order of the checks', () => {
    expect(
      told(
        check('rules', problem('third')),
        check('object', problem('first')),
        check('stack', problem('second')),
      ),
    ).toEqual(['first', 'second', 'third']);
  });

  test('tells all problems of an object that one layer finds', () => {
    expect(
      told(check('object', problem('a', 'Service/x/y')), check('object', problem('b', 'Service/x/y'))),
    ).toEqual(['a', 'b']);
  });

  test('says nothing more about an object in which an earlier layer found an error', () => {
    expect(
      told(
        check('object', problem('cause', 'Service/x/y')),
        check('scrape', problem('consequence', 'Service/x/y'), problem('of another', 'Service/x/z')),
      ),
    ).toEqual(['cause', 'of another']);
  });

  test('says nothing of a link of which the other side is wrong', () => {
    expect(
      told(
        check('object', problem('cause', 'Service/x/y')),
        check('scrape', problem('consequence', 'ServiceMonitor/x/y', { related: ['Service/x/y'] })),
      ),
    ).toEqual(['cause']);
  });

  test('goes on about an object that is only warned of', () => {
    expect(
      told(
        check('object', problem('advice', 'Service/x/y', { severity: 'warning' })),
        check('scrape', problem('broken', 'Service/x/y')),
      ),
    ).toEqual(['advice', 'broken']);
  });

  test('tells the same problem once', () => {
    expect(told(check('object', problem('a'), problem('a')))).toEqual(['a']);
  });
});
