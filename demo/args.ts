import { parseArgs } from 'node:util';
import type { Major } from '../src/sightline/prometheus/software/version';
import { highestRate } from './load-model';

/** What the demo may be told. */
export interface DemoOptions {
  /** Requests per second, on average. */
  readonly rate: number;

  /** The share of requests that fail, in percent, of the routes that can; undefined for a service as it is: no faults at all. */
  readonly faults: number | undefined;

  /** Port of the Task API; 0 for any that is free. */
  readonly portApp: number;

  /** Port of Prometheus; 0 for any that is free. */
  readonly portPrometheus: number;

  /** Port of the page; 0 for any that is free. */
  readonly portPage: number;

  /** Seconds until it ends by itself; 0 for never. */
  readonly duration: number;

  /** Seconds between two scrapes, and between two evaluations of the rules. */
  readonly interval: number;

  /** Major versions of Prometheus to look for, in this order. */
  readonly prometheus: readonly Major[];

  /** Whether lines are appended, even on a terminal. */
  readonly plain: boolean;
}

/** What a command line comes to. */
export type DemoArgs =
  { readonly options: DemoOptions } | { readonly help: true } | { readonly wrong: readonly string[] };

/** What `npm run demo -- --help` says. */
export const demoUsage = `Usage: npm run demo -- [options]

Runs the Task API, traffic to it, a real Prometheus with the ServiceMonitor and the rules of dist/, and a page that draws the dashboards, on this
computer alone. Ctrl-C ends all of it.

  --rate N               requests per second, on average, up to ${highestRate} (default: 40)
  --faults PERCENT       how many requests to /tasks and /tasks/:id/complete fail with 500, beside incidents (default: 0.05)
  --no-faults            no failures, no incidents, nothing slowed down
  --interval SECONDS     between scrapes, and between evaluations of the rules; in the cluster it is dist/'s (default: 2)
  --duration SECONDS     end after so long; 0 for never (default: 0)
  --prometheus 2|3       which major version (default: 3, or 2 where 3 can't be had)
  --port-app PORT        of the Task API; 0 for any free one (default: 8000)
  --port-prometheus PORT of Prometheus; 0 for any free one (default: 9090)
  --port-page PORT       of the page; 0 for any free one (default: 8080)
  --plain                append lines in place of redrawing a table, as on a terminal with TERM=dumb
  --help                 this text
`;

const flags = {
  rate: { type: 'string' },
  faults: { type: 'string' },
  'no-faults': { type: 'boolean' },
  interval: { type: 'string' },
  duration: { type: 'string' },
  prometheus: { type: 'string' },
  'port-app': { type: 'string' },
  'port-prometheus': { type: 'string' },
  'port-page': { type: 'string' },
  plain: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of the demo.
 *
 * @param args the command line without the names of Node and of the program
 * @returns the options, or that help is wanted, or everything that is wrong
 */
export function parseDemoArgs(args: readonly string[]): DemoArgs {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { wrong: [parsed] };
  if (parsed.help === true) return { help: true };
  const wrong: string[] = [];
  const number = (name: NumberFlag, otherwise: number, { least, most, whole = false }: Bounds): number => {
    const text = parsed[name];
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most && (!whole || Number.isInteger(value)))
      return value;
    wrong.push(`'--${name}' (${text}) must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
    return otherwise;
  };
  const port = { least: 0, most: 65_535, whole: true };

  if (parsed.faults !== undefined && parsed['no-faults'] === true)
    wrong.push("'--faults' and '--no-faults' exclude each other; give one of them");
  const { prometheus = '' } = parsed;
  if (!['', '2', '3'].includes(prometheus)) wrong.push(`'--prometheus' (${prometheus}) must be 2 or 3`);
  const faults = number('faults', 0.05, { least: 0, most: 100 });
  const options: DemoOptions = {
    rate: number('rate', 40, { least: 1, most: highestRate }),
    faults: parsed['no-faults'] === true ? undefined : faults,
    portApp: number('port-app', 8000, port),
    portPrometheus: number('port-prometheus', 9090, port),
    portPage: number('port-page', 8080, port),
    duration: number('duration', 0, { least: 0, most: 86_400 }),
    interval: number('interval', 2, { least: 1, most: 30, whole: true }),
    prometheus: prometheus === '' ? [3, 2] : [prometheus === '2' ? 2 : 3],
    plain: parsed.plain ?? false,
  };
  const ports = [
    ['--port-app', options.portApp],
    ['--port-prometheus', options.portPrometheus],
    ['--port-page', options.portPage],
  ] as const;
  for (const [index, [flag, value]] of ports.entries()) {
    const same = ports.slice(0, index).find(([, other]) => other === value);
    if (same !== undefined && value !== 0)
      wrong.push(`'${same[0]}' and '${flag}' (${value}) must be two ports`);
  }
  return wrong.length > 0 ? { wrong } : { options };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];
type NumberFlag = 'rate' | 'faults' | 'interval' | 'duration' | 'port-app' | 'port-prometheus' | 'port-page';

function parse(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}
