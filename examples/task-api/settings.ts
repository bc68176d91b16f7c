/** What the environment says. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly faults: boolean;

  /** How long it goes on after it was told to stop, in milliseconds: until no traffic is sent to it any more. */
  readonly drain: number;

  readonly logLevel: string;

  /** @default - requests are not logged */
  readonly log?: string;
}

/**
 * Reads the environment.
 *
 * @throws Error if a variable is wrong, with its name
 */
export function settingsOf(env: Readonly<Record<string, string | undefined>>): Settings {
  const faults = env.TASK_API_FAULTS ?? '0';
  if (faults !== '0' && faults !== '1') throw new Error(`TASK_API_FAULTS (${faults}) must be 0 or 1`);
  return {
    host: env.HOST ?? '0.0.0.0',
    port: wholeNumber(env, 'PORT', 8000, 65_535),
    faults: faults === '1',
    drain: wholeNumber(env, 'TASK_API_DRAIN_MS', 0, 600_000),
    logLevel: env.TASK_API_LOG_LEVEL ?? 'warn',
    ...(env.TASK_API_LOG === undefined || env.TASK_API_LOG === '' ? {} : { log: env.TASK_API_LOG }),
  };
}

function wholeNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  most: number,
): number {
  const text = env[name] ?? String(otherwise);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) {
    throw new Error(`${name} (${text}) must be a whole number from 0 to ${most}`);
  }
  return value;
}
