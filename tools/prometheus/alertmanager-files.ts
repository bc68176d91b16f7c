import { stringify } from 'yaml';
import type { Files } from '../../src/sightline/prometheus/temp-files';

/** What an Alertmanager reads. */
export interface AlertmanagerInput {
  /** Its configuration. */
  readonly config: object;

  /**
   * Files that the configuration names by a path relative to its own, such as those with secrets.
   *
   * @default - none
   */
  readonly files?: Files;
}

/** The name of the configuration among the files. */
export const configFile = 'alertmanager.yml';

/** All files that an Alertmanager reads, its configuration among them. */
export function alertmanagerFiles({ config, files = {} }: AlertmanagerInput): Files {
  return { ...files, [configFile]: stringify(config, { version: '1.1' }) };
}
