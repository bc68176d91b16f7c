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
        page,
        code: match[1] ?? '',
      })),
    );
  /** The example of a page that stands at a path, as its first line says: others of the page may import it. */
  const exampleAt = (page: string, path: string) =>
    examples.findIndex((each) => each.page === page && each.code.startsWith(`// ${path}\n`));
  let folder: string;
  beforeAll(() => {
    // below the project, so that packages are found
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache', 'docs-'));
    examples.forEach(({ page, code }, index) => {
      writeFileSync(
        join(folder, `example-${index}.ts`),
        // as if it stood at the path that it names, else where services stand
        code
          .replace("'@sightline-monitoring/sightline'", "'../../src/sightline'")
          .replaceAll("'@sightline-monitoring/instrument/", "'../../src/sightline/instrument/")
          .replace(/'(\.\.?\/[^']+)'/g, (written, target: string) => {
            const file = /^\/\/ (src\/\S+\.ts)$/m.exec(code)?.[1] ?? 'src/services/example.ts';
            const other = exampleAt(page, join(dirname(file), `${target}.ts`));
            if (other !== -1) return `'./example-${other}'`;
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
    const run = spawnSync(process.execPath, [compiler(), '-p', folder], { encoding: 'utf8' });
    expect(run.stdout + run.stderr).toBe('');
  });

  test('run, and print what the comments below them say', () => {
    const files = examples.map((_, index) => join(folder, `example-${index}.ts`));
    writeFileSync(join(folder, 'run.js'), oneAfterAnother(files));
    const run = spawnSync(
      process.execPath,
      ['-r', join(root, 'src/sightline/cli/register-sources'), 'run.js'],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    );
    expect(run.stderr).toBe('');
    // run.js prints this and nothing else
    const printed = JSON.parse(run.stdout) as readonly string[];
    examples.forEach(({ name, code }, index) => {
      // comments right below a console.log
      const promised = [...code.matchAll(/console\.log\(.*\);\n((?:\/\/ .*\n)+)/g)].map((match) =>
        (match[1] ?? '').replaceAll('// ', ''),
      );
      for (const lines of promised)
        expect({ name, printed: printed[index] }).toEqual({ name, printed: lines });
    });
  });
});

/** The compiler that `npm run synth` checks types with, where there is one for this machine: it takes a tenth of the time. */
function compiler(): string {
  const native = dirname(require.resolve('typescript-native/package.json'));
  return existsSync(join(native, '..', `@typescript/typescript-${process.platform}-${process.arch}`))
    ? join(native, 'bin/tsc')
    : require.resolve('typescript/bin/tsc');
}

/** A program that runs files in one process, since loading the library takes longer than they do, and prints what each of them prints. */
function oneAfterAnother(files: readonly string[]): string {
  return `
const { format } = require('node:util');
const printed = ${JSON.stringify(files)}.map((file) => {
  let text = '';
  console.log = (...values) => { text += format(...values) + '\\n'; };
  try {
    require(file);
  } catch (failure) {
    console.error(file, failure);
  }
  return text;
});
process.stdout.write(JSON.stringify(printed));
`;
}

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
