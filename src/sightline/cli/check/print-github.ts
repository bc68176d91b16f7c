import type { Problem } from '../../problem/problem';
import type { CheckReport } from './check-report';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * A report as commands of a GitHub workflow, which become annotations of the lines.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function printGithub({ problems }: CheckReport): string {
  return problems.map(commandOf).join('');
}

function commandOf({ severity, id, file, line, column, message, fix }: Problem): string {
  const properties = Object.entries({ file: file === '-' ? undefined : file, line, col: column, title: id })
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([name, value]) => `${name}=${property(String(value))}`);
  const text = fix === undefined ? message : `${message}\nFix: ${fix}`;
  return `::${commands[severity]} ${properties.join(',')}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
