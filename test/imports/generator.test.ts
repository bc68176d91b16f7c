import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBundle, verifyChecksum } from '../../scripts/import/bundle';
import { closeSchema } from '../../scripts/import/close-schema';
import { pickCrds } from '../../scripts/import/crds';
import { toEcmaPattern } from '../../scripts/import/ecma-pattern';
import { generateTypes } from '../../scripts/import/generate-types';
import { printSchemaFile } from '../../scripts/import/schema-file';
import { bundle } from './fixture';

const origin = { operatorVersion: '1.2.3', sha256: 'abc' };

describe('the schema file', () => {
  const text = printSchemaFile(pickCrds(bundle, ['Widget']), origin);
  const widget = JSON.parse(text).kinds['example.com/v1/Widget'];

  test('says what it was made from', () => {
    expect(JSON.parse(text)).toMatchObject({ operatorVersion: '1.2.3', bundleSha256: 'abc' });
  });

  test('holds the served versions of the picked kinds only', () => {
    expect(Object.keys(JSON.parse(text).kinds)).toEqual(['example.com/v1/Widget']);
  });

  test('closes every object as the API server prunes it', () => {
    expect(widget.properties.spec).toEqual({
      type: 'object',
      // `mode` has a default, so that it may be left out.
      required: ['size'],
      properties: {
        size: { type: 'integer', format: 'int32', minimum: 1, maximum: 9 },
        mode: { type: 'string', enum: ['fast', 'slow'] },
        ratio: { type: 'number' },
        limit: { type: ['integer', 'string'] },
        policy: { type: 'string', pattern: '^([oO][nN]|[oO][fF][fF])$', minLength: 2, maxLength: 3 },
        tags: {
          type: 'array',
          minItems: 1,
          maxItems: 4,
          items: { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        nested: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: { a: { type: 'boolean' } },
            additionalProperties: false,
          },
        },
        extra: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
        nothing: { type: 'object', additionalProperties: false },
        maybe: { type: ['string', 'null'] },
      },
      additionalProperties: false,
    });
  });

  test('closes the metadata, of which a CRD says nothing', () => {
    expect(widget.required).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(widget.properties.metadata.additionalProperties).toBe(false);
    expect(widget.properties.metadata.properties.labels).toEqual({
      type: 'object',
      additionalProperties: { type: 'string' },
    });
  });

  test('holds no prose', () => {
    expect(text).not.toContain('prose');
    expect(text).not.toContain('description');
  });

  test('is the same text whatever the order of the properties', () => {
    const turned = bundle
      .replace('apiVersion: { type: string }', '')
      .replace(
        'metadata: { type: object }',
        'metadata: { type: object }\n            apiVersion: { type: string }',
      );
    expect(turned).not.toBe(bundle);
    expect(printSchemaFile(pickCrds(turned, ['Widget']), origin)).toBe(text);
  });
});

describe('closeSchema', () => {
  test.each([['oneOf'], ['anyOf'], ['not'], ['multipleOf']])(
    'refuses the keyword %s, whose rule would get lost',
    (keyword) => {
      const schema = { type: 'object', properties: { a: { type: 'string', [keyword]: [] } } };
      expect(() => closeSchema(schema)).toThrow(
        `'${keyword}' at '.a' must be a keyword that the import knows`,
      );
    },
  );

  test('refuses a rule of the API server that nothing holds objects against', () => {
    const rule = 'self.a == self.b';
    const schema = { type: 'object', 'x-kubernetes-validations': [{ rule, message: 'a must be b' }] };
    expect(() => closeSchema(schema)).toThrow(
      `The rule '${rule}' at '.' must be one that objects are held against`,
    );
  });
});

describe('toEcmaPattern', () => {
  test('reads letters after (?i) in either case', () => {
    const pattern = new RegExp(toEcmaPattern('^(?i)(abort|warn)?$'), 'u');
    for (const text of ['abort', 'ABORT', 'Warn', '']) expect(pattern.test(text)).toBe(true);
    for (const text of ['aborted', 'no', '(?i)']) expect(pattern.test(text)).toBe(false);
  });

  test('leaves other patterns as they are', () => {
    expect(toEcmaPattern('^(http|https)://.+$')).toBe('^(http|https)://.+$');
  });

  test.each(['^(?i)[a-z]$', '(?i)\\d', '^(?P<a>b)$', '\\pN('])(
    'refuses %s, which it can not rewrite',
    (pattern) => {
      expect(() => toEcmaPattern(pattern)).toThrow("'pattern' (");
    },
  );
});

describe('pickCrds', () => {
  test('names a kind that is not there', () => {
    expect(() => pickCrds(bundle, ['Gadget'])).toThrow("'Gadget' must be in the CRD bundle");
  });

  test('refuses a kind that is defined twice', () => {
    expect(() => pickCrds(`${bundle}---${bundle.replace('passed-over', 'second')}`, ['Widget'])).toThrow(
      'twice',
    );
  });

  test('refuses broken YAML', () => {
    expect(() => pickCrds('a: [', ['Widget'])).toThrow('no valid YAML');
  });
});

describe('readBundle', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bundle-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('takes a local file that has the pinned checksum and refuses one that differs by a byte', async () => {
    const file = join(folder, 'crds.yaml');
    writeFileSync(file, bundle);
    const sha256 = createHash('sha256').update(bundle).digest('hex');
    const pin = { url: 'unused', sha256 };
    await expect(readBundle(pin, file)).resolves.toBe(bundle);
    writeFileSync(file, `${bundle}\n`);
    await expect(readBundle(pin, file)).rejects.toThrow(`must have the pinned sha256 ${sha256}`);
  });

  test('says which file it can not read', async () => {
    const file = join(folder, 'nowhere.yaml');
    await expect(readBundle({ url: 'unused', sha256: '' }, file)).rejects.toThrow(
      `'--from' (${file}) can't be read`,
    );
  });

  test('says how to go on when the download fails', async () => {
    // Nothing listens on port 9 of this computer.
    const download = readBundle({ url: 'http://127.0.0.1:9/crds.yaml', sha256: '' });
    await expect(download).rejects.toThrow('npm run import -- --from FILE');
  });

  test('a checksum is that of SHA-256', () => {
    const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(() => verifyChecksum(new Uint8Array(), ofNothing, 'nothing')).not.toThrow();
  });
});

describe('generateTypes', () => {
  test('runs cdk8s import on the picked kinds and gives the same bytes each time', () => {
    const crds = pickCrds(bundle, ['Widget']);
    const types = generateTypes(crds);
    expect(types).toContain('export class Widget extends ApiObject');
    expect(types).toContain('readonly size: number;');
    expect(generateTypes(crds)).toBe(types);
  }, 60_000);
});
