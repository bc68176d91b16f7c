import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, type ProblemId } from '../../src/sightline/problem/registry/registry';

/** The page that lists all problems. */
export function printIndex(ids: readonly ProblemId[]): string {
  return `${introduction}\n${table(ids)}\n\n${answers}\n${theProgram()}`;
}

const introduction = `# What is checked

Each problem has an id that never changes its meaning. An error stops synthesis, and nothing is written; a warning is printed, and so is an info where a command says what it has done.
Of \`IMP001\` to \`IMP014\`, which are those of \`sightline import\`, an error leaves one objective out; \`EXP001\` to \`EXP014\` are those of \`sightline verify\`, and \`FIL001\` to \`FIL003\`
are of files alone, which [\`sightline check\`](../check.md) holds against all others, too.
These pages are written by \`npm run docs:checks\` from the registry of problems, \`src/sightline/problem/registry\`.
`;

const answers = `## Answers

A team that has looked at a problem and keeps it says so in the program. The problem is then listed in the summary, with its reason, and no longer stops synthesis:

\`\`\`ts
import { SightlineApp } from '../src/sightline';

export const app = new SightlineApp({
  answers: [
    {
      id: 'TYP104',
      place: 'task-api/monitored/Rules.rules.*.TooManyTasks',
      reason: 'The counter begins again every night.',
      until: '2026-12-31',
    },
  ],
});
\`\`\`

\`place\` is what stands in brackets behind the id: a construct path with the properties below it, or a file. What stands deeper in the same construct is meant too; \`*\` is any text without a
slash, and \`**\` any text, so \`task-api/**\` is everything in \`task-api\`. Without a reason an answer is refused. One that answers nothing is warned of, and so is one whose last day, \`until\`, is over: then
the problem stands again. A warning can always be answered, an error only where what is written works in spite of it: what the API server, the operator or Prometheus would refuse is to be mended.
`;

function table(ids: readonly ProblemId[]): string {
  const rows = ids.map((id) => {
    const { severities, title } = entryOf(id);
    return `| [${id}](${id}.md) | ${severities.join(', ')} | ${title.replaceAll('|', '\\|')} |`;
  });
  return ['| id | severity | what is wrong |', '| -- | -------- | ------------- |', ...rows].join('\n');
}

function theProgram(): string {
  const shop = readFileSync(join(__dirname, 'shop.ts'), 'utf8').replaceAll(
    "'../../src/sightline'",
    "'../src/sightline'",
  );
  return `## The program of the examples

Each page shows only what differs from a small program: an app with a stack \`stack\`, a chart \`shop\` in the namespace \`retail\`, and in it one service, \`shop/monitored\`, of these declarations:

\`\`\`ts
${shop.trimEnd()}
\`\`\`
`;
}
