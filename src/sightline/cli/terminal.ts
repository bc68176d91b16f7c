import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainStyle, type TextStyle } from '../problem/text-style';

/** Where a text is printed to. */
export interface Sink {
  readonly isTTY?: boolean | undefined;
}

/** What the environment says of terminals. */
export type TerminalEnvironment = Readonly<
  Partial<Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM' | 'CI', string>>
>;

/** As escape sequences have them: bold red, bold yellow and bold cyan. */
const colours = { error: '1;31', warning: '1;33', info: '1;36' } as const;

/**
 * The style for a stream: colours and links on a terminal, else none. `NO_COLOR` turns both off. `FORCE_COLOR` turns colours on wherever the text goes, which
 * for links may be no place to click on.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function styleOf({ isTTY = false }: Sink, environment: TerminalEnvironment): TextStyle {
  const { NO_COLOR = '', FORCE_COLOR, TERM } = environment;
  const isForced = FORCE_COLOR !== undefined && !['0', 'false'].includes(FORCE_COLOR);
  const isRefused = NO_COLOR !== '' || FORCE_COLOR === '0' || FORCE_COLOR === 'false' || TERM === 'dumb';
  if (!isForced && (isRefused || !isTTY)) return plainStyle;
  const coloured = { ...plainStyle, severity: severityOf, faint: (text: string) => painted('2', text) };
  return isTTY && !isRefused ? { ...coloured, place: placeLink, page: pageLink } : coloured;
}

function severityOf(severity: keyof typeof colours, text: string): string {
  return painted(colours[severity], text);
}

function painted(code: string, text: string): string {
  return text === '' ? '' : `\u001B[${code}m${text}\u001B[0m`;
}

function placeLink(file: string, line: number | undefined, text: string): string {
  return file === '-' ? text : link(resolve(file), line, text);
}

function pageLink(id: string, text: string): string {
  const page = pageOf(id, __dirname);
  return page === undefined ? text : link(page, undefined, text);
}

/** A link as terminals have it (OSC 8). The host tells a terminal whose files are meant, and a number behind `#` is the line, for those that open one. */
function link(path: string, line: number | undefined, text: string): string {
  const url = pathToFileURL(path);
  url.hostname = hostname();
  if (line !== undefined) url.hash = String(line);
  return `\u001B]8;;${url.href}\u001B\\${text}\u001B]8;;\u001B\\`;
}

/** The page about a problem, in the checkout or the package that holds a folder. */
function pageOf(id: string, folder: string): string | undefined {
  const page = join(folder, 'docs', 'checks', `${id}.md`);
  if (existsSync(page)) return page;
  return dirname(folder) === folder ? undefined : pageOf(id, dirname(folder));
}
