import * as fc from '../../fast-check';
import { validateObject } from '../../../src/sightline/schema/validate-object';
import { print, properties, renamed, set } from './edits';
import { namespace, prometheusRule, service, serviceMonitor } from './samples';

const samples = { serviceMonitor, prometheusRule, service, namespace };

describe('validateObject, for a field that nobody knows', () => {
  test('a misspelled property is found at any depth, once, under its path, with what was meant', () => {
    const places = Object.values(samples).flatMap((object) =>
      properties(object)
        // Without its apiVersion or kind an object is another thing, tested below.
        .filter((path) => path.length > 1 || (path[0] !== 'apiVersion' && path[0] !== 'kind'))
        .map((path) => ({ object, path })),
    );
    // Independent of the walk: the samples together have at least this many.
    expect(places.length).toBeGreaterThan(120);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.nat(),
        fc.constantFrom('x', 'Q'),
        ({ object, path }, at, letter) => {
          const name = String(path.at(-1));
          const cut = at % (name.length + 1);
          const wrong = name.slice(0, cut) + letter + name.slice(cut);
          const problems = validateObject(renamed(object, path, wrong));
          const found = problems.filter((problem) => problem.path === print([...path.slice(0, -1), wrong]));
          expect(found).toHaveLength(1);
          // Short names have no room for a slip: `ip` plus a letter is as near to nothing as to `ip`.
          if (name.length > 2) {
            expect(problems).toHaveLength(1);
            expect(found[0]?.fix).toMatch(/^Did you mean '/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a misspelled field says what it is, where, why it matters and what was meant', () => {
    const broken = renamed(serviceMonitor, ['spec', 'endpoints', 0, 'interval'], 'intervall');
    expect(validateObject(broken)).toEqual([
      {
        id: 'SCH001',
        severity: 'error',
        object: 'ServiceMonitor/shop/checkout',
        path: 'spec.endpoints[0].intervall',
        message:
          "'intervall' (\"30s\") must be a field of 'spec.endpoints[0]' of a ServiceMonitor; " +
          'the API server drops or refuses any other.',
        fix: "Did you mean 'interval'?",
      },
    ]);
  });

  test('a required field that is misspelled is one problem, not a missing and an unknown one', () => {
    const problems = validateObject(renamed(serviceMonitor, ['spec', 'endpoints'], 'endpoint'));
    expect(problems.map(({ path, fix }) => ({ path, fix }))).toEqual([
      { path: 'spec.endpoint', fix: "Did you mean 'endpoints'?" },
    ]);
  });

  test('a field at the wrong depth is told where it belongs', () => {
    const [problem, ...others] = validateObject(set(serviceMonitor, ['spec', 'scrapeTimeout'], '10s'));
    expect(others).toEqual([]);
    expect(problem?.path).toBe('spec.scrapeTimeout');
    expect(problem?.fix).toBe("Move it or remove it: 'scrapeTimeout' is a field of 'spec.endpoints[]'.");
  });

  test('a field that is near to one and belongs to another place is told both', () => {
    const [problem] = validateObject(set(serviceMonitor, ['spec', 'selector', 'matchNames'], ['shop']));
    expect(problem?.path).toBe('spec.selector.matchNames');
    expect(problem?.fix).toBe(
      "Did you mean 'matchLabels'? 'matchNames' is a field of 'spec.namespaceSelector'.",
    );
  });

  test('a field that is like nothing is to be removed', () => {
    const [problem] = validateObject(set(serviceMonitor, ['spec', 'zebra'], true));
    expect(problem?.fix).toBe('Remove it, or correct its name.');
  });
});
