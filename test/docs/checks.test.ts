import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from '../../src/sightline/problem/problem';
import { entryOf, type ProblemId } from '../../src/sightline/problem/registry/registry';
import { exampleApp } from '../../tools/checks/example-app';
import { checkPages, problemIds } from '../../tools/checks/pages';
import { runExample } from '../../tools/checks/run-example';

const folder = resolve(__dirname, '../../docs/checks');
const idsIn = (problems: readonly Problem[]) => [...new Set(problems.map(({ id }) => id))].sort();

const ran = new Map<ProblemId, Promise<readonly Problem[]>>();
/** The problems of an example, which runs once. */
function problemsOf(id: ProblemId): Promise<readonly Problem[]> {
  const found = ran.get(id) ?? runExample(entryOf(id).example);
  ran.set(id, found);
  return found;
}

/** What an app comes to where its example runs in one. */
const isOfApp = ({ sloth, openslo, page, monitor, file }: Parameters<typeof exampleApp>[0]) =>
  [sloth, openslo, page, monitor, file].every((part) => part === undefined);

test('the pages of all problems are those of the registry: run `npm run docs:checks`', async () => {
  const pages = await checkPages(problemsOf);
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

describe('the input that fails of a problem', () => {
  test.each(problemIds)('%s has it, and no other problem', async (id) => {
    const { example, severities } = entryOf(id);
    const problems = await problemsOf(id);
    expect(idsIn(problems)).toEqual([id, ...(example.beside ?? [])].sort());
    for (const problem of problems.filter((each) => each.id === id))
      expect(severities).toContain(problem.severity);
  });

  const answerable = problemIds.filter((id) => {
    const { severities, answerable: can, example } = entryOf(id);
    return can && severities.includes('error') && isOfApp(example);
  });

  test.each(answerable)('%s is written as it was said once it is answered', (id: ProblemId) => {
    const { example } = entryOf(id);
    const answers = `[{ id: '${id}', place: '**', reason: 'It is meant.' }]`;
    const { problems, answered, files } = exampleApp({ ...example, app: `{ answers: ${answers} }` }).render();
    expect(problems).toEqual([]);
    expect(idsIn(answered.map(({ problem }) => problem))).toEqual([id]);
    const written = [...files.values()].join('\n');
    const isAboutRules = [example.promql, example.rules].some((part) => part !== undefined);
    expect(written.includes('kind: PrometheusRule')).toBe(isAboutRules || example.contract !== undefined);
    // a stand-in for an expression that could not be read
    expect(written).not.toContain('expr: NaN');
  });
});
