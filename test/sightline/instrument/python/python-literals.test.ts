import * as fc from '../../../fast-check';
import {
  bracketed,
  isArgumentName,
  pythonNumber,
  pythonString,
  pythonValues,
} from '../../../../src/sightline/instrument/python/python-literals';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { describeOnPython } from '../../../tools/prometheus/suite';

describeOnPython('A Python string literal', (python) => {
  test('means the text that it was made of, to Python itself', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { numRuns: 500, seed: 3 });
    const script = 'import json, sys; print(json.dumps(eval(sys.argv[1])))';
    const { stdout, stderr } = await runCommand(python, [
      '-c',
      script,
      `[${texts.map(pythonString).join(',')}]`,
    ]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(texts);
  });
});

describe('A Python string literal', () => {
  test.each([
    ['plain text', 'Requests', '"Requests"'],
    ['a quote', 'say "no"', String.raw`"say \"no\""`],
    ['three quotes', '"""', String.raw`"\"\"\""`],
    ['a backslash', 'C:\\new', String.raw`"C:\\new"`],
    ['a backslash at the end', 'end\\', String.raw`"end\\"`],
    ['line ends', 'a\nb\r\nc', String.raw`"a\nb\r\nc"`],
    ['a tab and a null', '\t\0', String.raw`"\t\x00"`],
    ['a format', '%s {0} ${x}', '"%s {0} ${x}"'],
    ['letters beyond ASCII', 'Größe', String.raw`"Gr\xf6\xdfe"`],
    ['a line separator', '\u2028', String.raw`"\u2028"`],
    ['a mark that turns the direction of text', '\u202e', String.raw`"\u202e"`],
    ['a character of two halves', '\u{1f600}', String.raw`"\U0001f600"`],
    ['half a character', '\ud800', String.raw`"\ud800"`],
  ])('escapes %s', (_, text, expected) => {
    expect(pythonString(text)).toBe(expected);
  });
});

test('Python numbers are written as they are, the sign of zero too', () => {
  expect([0.005, 1, 2.5, 1e21, 1e-7, -3, -0].map(pythonNumber)).toEqual([
    '0.005',
    '1',
    '2.5',
    '1e+21',
    '1e-7',
    '-3',
    '-0.0',
  ]);
});

test('A keyword of Python is no name of an argument, other words are', () => {
  expect(['class', 'from', 'None', 'method', '_x', '9x', 'a-b', ''].map(isArgumentName)).toEqual([
    ...[false, false, false, true, true, false, false, false],
  ]);
});

test('Many consecutive numbers are a range, and other values a list', () => {
  expect(pythonValues(['100', '101', '102', '103', '104', '105', '106', '107', '108'])).toBe(
    'map(str, range(100, 109))',
  );
  expect(pythonValues(['0', '1', '2', '3', '4', '5', '6', '7', '09'])).toBe(
    '["0", "1", "2", "3", "4", "5", "6", "7", "09"]',
  );
  expect(pythonValues(['GET', 'it"s'])).toBe(String.raw`["GET", "it\"s"]`);
});

test('Brackets stand on one line up to 88 columns, and open into one item on a line beyond', () => {
  const fits = 'x'.repeat(82); // and six columns for f( , y)
  expect(bracketed('f(', [fits, 'y'], ')')).toBe(`f(${fits}, y)`);
  expect(bracketed('f(', [fits, 'yz'], ')')).toBe(`f(\n    ${fits},\n    yz,\n)`);
  expect(bracketed('f(', [fits, 'y'], ')', 1)).toBe(`f(\n    ${fits},\n    y,\n)`);
});
