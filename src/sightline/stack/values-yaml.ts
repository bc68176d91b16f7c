import { stringify } from 'yaml';
import { chart } from './chart';
import type { Installation } from './stack-options';
import type { HelmValues } from './values';

/**
 * The values as the text of a YAML file, as cdk8s prints YAML: what version 1.1 would read as something else is
 * quoted, and no line is folded. A comment says what the file is and how to use it.
 *
 * @param values the values, from `stackValues`
 * @param installation what they are for
 * @param file the name of the file, for the command in the comment
 */
export function valuesYaml(values: HelmValues, installation: Installation, file: string): string {
  const { release, namespace, chartVersion } = installation;
  const command = [
    `helm upgrade --install ${release} ${chart.reference}`,
    `--version ${chartVersion} --namespace ${namespace} --values ${file}`,
  ].join(' ');
  const comment = [
    `Values of the Helm chart ${chart.name} ${chartVersion}. Generated: change the program, not this file.`,
    command,
  ];
  const body = stringify(values, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
  return `${comment.map((line) => `# ${line}\n`).join('')}${body}`;
}
