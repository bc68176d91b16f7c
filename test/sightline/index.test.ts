import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reference } from '../../scripts/docs-reference/pages';
import { doorsOf } from '../../scripts/docs-reference/public-symbols';
import { sourceProgram, unreachableTypes } from '../../tools/surface/unreachable-types';

describe('The doors of the library', () => {
  const root = resolve(__dirname, '../..');
  const doors = doorsOf(root);
  const files = doors.map(({ file }) => file);
  let program: ReturnType<typeof sourceProgram>;
  beforeAll(() => {
    program = sourceProgram(root, files);
  }, 120_000);

  test('are those of the package.json of both packages', () => {
    expect(files).toEqual([
      'src/sightline/index.ts',
      ...['contract', 'prom-client', 'express', 'fastify', 'hono', 'http', 'koa'].map(
        (entry) => `src/sightline/instrument/${entry}.ts`,
      ),
    ]);
  });

  test('export every type that a public signature names', () => {
    expect(unreachableTypes(root, files, program)).toEqual([]);
  }, 120_000);

  test('have a doc comment for each symbol, and the reference has it: run `npm run docs:reference`', () => {
    const { pages, missing } = reference(root, program, doors);
    expect(missing).toEqual([]);
    const folder = join(root, 'docs/reference');
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  test('have links in the reference that lead to a heading', () => {
    const { pages } = reference(root, program, doors);
    const headings = new Set(
      [...pages].flatMap(([page, text]) => {
        const seen: string[] = [];
        return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
          const plain = heading
            .toLowerCase()
            .replace(/[^\w -]/g, '')
            .replaceAll(' ', '-');
          const same = seen.filter((each) => each === plain).length;
          seen.push(plain);
          return `${page}#${same === 0 ? plain : `${plain}-${same}`}`;
        });
      }),
    );
    const links = [...pages.values()].flatMap((text) =>
      [...text.matchAll(/\]\(([\w-]+\.md#[^)]+)\)/g)].map(([, link = '']) => link),
    );
    expect(links.length).toBeGreaterThan(1000);
    expect(links.filter((link) => !headings.has(link))).toEqual([]);
  });
});
