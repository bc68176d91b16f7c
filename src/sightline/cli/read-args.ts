import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CannotRun, reasonOf } from './cannot-run';

/**
 * Reads the command line of a command.
 *
 * @param usage what is said of the command where it can't be understood
 * @throws CannotRun if there is an option that it does not have, or one without its value
 */
export function readArgs<C extends ParseArgsConfig>(
  usage: string,
  config: C,
): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (failure) {
    throw new CannotRun(`${reasonOf(failure)}\n\n${usage}`);
  }
}

/**
 * Whether a report is to be JSON: what `--format` says.
 *
 * @throws CannotRun if it is neither text nor json
 */
export function isJson(format = 'text'): boolean {
  if (format !== 'text' && format !== 'json')
    throw new CannotRun(`'--format' (${format}) must be text or json`);
  return format === 'json';
}

/**
 * Reads the address of a server.
 *
 * @throws CannotRun if it is no address of HTTP
 */
export function readAddress(flag: string, text: string): URL {
  if (isUrl(text) && URL.canParse(text)) return new URL(text);
  throw new CannotRun(`'${flag}' (${text}) must be an address such as http://localhost:9090`);
}

/** Whether a text is the address of a page, and no path of a file. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
