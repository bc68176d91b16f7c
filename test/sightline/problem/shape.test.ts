import * as fc from '../../fast-check';
import { object, optional, required } from '../../../src/sightline/problem/object-shape';
import { boolean, integer, number, oneOf, text } from '../../../src/sightline/problem/scalar-shapes';
import {
  anything,
  checkShape,
  either,
  list,
  once,
  record,
  type Shape,
} from '../../../src/sightline/problem/shape';
import { settled } from '../../../src/sightline/problem/settled';
import { dnsLabel } from '../../../src/sightline/problem/text-rules';
import { garbage, hostileValues } from './hostile-values';

interface Storage {
  readonly size: string;
  readonly className?: string;
}

interface Options {
  readonly name: string;
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly objective?: number;
  readonly mode?: 'fast' | 'safe';
  readonly ports?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly storage?: Storage | 'ephemeral';
  readonly extra?: unknown;
}

const storage = object<Storage>({ size: required(text()), className: optional(text()) });

const options = object<Options>({
  name: required(text(dnsLabel)),
  replicas: optional(integer({ min: 1, max: 9 })),
  paused: optional(boolean()),
  objective: optional(number({ above: 0, below: 100 })),
  mode: optional(oneOf('fast', 'safe')),
  ports: optional(list(text(), { min: 1 })),
  labels: optional(record(text())),
  storage: optional(either(storage, oneOf('ephemeral'))),
  extra: optional(anything()),
});

const summary = (value: unknown): string[] =>
  checkShape(value, options).map(({ id, path, message }) => `${id} ${path ?? '-'}: ${message}`);

describe('a shape', () => {
  test('finds nothing wrong with a value that has it', () => {
    const full = {
      name: 'task-api', replicas: 2, paused: false, objective: 99.9, mode: 'safe', ports: ['http'],
      labels: { team: 'a' }, storage: { size: '1Gi' }, extra: new Date(),
    }; // prettier-ignore
    expect(summary(full)).toEqual([]);
    expect(summary({ name: 'a', storage: 'ephemeral', paused: undefined })).toEqual([]);
  });

  test('reports a property that nothing reads, with the name it probably means', () => {
    expect(checkShape({ name: 'a', replica: 2 }, options)).toEqual([
      {
        id: 'OPT001',
        severity: 'error',
        path: 'replica',
        message: "'replica' is no property that is read here, so it would change nothing",
        fix: "write 'replicas'",
      },
    ]);
  });

  test('names the known properties when none is near', () => {
    expect(checkShape({ size: 'a', colour: 1 }, storage)).toMatchObject([
      { id: 'OPT001', path: 'colour', fix: 'remove it; known are className, size' },
    ]);
  });

  test('reports a misspelt required property once', () => {
    expect(summary({ nmae: 'a' })).toEqual([
      "OPT001 nmae: 'nmae' is no property that is read here, so it would change nothing",
    ]);
  });

  test('reports a missing property with what it must be', () => {
    expect(checkShape({ storage: {} }, options)).toMatchObject([
      {
        id: 'OPT003',
        path: 'name',
        message: expect.stringMatching(/^'name' is missing: it must be a DNS label/) as unknown,
      },
      {
        id: 'OPT003',
        path: 'storage.size',
        message: "'storage.size' is missing: it must be a text that is not empty",
      },
    ]);
  });

  test('reports every wrong value under its path', () => {
    const wrong = {
      name: 'Task_API', replicas: 0, paused: 'false', objective: 100, mode: 'slow', ports: ['http', 8080],
      labels: { 'a b': 1 }, storage: { size: 1 },
    }; // prettier-ignore
    expect(summary(wrong)).toEqual([
      'OPT002 name: \'name\' ("Task_API") must be a DNS label: at most 63 lower case letters, digits and dashes, with no dash at either end',
      "OPT002 replicas: 'replicas' (0) must be a whole number from 1 to 9",
      'OPT002 paused: \'paused\' (the text "false") must be true or false',
      "OPT002 objective: 'objective' (100) must be a number above 0 below 100",
      'OPT002 mode: \'mode\' (the text "slow") must be "fast" or "safe"',
      "OPT002 ports[1]: 'ports[1]' (the number 8080) must be a text that is not empty",
      'OPT002 labels["a b"]: \'labels["a b"]\' (the number 1) must be a text that is not empty',
      "OPT002 storage.size: 'storage.size' (the number 1) must be a text that is not empty",
    ]);
  });

  test('names both alternatives when a value is of neither kind', () => {
    expect(summary({ name: 'a', storage: 3 })).toEqual([
      'OPT002 storage: \'storage\' (the number 3) must be an object or "ephemeral"',
    ]);
  });

  test('names a boolean that may be said in place of a text', () => {
    const severity = either(oneOf('page', 'ticket'), oneOf(false));
    expect(checkShape('critical', severity, 'fast')).toMatchObject([
      { id: 'OPT002', message: `'fast' (the text "critical") must be "page" or "ticket" or false` },
    ]);
    expect(checkShape('ticket', severity)).toEqual([]);
    expect(checkShape(false, severity)).toEqual([]);
    const other = either(oneOf(0), text(dnsLabel, { hidden: true }));
    expect(checkShape('A secret', other, 'a')).toMatchObject([
      { message: expect.stringMatching(/^'a' \(not shown\) must be a DNS label: .* or 0$/) as string },
    ]);
  });

  test('takes null for a wrong value and undefined for none', () => {
    expect(summary({ name: null, mode: undefined })).toEqual([
      expect.stringMatching(/^OPT002 name: 'name' \(null\) must be a DNS label/),
    ]);
  });

  test.each([[new Map([['name', 'a']])], [new Date()], [['a']], ['a'], [null], [undefined], [() => 1]])(
    'refuses %p as an object',
    (value) => {
      expect(checkShape(value, options)).toMatchObject([{ id: 'OPT002' }]);
    },
  );

  test('reads what a class gives its objects, but not what every object has', () => {
    class Given {
      get name(): string {
        return 'a';
      }
    }
    expect(checkShape(new Given(), options)).toEqual([]);
    const oddlyNamed = object<{ constructor: string }>({ constructor: required(text()) });
    expect(checkShape({}, oddlyNamed)).toMatchObject([{ id: 'OPT003', path: 'constructor' }]);
  });

  test('reports a getter that throws under its path', () => {
    const value = {
      get name(): string {
        throw new Error('no');
      },
    };
    expect(checkShape(value, options)).toMatchObject([{ id: 'OPT002', path: 'name' }]);
  });

  test('never prints a text that may be a secret', () => {
    const shape = object<{ secretName: string }>({ secretName: required(text(dnsLabel, { hidden: true })) });
    const [problem] = checkShape({ secretName: 'P@ssw0rd' }, shape);
    expect(problem?.message).toContain("'secretName' (not shown) must be a DNS label");
    expect(JSON.stringify(problem)).not.toContain('P@ssw0rd');
  });

  test('refuses NaN, fractions and infinity where they are none of the numbers meant', () => {
    expect(checkShape(NaN, number())).toHaveLength(1);
    expect(checkShape(Infinity, number())).toHaveLength(1);
    expect(checkShape(1.5, integer())).toHaveLength(1);
    expect(checkShape(1.5, number())).toHaveLength(0);
  });

  test('starts every path with the one it is given', () => {
    expect(checkShape({}, options, 'stack.prometheus')).toMatchObject([{ path: 'stack.prometheus.name' }]);
  });

  test('survives every hostile value', () => {
    const shapes: Shape<never>[] = [
      options,
      storage,
      list(text()),
      record(anything()),
      boolean(),
      number(),
      text(),
    ].map(
      (shape) => shape as unknown as Shape<never>, // only their verdicts matter here
    );
    for (const shape of shapes) {
      for (const value of hostileValues()) expect(Array.isArray(checkShape(value, shape))).toBe(true);
    }
  });

  test('never throws, whatever it is given', () => {
    const names = ['name', 'replicas', 'ports', 'labels', 'storage', 'size', 'extra'];
    fc.assert(
      fc.property(garbage(names), (make) => {
        for (const problem of checkShape(make(), options)) {
          expect(problem).toMatchObject({
            id: expect.stringMatching(/^OPT00[123]$/) as unknown,
            severity: 'error',
          });
          expect(problem.message.length).toBeLessThan(500);
        }
      }),
    );
  });
});

describe('the compiler', () => {
  test('refuses a shape that is not exactly its interface', () => {
    // each line is refused by `tsc -p tsconfig.all.json`, which also refuses a directive without an error
    // @ts-expect-error className is missing
    object<Storage>({ size: required(text()) });
    // @ts-expect-error colour is no property of the interface
    object<Storage>({ size: required(text()), className: optional(text()), colour: optional(text()) });
    // @ts-expect-error className is optional
    object<Storage>({ size: required(text()), className: required(text()) });
    // @ts-expect-error size is required
    object<Storage>({ size: optional(text()), className: optional(text()) });
    // @ts-expect-error size is a text
    object<Storage>({ size: required(integer()), className: optional(text()) });
    // @ts-expect-error 'safe' is a mode, too
    object<{ mode: 'fast' | 'safe' }>({ mode: required(oneOf('fast')) });
    expect(checkShape({ size: '1Gi' }, storage)).toEqual([]);
  });
});

describe('a shape that looks once', () => {
  const looks: string[] = [];
  const counted = once<Storage>({
    ...storage,
    check: (value, path) => {
      looks.push(path);
      return storage.check(value, path);
    },
  });
  beforeEach(() => looks.splice(0));

  test('looks at what was read once, and is as it must be, once', () => {
    const well = settled({ size: '1Gi' });
    expect([checkShape(well, counted, 'a'), checkShape(well, counted, 'b')]).toEqual([[], []]);
    expect(looks).toEqual(['a']);
  });

  test('looks each time at what may change, and says each time what is wrong, under its path', () => {
    const may = { size: '1Gi' };
    expect(checkShape(may, counted, 'a')).toEqual([]);
    Reflect.set(may, 'size', 1);
    expect(checkShape(may, counted, 'b')).toMatchObject([{ id: 'OPT002', path: 'b.size' }]);
    const wrong = settled(may);
    expect(checkShape(wrong, counted, 'c')).toMatchObject([{ id: 'OPT002', path: 'c.size' }]);
    expect(checkShape(wrong, counted, 'd')).toMatchObject([{ id: 'OPT002', path: 'd.size' }]);
    expect(looks).toEqual(['a', 'b', 'c', 'd']);
  });
});
