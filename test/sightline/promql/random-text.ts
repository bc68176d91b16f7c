import {
  aggregationOf,
  aggregations,
  functions,
  type FunctionSignature,
  type Shape,
} from '../../../src/sightline/promql/syntax/catalogue';
import { mutated } from './mutated-text';
import type { Random } from './random';
import {
  keywords,
  numbers,
  oddDurations,
  oddNumbers,
  oddTexts,
  patternPieces,
  type Words,
} from './random-words';

/** Choices, and what is chosen from. */
export interface Choices extends Random {
  readonly words: Words;
}

/**
 * Texts of expressions, most of them right: made by the grammar, with now and then a part of another type, an odd literal, or a word of
 * the language where a name is expected.
 */
export function randomText(random: Choices): string {
  return expression(random, random.pick(['instant vector', 'instant vector', 'instant vector', 'scalar']), 4);
}

/** Many texts as the grammar makes them, and half of them changed: some once, some several times. None is empty. */
export function randomTexts(random: Choices, howMany: number): readonly string[] {
  return Array.from({ length: howMany }, () => {
    let text = randomText(random);
    while (random.chance(0.5)) text = mutated(random, text) || 'x';
    return text.trim() === '' ? 'x' : text;
  });
}

function randomPattern(random: Choices): string {
  const pieces = Array.from({ length: 1 + random.below(5) }, () => random.pick(patternPieces)).join('');
  const whole = random.chance(0.3) ? `(${pieces})${random.pick(['*', '{3}', '{500}', ''])}` : pieces;
  return JSON.stringify(whole);
}

function odd<T>(random: Choices, usual: readonly T[], rare: readonly T[]): T {
  return random.pick(random.chance(random.words.odd) ? rare : usual);
}

function expression(random: Choices, wanted: Shape, depth: number): string {
  const shape = random.chance(random.words.odd)
    ? random.pick(['scalar', 'instant vector', 'range vector', 'string'] as const)
    : wanted;
  const text = ofShape(random, shape, depth);
  return random.chance(0.06) ? `(${text})` : text;
}

function ofShape(random: Choices, shape: Shape, depth: number): string {
  switch (shape) {
    case 'string':
      return odd(random, random.words.texts, oddTexts);
    case 'range vector':
      return random.chance(0.25) && depth > 0
        ? `${expression(random, 'instant vector', depth - 1)}[${duration(random)}:${random.chance(0.5) ? duration(random) : ''}]${moves(random)}`
        : `${selector(random)}[${duration(random)}]${moves(random)}`;
    case 'scalar':
      if (depth <= 0 || random.chance(0.6)) return odd(random, numbers, oddNumbers);
      return random.chance(0.4)
        ? call(random, 'scalar', depth)
        : binary(
            random,
            expression(random, 'scalar', depth - 1),
            expression(random, 'scalar', depth - 1),
            false,
          );
    case 'instant vector':
      return vector(random, depth);
  }
}

function vector(random: Choices, depth: number): string {
  if (depth <= 0) return selector(random) + moves(random);
  switch (random.below(8)) {
    case 0:
    case 1:
      return selector(random) + moves(random);
    case 2:
    case 3:
      return call(random, 'instant vector', depth);
    case 4:
    case 5:
      return aggregation(random, depth);
    case 6:
      return `${random.pick(['-', '+'])}${expression(random, 'instant vector', depth - 1)}`;
    default: {
      const sides = random.pick([
        ['instant vector', 'instant vector'],
        ['instant vector', 'scalar'],
        ['scalar', 'instant vector'],
      ] as const);
      const [left, right] = sides.map((side) => expression(random, side, depth - 1));
      return binary(random, left ?? '', right ?? '', sides[0] === sides[1]);
    }
  }
}

function binary(random: Choices, left: string, right: string, match: boolean): string {
  const comparison = ['==', '!=', '>', '<', '>=', '<='];
  const operator = random.pick([
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    'atan2',
    ...comparison,
    ...(match || random.chance(0.05) ? ['and', 'or', 'unless'] : []),
    ...(random.chance(random.words.recent) ? ['</', '>/'] : []),
  ]);
  const bool = random.chance(comparison.includes(operator) ? (match ? 0.3 : 0.6) : 0.01) ? ' bool' : '';
  const on = random.chance(match ? 0.4 : 0.03)
    ? ` ${random.pick(['on', 'ignoring', 'ON'])} ${labelList(random)}`
    : '';
  const group = random.chance(on === '' ? 0.01 : 0.3)
    ? ` ${random.pick(['group_left', 'group_right'])}${random.chance(0.6) ? ` ${labelList(random)}` : ''}`
    : '';
  const fill = random.chance(match ? random.words.recent : random.words.recent / 8) ? fillText(random) : '';
  const space = random.pick([' ', ' ', ' ', '', '\n']);
  return `${left}${/^\w/.test(operator) ? ' ' : space}${operator}${bool}${on}${group}${fill}${/\w$/.test(operator + bool + group + fill) ? ' ' : space}${right}`;
}

function fillText(random: Choices): string {
  const value = (): string =>
    `(${random.chance(0.2) ? random.pick(['-', '+']) : ''}${odd(random, [...numbers.filter((text) => !/^[+-]/.test(text)), '5m'], ['x', '', '--1', '(1)', '1+1', '"1"'])})`;
  const side = (): string =>
    ` ${odd(random, ['fill_left', 'fill_right'], ['fill', 'FILL_LEFT', 'Fill'])}${value()}`;
  return random.chance(0.4) ? ` fill ${value()}` : side() + (random.chance(0.5) ? side() : '');
}

function selector(random: Choices): string {
  const name = random.chance(0.1) ? '' : odd(random, random.words.names, [...keywords, '1a', 'a.b', '"q"']);
  if (name !== '' && random.chance(0.5)) return name;
  const matchers = Array.from({ length: random.below(3) }, () => matcher(random));
  return `${name}{${matchers.join(random.pick([',', ', ']))}${random.chance(0.03) ? ',' : ''}}`;
}

function matcher(random: Choices): string {
  const label = odd(random, random.words.labels, ['__name__', '"q r"', '"q"', 'a:b', '1', '""']);
  if (label.startsWith('"') && random.chance(0.4)) return label;
  const operator = odd(random, ['=', '!=', '=~', '!~'], ['==', '<', '~', '']);
  return `${label}${operator}${operator.endsWith('~') ? (random.chance(4 * random.words.odd) ? randomPattern(random) : random.pick(random.words.patterns)) : odd(random, random.words.texts, oddTexts)}`;
}

function moves(random: Choices): string {
  const one = (): string =>
    random.chance(0.5)
      ? ` offset ${random.chance(0.2) ? '-' : ''}${duration(random)}`
      : ` @ ${odd(random, ['1', '-1', '1.5', '1e9', 'start()', 'end()'], ['inf', 'NaN', '5m', 'start', '1e30', '+1', 'foo', '"1"', 'START()', '9.3e15'])}`;
  const edges = (): string =>
    random.chance(random.words.recent) ? ` ${random.pick(['anchored', 'smoothed', 'Smoothed'])}` : '';
  return edges() + (random.chance(0.1) ? one() + (random.chance(0.2) ? one() : '') + edges() : '');
}

function duration(random: Choices): string {
  return random.chance(random.words.recent)
    ? calculatedDuration(random, 2)
    : odd(random, random.words.durations, oddDurations);
}

function calculatedDuration(random: Choices, depth: number): string {
  const inner = (): string => calculatedDuration(random, depth - 1);
  switch (depth <= 0 ? 0 : random.below(7)) {
    case 0:
      return odd(random, [...random.words.durations, '2', '0.5', '300', '0', '1e3', '0s'], oddDurations);
    case 1:
      return odd(
        random,
        ['step()', 'range()', 'STEP()', 'step ()'],
        ['step', 'range(1)', 'step(5m)', 'steps()'],
      );
    case 2:
      return `${random.pick(['-', '+', '--'])}${inner()}`;
    case 3:
      return `(${inner()})`;
    case 4:
      return `${odd(random, ['max_of', 'min_of', 'Min_Of'], ['max', 'min', 'maxof', 'step'])}(${inner()}, ${inner()}${random.chance(0.03) ? ',' : ''})`;
    default: {
      const space = random.pick(['', ' ']);
      return `${inner()}${space}${random.pick(['+', '-', '*', '/', '%', '^'])}${space}${inner()}`;
    }
  }
}

function labelList(random: Choices): string {
  const list = Array.from({ length: random.below(3) }, () =>
    odd(random, random.words.labels, [
      'inf',
      '"q r"',
      'a:b',
      '""',
      '1',
      'a b',
      ...keywords,
      '__name__',
      '"q"',
      'atan2',
      'limitk',
      'fill',
      'step',
    ]),
  );
  return `(${list.join(', ')}${random.chance(0.02) ? ',' : ''})`;
}

function aggregation(random: Choices, depth: number): string {
  const name = random.pick(Object.keys(aggregations)) as keyof typeof aggregations; // its keys
  const written = random.chance(0.03) ? name.toUpperCase() : name;
  const signature = aggregationOf(name);
  const args = [
    ...(signature.parameter === undefined || random.chance(0.02)
      ? []
      : [expression(random, signature.parameter, 1)]),
    expression(random, 'instant vector', depth - 1),
    ...(random.chance(0.01) ? ['1'] : []),
  ];
  const grouping = random.chance(0.5) ? `${random.pick(['by', 'without', 'BY'])} ${labelList(random)}` : '';
  const inner = `(${args.join(', ')}${random.chance(0.005) ? ',' : ''})`;
  return random.chance(0.6) ? `${written} ${grouping}${inner}` : `${written}${inner} ${grouping}`;
}

function call(random: Choices, gives: Shape, depth: number): string {
  const all = Object.entries(functions) as [string, FunctionSignature][];
  const [name, signature] = random.pick(
    all.filter(([, each]) => each.gives === gives || random.chance(0.02)),
  );
  const { takes, optional = 0, more = 0 } = signature;
  const least = takes.length - optional;
  const most = takes.length + Math.min(more, 2);
  const count = random.chance(0.02) ? random.below(6) : least + random.below(most - least + 1);
  const args = Array.from({ length: count }, (_, index) =>
    expression(random, takes[Math.min(index, takes.length - 1)] ?? 'scalar', depth - 1),
  );
  return `${odd(random, [name], [`${name}s`, name.toUpperCase(), 'nope'])}${random.pick(['', '', ' '])}(${args.join(', ')})`;
}
