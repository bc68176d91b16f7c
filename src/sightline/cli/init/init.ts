import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CannotRun, reasonOf } from '../cannot-run';
import { readArgs } from '../read-args';
import type { Outcome } from '../verify';
import { asked, questions, type Answers } from './answers';
import { ask } from './ask';
import { ownPackage } from './package-root';
import { renderProject } from './render-project';

/** What `sightline init --help` says. */
const initUsage = `Usage: sightline init [DIR] [options]

Makes a project that monitors one service: the program, a test, a workflow for CI, a README. Asks what it has to know, in a terminal; else, and
with --yes, it takes the defaults. Nothing is ever overwritten.

  DIR                the folder of the project (default: this one)
  --service NAME     the service to monitor first (default: ${questions.service.usual})
  --namespace NAME   its namespace (default: ${questions.namespace.usual})
  --release NAME     the Helm release of kube-prometheus-stack (default: ${questions.release.usual})
  --port NUMBER      the port of its pods that has the metrics page (default: ${questions.port.usual})
  --path PATH        the path of that page (default: ${questions.path.usual})
  --ci github|gitlab|none
                     which workflow to write (default: github)
  --library VERSION  the version of the library in package.json, or anything that npm installs (default: that of this command)
  --yes              ask nothing
  --help             this text

Exit code: 0 if the project is made, 2 if it can't be.
`;

/** Where the workflow of each kind of CI stands, in the templates and in a project. */
const workflows = {
  github: { template: 'ci/github.yml', path: '.github/workflows/monitoring.yml' },
  gitlab: { template: 'ci/gitlab.yml', path: '.gitlab-ci.yml' },
} as const;

/**
 * Runs `sightline init`.
 *
 * @param args what follows `init` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function initCommand(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parse(args);
  if (values.help === true) return { code: 0, output: initUsage };
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new CannotRun(`give one folder, not ${positionals.length}\n\n${initUsage}`);
  const { ci = 'github', yes = false, library } = values;
  if (ci !== 'github' && ci !== 'gitlab' && ci !== 'none')
    throw new CannotRun(`'--ci' (${ci}) must be github, gitlab or none`);
  for (const name of asked) checkAnswer(name, values[name]);
  const isSilent = yes || !process.stdin.isTTY || !process.stdout.isTTY;
  const given = isSilent ? values : await ask(values);
  const answers = Object.fromEntries(
    asked.map((name) => [name, given[name] ?? questions[name].usual]),
  ) as unknown as Answers; // each of its names
  const { root, version } = ownPackage();
  const files = renderProject(answers, {
    template: templateFiles(join(root, 'templates'), ci),
    library: library ?? `^${version}`,
  });
  refuseToOverwrite(folder, [...files.keys()]);
  await write(folder, files);
  return { code: 0, output: report(folder, files, answers) };
}

function parse(args: readonly string[]) {
  return readArgs(initUsage, {
    args: [...args],
    allowPositionals: true,
    options: {
      service: { type: 'string' },
      namespace: { type: 'string' },
      release: { type: 'string' },
      port: { type: 'string' },
      path: { type: 'string' },
      ci: { type: 'string' },
      library: { type: 'string' },
      yes: { type: 'boolean', short: 'y' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function checkAnswer(name: keyof Answers, answer: string | undefined): void {
  const { test, expected } = questions[name];
  if (answer !== undefined && !test(answer))
    throw new CannotRun(`'--${name}' (${answer}) must be ${expected}`);
}

/** The files of a project, by the paths that they get there. */
function templateFiles(templates: string, ci: 'github' | 'gitlab' | 'none'): ReadonlyMap<string, string> {
  const project = join(templates, 'project');
  const files = readdirSync(project, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(project, file)).isFile())
    .map((file) => file.replaceAll(sep, '/'))
    .sort();
  const workflow = ci === 'none' ? undefined : workflows[ci];
  return new Map([
    // npm leaves a .gitignore out of a package
    ...files.map(
      (file) =>
        [file === 'gitignore' ? '.gitignore' : file, readFileSync(join(project, file), 'utf8')] as const,
    ),
    ...(workflow === undefined
      ? []
      : [[workflow.path, readFileSync(join(templates, workflow.template), 'utf8')] as const]),
  ]);
}

function refuseToOverwrite(folder: string, paths: readonly string[]): void {
  const there = paths.filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return;
  const names = there.map((path) => `'${join(folder, path)}'`).join(', ');
  throw new CannotRun(
    `${names} ${there.length === 1 ? 'is' : 'are'} there already, and nothing is overwritten; name another folder: sightline init DIR`,
  );
}

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      // a file that has come in the meantime is not overwritten either
      await writeFile(file, text, { flag: 'wx' });
    }
  } catch (failure) {
    throw new CannotRun(`the project can't be written: ${reasonOf(failure)}`);
  }
}

function report(folder: string, files: ReadonlyMap<string, string>, { service }: Answers): string {
  const enter = folder === '.' ? '' : `  cd ${folder}\n`;
  return `${[...files.keys()].sort().join('\n')}

${files.size} files. Next:

${enter}  npm install
  npm run synth   # writes dist/
  npm test        # the tests that ship with the rules

Then make src/services/${service}.ts say what the service exposes: npx sightline adopt URL writes it from the metrics page of a service that runs,
and npx sightline verify URL compares it with the page.
`;
}
