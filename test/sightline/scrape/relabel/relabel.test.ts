import * as fc from '../../../fast-check';
import type { Labels } from '../../../../src/sightline/scrape/relabel/label-builder';
import { relabel, type Relabelled, relabelSteps } from '../../../../src/sightline/scrape/relabel/relabel';
import { readRules } from '../../../../src/sightline/scrape/relabel/relabel-rule';
import type { RelabelConfig } from '../../../../src/sightline/scrape/scrape-config';

function relabelled(labels: Labels, rules: readonly RelabelConfig[], version?: string): Relabelled {
  const read = readRules(rules, { version });
  if (!read.ok) throw new Error(`rule ${read.index}: ${read.fault.field} ${read.fault.rule}`);
  return relabel(labels, read.rules);
}

/** The labels in the end; undefined for a target that is dropped. */
function labelsOf(...input: Parameters<typeof relabelled>): Labels | undefined {
  const { labels, droppedBy } = relabelled(...input);
  return droppedBy === undefined ? labels : undefined;
}

describe('replace', () => {
  const fruit = { kind: 'pear', size: 'xl', shop: 'north' };

  test.each<[string, RelabelConfig, Labels]>([
    [
      'copies a label where only its name is given',
      { source_labels: ['kind'], target_label: 'fruit' },
      { fruit: 'pear' },
    ],
    [
      'sets a fixed value without a source',
      { target_label: 'origin', replacement: 'farm' },
      { origin: 'farm' },
    ],
    [
      'joins its sources by a semicolon, and fills groups in by number',
      {
        source_labels: ['kind', 'size'],
        regex: 'p(.*);(.)l',
        target_label: 'both',
        replacement: '$2-${1}s$1',
      },
      // $1s would be another name, so the braces matter
      { both: 'x-earsear' },
    ],
    [
      'joins them by what it is told, also by nothing',
      { source_labels: ['kind', 'size', 'none'], separator: '', target_label: 'both' },
      { both: 'pearxl' },
    ],
    [
      'fills groups in by name, and a second group of that name where the first took no part',
      {
        source_labels: ['size'],
        regex: '(?P<n>s)|(?P<n>x)l',
        target_label: 'letter',
        replacement: '$n${n}',
      },
      { letter: 'xx' },
    ],
    [
      'leaves nothing of a group that is not there, writes $$ as $, and keeps a $ that begins no name',
      { source_labels: ['size'], target_label: 'price', replacement: '$7$$1 $ ${ 5' },
      { price: '$1 $ ${ 5' },
    ],
    [
      'takes its target from a group',
      { source_labels: ['kind', 'size'], regex: '(.*);(.*)', target_label: '${1}_size', replacement: '$2' },
      { pear_size: 'xl' },
    ],
    [
      'does nothing where the expression does not match the whole text',
      { source_labels: ['kind'], regex: 'pea', target_label: 'kind', replacement: 'bean' },
      {},
    ],
    [
      'does nothing where no name results',
      { source_labels: ['kind'], regex: '(x)?.*', target_label: '$1', replacement: 'v' },
      {},
    ],
  ])('%s', (_, rule, added) => {
    expect(labelsOf(fruit, [rule])).toEqual({ ...fruit, ...added });
  });

  test('removes its target where nothing results', () => {
    const rule = { source_labels: ['kind'], regex: '(x)?.*', target_label: 'size', replacement: '$1' };
    expect(labelsOf(fruit, [rule])).toEqual({ kind: 'pear', shop: 'north' });
  });

  test('matches across lines since Prometheus 3, and not before', () => {
    const rule = { source_labels: ['text'], regex: 'a(.*)d', target_label: 'middle' };
    expect(labelsOf({ text: 'ab\ncd' }, [rule])).toEqual({ text: 'ab\ncd', middle: 'b\nc' });
    expect(labelsOf({ text: 'ab\ncd' }, [rule], '2.55.0')).toEqual({ text: 'ab\ncd' });
  });

  test('writes a name of any text since Prometheus 3, and none that needs quotes before', () => {
    const rule = { source_labels: ['kind'], regex: '(.*)', target_label: '${1}_$1', replacement: 'v' };
    expect(labelsOf({ kind: 'é' }, [rule])).toEqual({ kind: 'é', é_é: 'v' });
    expect(labelsOf({ kind: 'é' }, [rule], '2.55.0')).toEqual({ kind: 'é' });
  });
});

describe('keep and drop', () => {
  const target = { phase: 'Running', port: 'web' };

  test.each([
    ['keep', 'web', true],
    ['keep', 'we', false],
    ['keep', 'a|web', true],
    ['drop', 'web', false],
    ['drop', 'w|b', true],
  ])('%s with %s leaves the target there: %s', (action, regex, stays) => {
    expect(labelsOf(target, [{ action, source_labels: ['port'], regex }])).toEqual(
      stays ? target : undefined,
    );
  });

  test.each([
    ['keepequal', 'a', true],
    ['keepequal', 'b', false],
    ['dropequal', 'a', false],
    ['dropequal', 'b', true],
    // two labels that are not there are equal
    ['keepequal', 'none', false],
    ['dropequal', 'none', true],
  ])('%s with %s leaves the target there: %s', (action, target_label, stays) => {
    const labels = { port: '80', a: '80', b: '81' };
    const rule = { action, source_labels: ['port'], target_label };
    expect(labelsOf(labels, [rule])).toEqual(stays ? labels : undefined);
  });

  test('name the rule that drops, with the labels at that moment, and nothing comes after it', () => {
    const rules = [
      { target_label: 'seen', replacement: 'yes' },
      { action: 'Drop', source_labels: ['seen'], regex: 'yes' },
      { target_label: 'late', replacement: 'yes' },
    ];
    expect(relabelled({ a: '1' }, rules)).toEqual({
      droppedBy: 1,
      labels: { a: '1', seen: 'yes' },
    });
    const read = readRules(rules);
    expect(read.ok && relabelSteps({ a: '1' }, read.rules)).toEqual([
      { rule: rules[0], kept: true, labels: { a: '1', seen: 'yes' } },
      { rule: rules[1], kept: false, labels: { a: '1', seen: 'yes' } },
    ]);
  });
});

describe('rules about names', () => {
  const pod = { app: 'shop', __meta_label_team: 'a', __meta_label_tier: 'b', __meta_node: 'n' };

  test('labelmap copies what matches', () => {
    expect(labelsOf(pod, [{ action: 'labelmap', regex: '__meta_label_(.+)' }])).toEqual({
      ...pod,
      team: 'a',
      tier: 'b',
    });
  });

  test('labelmap leaves the value of the later name where two names become one', () => {
    const rule = { action: 'labelmap', regex: '__meta_label_.*', replacement: 'one' };
    expect(labelsOf(pod, [rule])).toEqual({ ...pod, one: 'b' });
  });

  test('labelmap replaces every match of an expression that breaks out of its anchors', () => {
    // ^(?s:x)|(b)$ matches anywhere at the beginning or at the end
    const rule = { action: 'labelmap', regex: 'a)|(b', replacement: '_$1' };
    expect(labelsOf({ aab: '1' }, [rule])).toEqual({ aab: '1', _a_b: '1' });
  });

  test('labeldrop removes and labelkeep leaves what matches', () => {
    const regex = '__meta_.*|none';
    expect(labelsOf(pod, [{ action: 'labeldrop', regex }])).toEqual({ app: 'shop' });
    expect(labelsOf(pod, [{ action: 'labelkeep', regex: 'ap.' }])).toEqual({ app: 'shop' });
  });

  test('a name of JavaScript is a name like others', () => {
    const rule = { source_labels: ['constructor', '__proto__'], target_label: '__proto__' };
    expect(Object.entries(labelsOf({ a: '1' }, [rule]) ?? {})).toEqual([
      ['__proto__', ';'],
      ['a', '1'],
    ]);
  });
});

describe('hashmod', () => {
  // printf %s TEXT | md5sum, the last 16 digits as a number, modulo 1000
  test.each([
    ['baz', '976'],
    ['line\nbreak', '611'],
    ['10.0.0.1:8080', '260'],
    ['é', '23'],
  ])('of %j is %s', (value, hash) => {
    const rule = { action: 'hashmod', source_labels: ['a'], target_label: 'hash', modulus: 1000 };
    expect(labelsOf({ a: value }, [rule])).toEqual({ a: value, hash });
  });
});

describe('lowercase and uppercase', () => {
  test.each([
    ['Shop123Á', 'shop123á', 'SHOP123Á'],
    // no letter becomes two, and none depends on where it stands
    ['straße', 'straße', 'STRAßE'],
    ['ΟΔΟΣ', 'οδοσ', 'ΟΔΟΣ'],
    ['İ', 'i', 'İ'],
    ['ᾀ', 'ᾀ', 'ᾈ'],
    ['𐐨', '𐐨', '𐐀'],
  ])('change %s letter by letter to %s and %s', (a, lower, upper) => {
    const rules = [
      { action: 'lowercase', source_labels: ['a'], target_label: 'lower' },
      { action: 'uppercase', source_labels: ['a'], target_label: 'upper' },
    ];
    expect(labelsOf({ a }, rules)).toEqual({ a, lower, upper });
  });
});

describe('any labels', () => {
  const name = fc.constantFrom('a', 'b', 'c', '__tmp', 'é', 'constructor');
  const labels = fc.dictionary(name, fc.string({ minLength: 1, maxLength: 5 }));

  test('are kept as they are by no rules, by name, without the empty ones', () => {
    fc.assert(
      fc.property(labels, (given) => {
        expect(relabelled({ ...given, empty: '' }, [])).toEqual({ labels: given });
      }),
    );
  });

  test('fall to one of keep and drop with the same expression', () => {
    const pattern = fc.constantFrom('(.*)', '.+', 'x', '[a-m].*', '');
    fc.assert(
      fc.property(labels, name, pattern, (given, source, regex) => {
        const stays = (action: string): boolean =>
          labelsOf(given, [{ action, source_labels: [source], regex }]) !== undefined;
        expect(stays('keep')).toBe(!stays('drop'));
      }),
    );
  });

  test('are divided by labeldrop and labelkeep with the same expression', () => {
    fc.assert(
      fc.property(labels, fc.constantFrom('.', '__.*', 'a|b', '.*é'), (given, regex) => {
        const dropped = labelsOf(given, [{ action: 'labeldrop', regex }]);
        const kept = labelsOf(given, [{ action: 'labelkeep', regex }]);
        expect({ ...dropped, ...kept }).toEqual(given);
        expect(Object.keys({ ...dropped, ...kept })).toHaveLength(
          Object.keys(dropped ?? {}).length + Object.keys(kept ?? {}).length,
        );
      }),
    );
  });
});
