import { describeSelection, readSelector, selects, unmet } from '../../../src/sightline/stack/label-selector';

const team = { app: 'task-api', tier: 'web' };

describe('a label selector', () => {
  test.each([
    [{ matchLabels: { app: 'task-api' } }, true],
    [{ matchLabels: { app: 'task-api', tier: 'db' } }, false],
    [{ matchLabels: { toString: 'x' } }, false],
    [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['db', 'web'] }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['db'] }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }, false],
    [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] }, false],
    // an object without the label is not in the list either
    [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
    [{ matchLabels: { app: 'task-api' }, matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
  ])('%j selects the object: %s', (selector, expected) => {
    expect(selects(readSelector(selector), team)).toBe(expected);
  });

  test('without requirements is everything', () => {
    expect(readSelector({})).toBe('everything');
    expect(readSelector({ matchLabels: {}, matchExpressions: [] })).toBe('everything');
    // Kubernetes drops the key that is no part of a selector
    expect(readSelector({ 'k8s-app': 'x' })).toBe('everything');
  });

  test.each([
    ['a Helm template', { matchLabels: { release: '{{ .Release.Name }}' } }],
    ['a label that is no text', { matchLabels: { version: 2 } }],
    ['an operator that does not exist', { matchExpressions: [{ key: 'a', operator: 'Has' }] }],
    ['In without values', { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] }],
    ['Exists with values', { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] }],
    ['labels that are removed', { matchLabels: null }],
    ['labels as a list', { matchLabels: ['a'] }],
    ['a text', 'release=prometheus'],
  ])('is unknown with %s', (_, value) => {
    expect(readSelector(value)).toBe('unknown');
  });

  test('names the requirements that are not met, as kubectl writes them', () => {
    const selector = readSelector({
      matchLabels: { release: 'prometheus', app: 'task-api' },
      matchExpressions: [
        { key: 'tier', operator: 'NotIn', values: ['db', 'web'] },
        { key: 'zone', operator: 'Exists' },
        { key: 'app', operator: 'DoesNotExist' },
        { key: 'env', operator: 'In', values: ['prod', 'test'] },
      ],
    });
    expect(describeSelection(selector)).toBe(
      'app=task-api, !app, env in (prod, test), release=prometheus, tier notin (db, web), zone',
    );
    expect(unmet(selector, team)).toEqual([
      '!app',
      'env in (prod, test)',
      'release=prometheus',
      'tier notin (db, web)',
      'zone',
    ]);
  });

  test('that is unknown counts as selecting, and nothing selects nothing', () => {
    expect(selects('unknown', {})).toBe(true);
    expect(selects('everything', {})).toBe(true);
    expect(selects('nothing', {})).toBe(false);
  });
});
