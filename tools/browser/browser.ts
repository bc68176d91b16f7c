import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { FoundBrowser } from './find-browser';

/** How a page is looked at. */
export interface PageOptions {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** A page in a browser. */
export interface Page {
  /** What went wrong on it: errors and warnings of the console, and exceptions that nobody caught. */
  readonly errors: () => readonly string[];

  /** Sends a command of the DevTools protocol. @throws Error with what the browser says */
  readonly send: (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>;

  /** Evaluates an expression on it, waits for it if it is a promise, and returns its value as JSON. @throws Error if it throws */
  readonly evaluate: (expression: string) => Promise<unknown>;

  /** A PNG of what is on the screen, or of all of it. */
  readonly screenshot: (whole?: boolean) => Promise<Buffer>;
}

/** A browser without a window. */
export interface Browser {
  readonly open: (url: string, options: PageOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/**
 * Starts a browser, and talks to it through a pipe: a port of it would be open to everybody on this computer.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
export function startBrowser({ program }: FoundBrowser): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'sightline-browser-'));
  const child = spawn(
    program,
    [
      '--headless',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--disable-gpu',
      // its own sandbox needs rights that neither root nor a container has; it opens our own page and nothing else
      '--no-sandbox',
      '--no-first-run',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--disable-background-networking',
    ],
    { env: { ...process.env, HOME: profile }, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const { send, listen } = wire(child);
  const open = async (url: string, { width, height, scheme }: PageOptions): Promise<Page> => {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    const command: Page['send'] = (method, params) => send(method, params, session);
    const errors: string[] = [];
    let loaded: () => void = () => undefined;
    const isLoaded = new Promise<void>((done) => (loaded = done));
    listen(session, ({ method, params = {} }) => {
      if (method === 'Page.loadEventFired') loaded();
      if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded')
        errors.push(JSON.stringify(params));
      if (
        method === 'Runtime.consoleAPICalled' &&
        ['error', 'warning', 'assert'].includes(String(params.type))
      )
        errors.push(JSON.stringify(params));
    });
    for (const domain of ['Page', 'Runtime', 'Log']) await command(`${domain}.enable`);
    await command('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await command('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
    await command('Page.navigate', { url });
    await isLoaded;
    return {
      errors: () => errors,
      send: command,
      evaluate: async (expression) => {
        const answer = await command('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
        return (answer.result as { readonly value?: unknown }).value; // the protocol says so
      },
      screenshot: async (whole = false) => {
        const { data } = await command('Page.captureScreenshot', {
          format: 'png',
          captureBeyondViewport: whole,
          ...(whole ? await clip(command) : {}),
        });
        return Buffer.from(String(data), 'base64');
      },
    };
  };
  return {
    open,
    close: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      await Promise.race([send('Browser.close').catch(() => undefined), ended]);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** All of a page, however long. */
async function clip(command: Page['send']): Promise<object> {
  const { cssContentSize } = await command('Page.getLayoutMetrics');
  return { clip: { ...(cssContentSize as object), scale: 1 } };
}

type Listener = (message: Message) => void;

/** Messages through the pipe: JSON, each ended by a NUL. */
function wire(child: ChildProcess) {
  const [output, input] = [child.stdio[3] as Writable, child.stdio[4] as Readable]; // they are pipes: see where it is started
  const waiting = new Map<
    number,
    { readonly done: (message: Message) => void; readonly fail: (why: Error) => void }
  >();
  const listeners = new Map<string, Listener>();
  let count = 0;
  let rest = '';
  input.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message; // what the protocol says
      if (message.id === undefined) listeners.get(message.sessionId ?? '')?.(message);
      else waiting.get(message.id)?.done(message);
    }
  });
  const end = (why: Error): void => {
    for (const { fail } of waiting.values()) fail(why);
  };
  child.once('error', end);
  child.once('exit', () => end(new Error('the browser has ended')));
  output.on('error', end);
  input.on('error', end);
  return {
    listen: (session: string, listener: Listener) => listeners.set(session, listener),
    send: async (
      method: string,
      params: object = {},
      sessionId?: string,
    ): Promise<Readonly<Record<string, unknown>>> => {
      const id = ++count;
      const message = await new Promise<Message>((done, fail) => {
        waiting.set(id, { done, fail });
        output.write(
          `${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
        );
      });
      waiting.delete(id);
      if (message.error !== undefined) throw new Error(`${method}: ${message.error.message}`);
      return message.result ?? {};
    },
  };
}
