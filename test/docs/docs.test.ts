import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { refusals } from '../../src/sightline/problem/refusals';

const root = resolve(__dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...(readdirSync(join(root, 'docs'), { recursive: true }) as string[])
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page}`),
];
/** Pages whose examples are parts of programs, which `checks.test.ts` runs. */
const isOfOneCheck = (page: string) => /^docs\/checks\/[A-Z]{3}\d{3}\.md$/.test(page);
const text = (page: string) => readFileSync(join(root, page), 'utf8');

describe('the examples in the docs', () => {
  const examples = pages
    .filter((page) => !isOfOneCheck(page))
    .flatMap((page) =>
      [...text(page).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match, index) => ({
        name: `${page} ${index + 1}`,
        code: match[1] ?? '',
      })),
    );
  let folder: string;
  beforeAll(() => {
    // below the project, so that packages are found
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache', 'docs-'));
    examples.forEach(({ code }, index) => {
      writeFileSync(
        join(folder, `example-${index}.ts`),
        // as if it stood at the path that it names, else where services stand
        code.replace(/'(\.\.?\/[^']+)'/g, (written, target: string) => {
          const file = /^\/\/ (src\/\S+\.ts)$/m.exec(code)?.[1] ?? 'src/services/example.ts';
          const isIndex = resolve(root, dirname(file), target) === join(root, 'src/sightline');
          return isIndex || target === '../src/sightline' ? "'../../src/sightline'" : written;
        }),
      );
    });
    const config = { extends: '../../tsconfig.json', compilerOptions: { noEmit: true }, include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  test('compile', () => {
    const run = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    expect(run.stdout).toBe('');
  });

  test('run', () => {
    for (const [index, { name, code }] of examples.entries()) {
      const run = spawnSync(
        process.execPath,
        ['-r', 'ts-node/register/transpile-only', join(folder, `example-${index}.ts`)],
        {
          encoding: 'utf8',
          cwd: folder,
        },
      );
      expect({ name, errors: run.stderr }).toEqual({ name, errors: '' });
      // comments right below a console.log are what it prints
      const promised = [...code.matchAll(/console\.log\(.*\);\n((?:\/\/ .*\n)+)/g)].map((match) =>
        (match[1] ?? '').replaceAll('// ', ''),
      );
      for (const lines of promised) expect(run.stdout).toBe(lines);
    }
  });
});

describe('the page of typed PromQL', () => {
  test.each(Object.values(refusals))('has the sentence of $id: $text', ({ id, text: sentence }) => {
    expect(text('docs/promql.md').replace(/ +/g, ' ')).toContain(`| ${id} | ${sentence} |`);
  });
});

describe('every page', () => {
  test.each(pages)('%s links only to pages that exist', (page) => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) =>
      resolve(root, page, '..', match[1] ?? ''),
    );
    for (const link of links) expect({ link, exists: existsSync(link) }).toEqual({ link, exists: true });
  });
});
