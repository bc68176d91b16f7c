import { parseDocument, stringify } from 'yaml';
import type { Files } from '../../src/sightline/prometheus/temp-files';

/** The configuration of a server: an object, or YAML text. */
export type ServerConfig = object | string;

/** What a server reads at its start and at a reload. */
export interface ServerInput {
  /**
   * The configuration, as an object or as YAML text. Relative files are looked for in the server's own folder.
   *
   * @default - no targets and the server's defaults
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
   */
  readonly config?: ServerConfig;

  /**
   * Rule files by name, such as `tasks.yaml`; the configuration need not name them.
   *
   * @default - those alone that the configuration names
   */
  readonly rules?: Files;
}

/**
 * The files of a server's folder: `prometheus.yml`, and the rule files below `rules/`, which it then names.
 *
 * @param input - the configuration and the rules
 * @throws Error when configuration text is no YAML mapping, while there are rules to add to it
 */
export function serverFiles({ config = {}, rules = {} }: ServerInput): Files {
  const names = Object.keys(rules).sort();
  const text = typeof config === 'string' ? config : stringify(config, { version: '1.1' });
  if (names.length === 0) return { 'prometheus.yml': text };

  const document = parseDocument(text, { version: '1.1' });
  if (document.errors[0]) throw new Error(`The configuration is not YAML: ${document.errors[0].message}`);
  const content = document.toJS() as { readonly rule_files?: unknown } | null; // whatever the YAML says
  const named = content?.rule_files ?? [];
  if (!Array.isArray(named)) throw new Error(`The configuration's 'rule_files' is not a list.`);
  document.set('rule_files', [...(named as unknown[]), ...names.map((name) => `rules/${name}`)]);
  const files = names.map((name) => [`rules/${name}`, rules[name] ?? '']);
  return { 'prometheus.yml': document.toString(), ...(Object.fromEntries(files) as Files) };
}
