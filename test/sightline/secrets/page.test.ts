import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exemptions } from '../../../src/sightline/secrets/harmless';
import { containers, harmlessKeys, keyPatterns } from '../../../src/sightline/secrets/secret-keys';

describe('the page about literal secrets', () => {
  const page = readFileSync(join(__dirname, '../../../docs/literal-secrets.md'), 'utf8');
  const named = [...keyPatterns, ...containers, ...exemptions, ...harmlessKeys].map(({ name }) => name);
  const rows = [...page.matchAll(/^\|([^|]+)\|.*\|$/gm)].map(([, name = '']) => name.trim());
  const described = rows.filter((name) => !/^(-+|pattern|exemption)$/.test(name));

  test('describes every pattern and every exemption by its name, and nothing else', () => {
    expect([...described].sort()).toEqual([...named].sort());
  });

  test('can tell them apart', () => {
    expect(new Set(named).size).toBe(named.length);
  });
});
