import { printYaml } from '../yaml/print-yaml';
import { chart } from './chart';
import type { Installation } from './stack-options';
import type { HelmValues } from './helm-values';

/**
 * The values as the text of a YAML file. A comment says what the file is and how to use it.
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
  return printYaml([values], comment);
}
