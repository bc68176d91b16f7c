import { join } from 'node:path';
import { runCommand } from './run-command';
import { withTempFiles } from './temp-files';

/** What promtool said. */
export interface Verdict {
  /** Whether promtool returned success. */
  readonly ok: boolean;

  /** All that it printed, standard output before standard error. */
  readonly output: string;
}

/** A YAML document: its text, or the file that holds it. */
export type YamlSource = { readonly yaml: string } | { readonly file: string };

/** How to check rules. */
export interface CheckRulesOptions {
  /**
   * Whether lint findings, such as duplicate rules, make the check fail.
   *
   * @default false
   */
  readonly lintFatal?: boolean;
}

/** How long the blocks of many samples may take. */
const blocksWithinMs = 600_000;

/** How long unit tests of rules may take: some go on for a month, at each minute of which all rules are evaluated. */
const testsWithinMs = 300_000;

/**
 * The arguments by which promtool makes blocks of a file of samples. Without the length, which its help does not tell of, there are twelve blocks a
 * day, and the file is read once for each.
 */
export function createBlocksArguments(file: string, dataDir: string): string[] {
  return ['tsdb', 'create-blocks-from', '--max-block-duration=24h', 'openmetrics', file, dataDir];
}

/** The promtool of one version. */
export interface Promtool {
  /**
   * Checks one rule file as the server would when it loads it. Text is checked as a file named `rules.yaml`.
   *
   * @see https://prometheus.io/docs/prometheus/latest/command-line/promtool/#promtool-check-rules
   */
  checkRules(rules: YamlSource, options?: CheckRulesOptions): Promise<Verdict>;

  /**
   * Runs unit tests of rules, each file with the rule files that it names (relative to itself).
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
   */
  testRules(files: readonly string[]): Promise<Verdict>;

  /** Checks a server's configuration file, and the rule files that it names. */
  checkConfig(file: string): Promise<Verdict>;

  /**
   * Writes samples of the past into the data folder of a server. One that runs finds them within a minute; they must not reach into the
   * time that it has in memory.
   *
   * @param openMetrics - the samples with their times in seconds, in OpenMetrics text, ended by `# EOF`
   * @param dataDir - the data folder
   * @see https://prometheus.io/docs/prometheus/latest/storage/#backfilling-from-openmetrics-format
   */
  backfill(openMetrics: string, dataDir: string): Promise<Verdict>;

  /**
   * Writes blocks of samples as {@link backfill} does, from a file, in few blocks: up to a day each.
   *
   * @param file - the file of the samples, in OpenMetrics text
   * @param dataDir - the data folder
   */
  createBlocks(file: string, dataDir: string): Promise<Verdict>;
}

/**
 * The promtool that belongs to a Prometheus.
 *
 * @param found - the Prometheus that was found
 */
export function promtool(found: { readonly promtool: string }): Promtool {
  const run = (...args: string[]): Promise<Verdict> => runFor(undefined, ...args);
  const createBlocks = (file: string, dataDir: string): Promise<Verdict> =>
    runFor(blocksWithinMs, ...createBlocksArguments(file, dataDir));
  const runFor = async (timeoutMs: number | undefined, ...args: string[]): Promise<Verdict> => {
    const result = await runCommand(found.promtool, args, timeoutMs === undefined ? {} : { timeoutMs });
    const output = [result.stdout, result.stderr, result.failure ?? '']
      .filter((text) => text !== '')
      .join('\n');
    return { ok: result.ok, output };
  };

  const checkFile = (file: string, lintFatal: boolean): Promise<Verdict> =>
    run('check', 'rules', ...(lintFatal ? ['--lint=all', '--lint-fatal'] : []), file);

  return {
    checkRules: (rules, { lintFatal = false } = {}) => {
      if ('file' in rules) return checkFile(rules.file, lintFatal);
      return withTempFiles({ 'rules.yaml': rules.yaml }, async (folder) => {
        const { ok, output } = await checkFile(join(folder, 'rules.yaml'), lintFatal);
        return { ok, output: output.replaceAll(`${folder}/`, '') };
      });
    },
    testRules: (files) => runFor(testsWithinMs, 'test', 'rules', ...files),
    checkConfig: (file) => run('check', 'config', file),
    backfill: (openMetrics, dataDir) =>
      withTempFiles({ 'samples.om': openMetrics }, (folder) =>
        createBlocks(join(folder, 'samples.om'), dataDir),
      ),
    createBlocks,
  };
}
