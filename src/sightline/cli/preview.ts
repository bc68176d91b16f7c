import { readFileSync } from 'node:fs';
import { client } from '../prometheus/client';
import { messageOf } from '../prometheus/node-error';
import { startPreview } from '../preview/preview-server';
import { rangesOf } from '../preview/ranges';
import { defined } from '../problem/defined';
import { CannotRun, reasonOf } from './cannot-run';
import { previewedDashboards, type PreviewChoice } from './previewed-dashboards';
import type { Program } from './program';
import { readAddress, readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline preview --help` says. */
export const previewUsage = `Usage: sightline preview --prometheus URL [options]

Serves a page, on this computer alone, that draws the dashboards of the program from a Prometheus, without Grafana: golden signals, objectives with
their budgets, and the alerts that fire. It only reads: the queries of the panels, and the alerts. Ctrl-C ends it.

  --prometheus URL      the Prometheus, such as http://localhost:9090 behind 'kubectl port-forward'
  --environment NAME    which environment of the program it is of (default: the only one)
  --service NAME        which service, or NAMESPACE/NAME (default: all)
  --port PORT           of the page; 0 for any free one (default: 0)
  --refresh SECONDS     between two looks of the page, from 1 to 3600 (default: 15)
  --username NAME       for a Prometheus behind basic authentication
  --password-file FILE  its password (default: the variable SIGHTLINE_PROMETHEUS_PASSWORD)
  --token-file FILE     a bearer token (default: the variable SIGHTLINE_PROMETHEUS_TOKEN, where it is set)
  --help                this text

Exit code: 0 when it was ended, 2 if it can't be done.
`;

/** What the command needs of its surroundings. */
export interface PreviewContext {
  readonly program: Program;
  readonly env: Readonly<Record<string, string | undefined>>;

  /** Says something while it runs. */
  readonly say: (text: string) => void;

  /** Resolves when it is to end. */
  readonly ended: () => Promise<void>;
}

/** A panel that takes longer is not worth waiting for, in milliseconds. */
const patience = 30_000;

/**
 * Runs `sightline preview`, until it is told to end.
 *
 * @param args what follows `preview` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function previewCommand(args: readonly string[], context: PreviewContext): Promise<Outcome> {
  const options = readOptions(args, context.env);
  if (options === 'help') return { code: 0, output: previewUsage };
  const { prometheus, headers, port, refresh, choice } = options;
  const { dashboards, windows } = previewedDashboards(built(context.program), choice);
  const server = await startPreview(
    {
      prometheus: client(prometheus, patience, headers),
      dashboards: () => dashboards,
      ranges: rangesOf([900, 3600, 21_600], windows),
      range: 3600,
      refresh: refresh * 1000,
    },
    port,
  ).catch((failure: unknown) => {
    throw new CannotRun(
      `the page can't be served on port ${port}: ${reasonOf(failure)}; '--port' names another, and 0 is any free one`,
    );
  });
  context.say(`Preview of ${prometheus}: ${server.url}\nCtrl-C ends it.\n`);
  await context.ended();
  await server.stop();
  return { code: 0, output: '' };
}

function built(program: Program): ReturnType<Program> {
  try {
    return program();
  } catch (failure) {
    if (failure instanceof CannotRun) throw failure;
    throw new CannotRun(`the program can't be built: ${reasonOf(failure)}`);
  }
}

interface Options {
  readonly prometheus: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  readonly refresh: number;
  readonly choice: PreviewChoice;
}

function readOptions(args: readonly string[], env: PreviewContext['env']): Options | 'help' {
  const { values } = readArgs(previewUsage, {
    args: [...args],
    options: {
      prometheus: { type: 'string' },
      environment: { type: 'string' },
      service: { type: 'string' },
      port: { type: 'string', default: '0' },
      refresh: { type: 'string', default: '15' },
      username: { type: 'string' },
      'password-file': { type: 'string' },
      'token-file': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const { prometheus, environment, service, port, refresh } = values;
  if (prometheus === undefined)
    throw new CannotRun(`say which Prometheus: '--prometheus'\n\n${previewUsage}`);
  return {
    prometheus: addressOf(prometheus),
    headers: authorization(values, env),
    port: wholeNumber('--port', port, { least: 0, most: 65_535 }),
    refresh: wholeNumber('--refresh', refresh, { least: 1, most: 3600 }),
    choice: defined({ environment, service }),
  };
}

/** An address without a password, which the page and the terminal would show. */
function addressOf(text: string): string {
  const url = readAddress('--prometheus', text);
  if (url.username === '' && url.password === '') return text;
  throw new CannotRun(
    `'--prometheus' (${url.protocol}//…@${url.host}) has a user or a password in it; give them by '--username' and '--password-file'`,
  );
}

function wholeNumber(
  flag: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new CannotRun(`'${flag}' (${text}) must be a whole number from ${least} to ${most}`);
}

interface Authentication {
  readonly username?: string | undefined;
  readonly 'password-file'?: string | undefined;
  readonly 'token-file'?: string | undefined;
}

function authorization(given: Authentication, env: PreviewContext['env']): Readonly<Record<string, string>> {
  const { username, 'password-file': passwordFile, 'token-file': tokenFile } = given;
  if (username === undefined) {
    if (passwordFile !== undefined) throw new CannotRun("'--password-file' needs '--username'");
    const token =
      tokenFile === undefined ? env.SIGHTLINE_PROMETHEUS_TOKEN : secretIn(tokenFile, '--token-file');
    return token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` };
  }
  if (tokenFile !== undefined)
    throw new CannotRun("'--username' and '--token-file' exclude each other; give one of them");
  const password =
    passwordFile === undefined
      ? env.SIGHTLINE_PROMETHEUS_PASSWORD
      : secretIn(passwordFile, '--password-file');
  if (password === undefined)
    throw new CannotRun(
      "'--username' needs a password: '--password-file', or the variable SIGHTLINE_PROMETHEUS_PASSWORD",
    );
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** What a file holds, without the end of its line. */
function secretIn(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (failure) {
    throw new CannotRun(`'${flag}' (${file}) can't be read: ${messageOf(failure)}`);
  }
}
