import {
  namespaceSelectorOf,
  type SelectedKind,
  selectorOf,
} from '../../../src/sightline/stack/chart-selectors';
import type { PlainMap, PlainValue } from '../../../src/sightline/stack/plain-data';

const spec = (settings: PlainMap): PlainMap => ({ prometheus: { prometheusSpec: settings } });
const release = { matchLabels: { release: 'prometheus' }, matchExpressions: [] };
const kinds: readonly SelectedKind[] = ['serviceMonitor', 'podMonitor', 'probe', 'rule'];

describe.each(kinds)('the chart selects by %s', (kind) => {
  const flag = `${kind}SelectorNilUsesHelmValues`;
  const selector = `${kind}Selector`;

  test.each<[string, PlainMap, unknown]>([
    ['nothing given', {}, release],
    ['an empty selector', { [selector]: {} }, release],
    ['a selector removed', { [selector]: null }, release],
    ['the flag true', { [flag]: true }, release],
    ['the flag false', { [flag]: false }, 'everything'],
    ['the flag false and an empty selector', { [flag]: false, [selector]: {} }, 'everything'],
    ['the flag "false", a text', { [flag]: 'false' }, release],
    ['the flag an empty text', { [flag]: '' }, 'everything'],
    ['the flag 0', { [flag]: 0 }, 'everything'],
    ['the flag removed', { [flag]: null }, 'everything'],
    [
      'a selector',
      { [selector]: { matchLabels: { team: 'a' } } },
      { matchLabels: { team: 'a' }, matchExpressions: [] },
    ],
    [
      'a selector, and the flag true',
      { [flag]: true, [selector]: { matchLabels: { team: 'a' } } },
      { matchLabels: { team: 'a' }, matchExpressions: [] },
    ],
    [
      'a selector with a template',
      { [selector]: { matchLabels: { release: '{{ $.Release.Name }}' } } },
      'unknown',
    ],
  ])('with %s', (_, settings, expected) => {
    expect(selectorOf(spec(settings), 'prometheus', kind)).toEqual(expected);
  });

  test('in all namespaces, unless a namespace selector says which', () => {
    expect(namespaceSelectorOf({}, kind)).toBe('everything');
    expect(namespaceSelectorOf(spec({ [`${kind}NamespaceSelector`]: {} }), kind)).toBe('everything');
    expect(namespaceSelectorOf(spec({ [`${kind}NamespaceSelector`]: null }), kind)).toBe('everything');
    expect(
      namespaceSelectorOf(spec({ [`${kind}NamespaceSelector`]: { matchLabels: { a: 'b' } } }), kind),
    ).toEqual({
      matchLabels: { a: 'b' },
      matchExpressions: [],
    });
  });

  test.each<[string, PlainValue]>([
    ['prometheus is removed', null],
    ['prometheus is disabled', { enabled: false }],
    ['its settings are removed', { prometheusSpec: null }],
    ['its settings are no map', { prometheusSpec: 'x' }],
  ])('is unknown when %s', (_, prometheus) => {
    expect(selectorOf({ prometheus }, 'prometheus', kind)).toBe('unknown');
    expect(namespaceSelectorOf({ prometheus }, kind)).toBe('unknown');
  });
});

test('a rule selector that is removed while the flag is false selects nothing, that of monitors everything', () => {
  expect(
    selectorOf(spec({ ruleSelector: null, ruleSelectorNilUsesHelmValues: false }), 'prometheus', 'rule'),
  ).toBe('nothing');
  expect(
    selectorOf(
      spec({ serviceMonitorSelector: null, serviceMonitorSelectorNilUsesHelmValues: false }),
      'prometheus',
      'serviceMonitor',
    ),
  ).toBe('everything');
});

test('an agent evaluates no rules, and still scrapes', () => {
  const values = {
    prometheus: { agentMode: true, prometheusSpec: { ruleSelectorNilUsesHelmValues: false } },
  };
  expect(selectorOf(values, 'prometheus', 'rule')).toBe('nothing');
  expect(selectorOf(values, 'prometheus', 'serviceMonitor')).toEqual(release);
});

test('the label is that of the release, whatever it is called', () => {
  expect(selectorOf({}, 'kps', 'probe')).toEqual({ matchLabels: { release: 'kps' }, matchExpressions: [] });
});
