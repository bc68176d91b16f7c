import * as fc from '../../fast-check';
import { error } from '../../../src/sightline/problem/problems';
import { object, optional } from '../../../src/sightline/problem/object-shape';
import { describe as shown } from '../../../src/sightline/problem/read';
import { integer, oneOf, text } from '../../../src/sightline/problem/scalar-shapes';
import { checkShape, record } from '../../../src/sightline/problem/shape';
import { dnsLabel } from '../../../src/sightline/problem/text-rules';
import { inFile } from '../../../src/sightline/problem/in-file';
import { validateObject } from '../../../src/sightline/schema/validate-object';
import { blotted, masked, mayBeShown } from '../../../src/sightline/secrets/masked';
import { secretsCheck } from '../../../src/sightline/checks/objects/secrets';
import { worldWith } from './places';

const url = 'https://shop:kiwi77-lime@example.com/metrics';

describe('a message', () => {
  test('has stars in the place of a secret', () => {
    expect(masked(`'url' ("${url}") must be a path`)).toBe(
      `'url' ("https://shop:***@example.com/metrics") must be a path`,
    );
    expect(masked('no secret')).toBe('no secret');
  });

  test('of a problem has no secret in any of its parts', () => {
    const problem = error('OPT002', `'a' (${url})`, {
      fix: `write ${url}`,
      path: `a.${url}`,
      object: `Service/${url}`,
      source: { text: `sum(up{instance="${url}"})`, start: 0, end: 3 },
    });
    expect(JSON.stringify(problem)).not.toContain('kiwi77');
    expect(problem.source?.text).toHaveLength(`sum(up{instance="${url}"})`.length);
  });

  test('about a line of a file has no secret, and the columns are right', () => {
    const [problem] = inFile(
      [error('IMP001', 'wrong', { line: 2 })],
      'slo.yaml',
      `a: 1\nurl: ${url} # here\n`,
    );
    expect(problem?.source?.text).toBe('url: https://shop:***********@example.com/metrics # here');
  });

  test('cuts no secret in two before it looks for one', () => {
    expect(shown(`https://example.com/${'a'.repeat(30)}?token=${'k1W1'.repeat(20)}`)).toBe('a text');
  });
});

describe('an option', () => {
  const options = object<{
    readonly password?: number;
    readonly url?: string;
    readonly auth?: Readonly<Record<string, number>>;
  }>({
    password: optional(integer()),
    url: optional(text(dnsLabel)),
    auth: optional(record(integer({ max: 9 }))),
  });
  const said = (value: unknown): string => JSON.stringify(checkShape(value, options));

  test.each<[string, unknown, string]>([
    ['a text under a key of a secret', { password: 'kiwi77' }, "'password' (a text) must be a whole number"],
    [
      'a fraction under a key of a secret',
      { password: 77.5 },
      "'password' (a number) must be a whole number",
    ],
    [
      'a number below a key of a secret',
      { auth: { apiToken: 77 } },
      "'auth.apiToken' (a number) must be a whole number to 9",
    ],
    ['a secret by its form', { url }, "'url' (a text) must be a DNS label"],
  ])('is shown as its kind only: %s', (_, value, message) => {
    expect(said(value)).toContain(message);
    expect(said(value)).not.toMatch(/77/);
  });

  test('is shown as it is under other keys', () => {
    expect(said({ url: 'A b' })).toContain(`'url' (\\"A b\\")`);
  });

  test('of a choice is not shown under a key of a secret', () => {
    const problems = checkShape('kiwi77', oneOf('a', 'b'), 'login.password');
    expect(problems[0]?.message).toBe(`'login.password' (a text) must be "a" or "b"`);
  });
});

describe('a field of a manifest', () => {
  const deployment = (env: unknown) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop' },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'shop', env }] } } },
  });

  test.each<[string, unknown]>([
    [
      'a field that nobody knows',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { ports: [{ port: 80 }], password: 'kiwi77' },
      },
    ],
    [
      'a field that nobody knows, with a secret in it',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { ports: [{ port: 80 }], login: { user: 'shop', password: 'kiwi77' } },
      },
    ],
    [
      'a label that is a number',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a', labels: { password: 777_777 } },
        spec: { ports: [{ port: 80 }] },
      },
    ],
    [
      'an annotation that is a number',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a', annotations: { 'x/pin-password': 777_777 } },
        spec: { ports: [{ port: 80 }] },
      },
    ],
    [
      'a text that should be a number',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { ports: [{ port: 80, nodePort: url }] },
      },
    ],
    ['a list of secrets in the place of a map', deployment({ DB_PASSWORD: 'kiwi77' })],
  ])('is shown as its kind only: %s', (_, manifest) => {
    const problems = validateObject(manifest);
    expect(JSON.stringify(problems)).not.toMatch(/kiwi77|777/);
  });

  test('is shown as it is under other keys', () => {
    const [problem] = validateObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', labels: { app: 7 } },
      spec: { ports: [{ port: 80 }] },
    });
    expect(problem?.message).toContain('(7) must be');
    expect(problem?.fix).toBe('Write it in quotes: "7"');
  });
});

describe('what is shown', () => {
  test('is no value below a key of a secret, and none with a secret in it', () => {
    expect(mayBeShown('a', 'spec.selector')).toBe(true);
    expect(mayBeShown('a', 'spec.auth.password')).toBe(false);
    expect(mayBeShown({ password: 'kiwi' }, 'spec.auth')).toBe(false);
    expect(mayBeShown(5, 'stringData.size')).toBe(false);
  });

  test('keeps every character in its place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const written = `${before} ${url} ${after}`;
        expect(blotted(written)).toHaveLength(written.length);
        expect(blotted(written)).not.toContain('kiwi77-lime');
      }),
    );
  });

  test('is no secret, wherever it stands and whatever is said of it', () => {
    const secret = 'h7Xq9-secret-Zw3';
    const leaf = fc.constantFrom(
      secret,
      `Bearer ${secret}`,
      `https://u:${secret}@h/`,
      `a\npassword: ${secret}\n`,
      `{"token":"${secret}"}`,
    );
    const key = fc.constantFrom(
      'password',
      'token',
      'value',
      'name',
      'data',
      'stringData',
      'url',
      'list',
      `https://u:${secret}@h/`,
    );
    const tree = fc.dictionary(key, fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf)));
    fc.assert(
      fc.property(tree, (values) => {
        const inValues = secretsCheck.run(worldWith(['', 'values', values]));
        const inManifest = secretsCheck.run(
          worldWith(['', 'manifest', { apiVersion: 'v1', kind: 'ConfigMap', ...values }]),
        );
        expect(JSON.stringify([inValues, inManifest])).not.toContain(secret);
      }),
    );
  });
});
