import { readCommandLine, usage } from '../../../scripts/long-tests/command-line';
import { parts } from '../../../scripts/long-tests/parts';

describe('npm run test:long', () => {
  test('runs every part with a fresh seed', () => {
    expect(readCommandLine([], 7)).toEqual({ names: Object.keys(parts), seed: 7 });
  });

  test('runs the parts that are named, with the seed that is given', () => {
    expect(readCommandLine(['texts', 'streams', '--seed', '42'], 7)).toEqual({
      names: ['texts', 'streams'],
      seed: 42,
    });
  });

  test('refuses a part that there is not, and names those that there are', () => {
    expect(() => readCommandLine(['stream'], 7)).toThrow(
      "there is no part 'stream': the parts are streams, months, detection, upgrade, shipped, kinds, truth, garbage, texts",
    );
  });

  test('refuses a seed that is no whole number', () => {
    expect(() => readCommandLine(['--seed', 'x'], 7)).toThrow('--seed (x) must be a whole number');
  });

  test('says what each part runs', () => {
    expect(readCommandLine(['--help'], 7)).toBe('help');
    for (const [name, { what }] of Object.entries(parts))
      expect(usage).toMatch(new RegExp(`^  ${name} +${what}$`, 'm'));
  });
});
