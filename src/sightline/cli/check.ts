import type { ClusterOptions } from '../files/file-world';
import { defined } from '../problem/defined';
import { plural } from '../problem/plural';
import { plainStyle, type TextStyle } from '../problem/text-style';
import { chart } from '../stack/chart';
import { CannotRun } from './cannot-run';
import { clusterOf, clusterOptions, clusterUsage } from './check/cluster-options';
import type { CheckReport } from './check/check-report';
import { printGithub } from './check/print-github';
import { printJson } from './check/print-json';
import { printJunit } from './check/print-junit';
import { printSarif } from './check/print-sarif';
import { printText } from './check/print-text';
import { readAnswers } from './check/read-answers';
import { readPages } from './check/exposed';
import { pastOf } from './check/git';
import { newSince } from './check/new-since';
import { readInputs } from './check/read-inputs';
import { reportOn, type CheckState } from './check/report-on';
import { stateBefore } from './check/state-before';
import { silent, type Progress } from './progress';
import { readArgs } from './read-args';
import { countProblems } from './report-json';
import type { Outcome } from './verify';

/** What `sightline check --help` says. */
const checkUsage = `Usage: sightline check PATH… [options]

Checks monitoring on Kubernetes, whoever wrote it, by what stands in files and folders of YAML or JSON; '-' is the standard input. What they
are is seen from their content: objects of Kubernetes and lists of them, rule files of Prometheus, dashboards of Grafana, configurations of
Alertmanager, Helm values of ${chart.name}.

${clusterUsage}
  --exposition FILE|URL   a metrics page: rules are held against what it exposes; several are possible
  --contract FILE#EXPORT  the same of a contract that a module exports
  --answers FILE          what the team says to problems that it keeps (default: .sightline.yaml, if there is one)
  --since REF             tell only what was not there where HEAD left REF, a commit, branch or tag of git; all is read and checked in both states
  --format FORMAT         text, json, sarif, junit or github (default: text)
  --fail-on warning       exit code 1 for warnings, too
  --help                  this text

Exit code: 0 if nothing is wrong, warnings and what is undecided aside; 1 if something is; 2 if that can't be found out.
`;

const formats = {
  text: printText,
  json: printJson,
  sarif: printSarif,
  junit: printJunit,
  github: printGithub,
};

/** How the command shows what it does and finds. */
export interface CheckScreen {
  /** @default - nothing is set off */
  readonly style?: TextStyle;

  /** Begins to show progress. @default - none is shown */
  readonly progress?: () => Progress;
}

/**
 * Runs `sightline check`.
 *
 * @param args what follows `check` on the command line
 * @param load loads a module by its path
 * @throws CannotRun with a sentence for the user
 */
export async function check(
  args: readonly string[],
  load: (path: string) => unknown,
  { style = plainStyle, progress = () => silent }: CheckScreen = {},
): Promise<Outcome> {
  const options = readOptions(args);
  if (options === 'help') return { code: 0, output: checkUsage };
  const shown = progress();
  try {
    const report = await examine(options, load, shown);
    const { errors, warnings } = countProblems(report.problems);
    const code = errors > 0 || (options.failsOnWarnings && warnings > 0) ? 1 : 0;
    return { code, output: formats[options.format](report, style) };
  } finally {
    shown.stop();
  }
}

async function examine(
  options: CheckOptions,
  load: (path: string) => unknown,
  { say }: Progress,
): Promise<CheckReport> {
  const { paths, since } = options;
  const past = since === undefined ? undefined : pastOf(since, paths);
  say('reading');
  const now: CheckState = {
    inputs: await readInputs(paths),
    pages: await readPages(options.pages),
    answers: readAnswers(options.answers),
  };
  const context = { ...options, load };
  const { files } = now.inputs;
  say(`checking ${plural(files.length, 'file')}`);
  const report = reportOn(now, context);
  refuseNothing(report, paths);
  if (past === undefined || since === undefined) return report;
  say(`checking ${plural(files.length, 'file')} as of ${since}`);
  const before = stateBefore(now, past, paths, options.answers);
  return newSince(
    { report, files },
    { report: reportOn(before, context), files: before.inputs.files },
    since,
  );
}

/** That nothing is wrong with nothing is no answer. */
function refuseNothing({ problems, examined }: CheckReport, paths: readonly string[]): void {
  const { files, objects, rules, releases, dashboards, configurations } = examined;
  const [unread] = problems.filter(({ id }) => id === 'FIL003');
  if (files === 0 && unread !== undefined && problems.length === 1) throw new CannotRun(unread.message);
  if (problems.length > 0 || objects + rules + releases + dashboards + configurations > 0) return;
  const what = paths.map((path) => `'${path}'`).join(', ');
  const why =
    files === 0
      ? 'there is no file that ends in .yaml, .yml or .json'
      : 'no object, rule or value of the chart is';
  throw new CannotRun(`there is nothing to check in ${what}: ${why} in it`);
}

interface CheckOptions {
  readonly paths: readonly string[];
  readonly cluster: ClusterOptions;
  readonly format: keyof typeof formats;
  readonly failsOnWarnings: boolean;
  readonly answers?: string;
  readonly since?: string;
  readonly pages: readonly string[];
  readonly contracts: readonly string[];
}

function readOptions(args: readonly string[]): CheckOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  if (positionals.length === 0)
    throw new CannotRun(`give files or folders to check, or '-'\n\n${checkUsage}`);
  const { format = 'text', 'fail-on': failOn = 'error' } = values;
  if (!isFormat(format))
    throw new CannotRun(`'--format' (${format}) must be one of ${Object.keys(formats).join(', ')}`);
  if (failOn !== 'error' && failOn !== 'warning')
    throw new CannotRun(`'--fail-on' (${failOn}) must be error or warning`);
  return {
    paths: positionals,
    cluster: clusterOf(values),
    format,
    failsOnWarnings: failOn === 'warning',
    ...defined({ answers: values.answers, since: values.since }),
    pages: values.exposition ?? [],
    contracts: values.contract ?? [],
  };
}

function isFormat(written: string): written is keyof typeof formats {
  return Object.hasOwn(formats, written);
}

function parse(args: readonly string[]) {
  return readArgs(checkUsage, {
    args: [...args],
    allowPositionals: true,
    options: {
      ...clusterOptions,
      answers: { type: 'string' },
      exposition: { type: 'string', multiple: true },
      contract: { type: 'string', multiple: true },
      format: { type: 'string' },
      'fail-on': { type: 'string' },
      since: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
