import { join } from 'node:path';
import { type AlertmanagerInput, alertmanagerFiles, configFile } from './alertmanager-files';
import type { Labels } from '../../src/sightline/prometheus/answers';
import type { FoundAlertmanager } from './find';
import type { Verdict } from '../../src/sightline/prometheus/promtool';
import { type RunResult, runCommand } from '../../src/sightline/prometheus/run-command';
import { withTempFiles } from '../../src/sightline/prometheus/temp-files';

/** The amtool of one version, about one configuration. */
export interface Amtool {
  /** Checks the configuration as the server would when it loads it. */
  checkConfig(): Promise<Verdict>;

  /**
   * The receivers that an alert with these labels goes to, by name.
   *
   * @throws Error when amtool fails
   */
  receiversOf(labels: Labels): Promise<readonly string[]>;
}

/**
 * The amtool that belongs to an Alertmanager.
 *
 * @param found - the Alertmanager that was found
 * @param input - the configuration
 */
export function amtool(found: Pick<FoundAlertmanager, 'amtool'>, input: AlertmanagerInput): Amtool {
  const run = (args: (file: string) => string[]): Promise<RunResult> =>
    withTempFiles(alertmanagerFiles(input), (folder) =>
      runCommand(found.amtool, args(join(folder, configFile))),
    );
  return {
    checkConfig: async () => {
      const result = await run((file) => ['check-config', file]);
      return { ok: result.ok, output: outputOf(result) };
    },
    receiversOf: async (labels) => {
      const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      const result = await run((file) => ['config', 'routes', 'test', `--config.file=${file}`, ...pairs]);
      if (!result.ok) throw new Error(`amtool failed: ${outputOf(result)}`);
      return result.stdout.trim().split(',');
    },
  };
}

function outputOf({ stdout, stderr, failure = '' }: RunResult): string {
  return [stdout, stderr, failure].filter((text) => text !== '').join('\n');
}
