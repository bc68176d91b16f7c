import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { median } from './measure';
import { atLeastLine, print } from './report';

const root = resolve(__dirname, '..');
const starts = 3;
const rounds = 3;
const services = ['plain', 'sightline', 'fastify-metrics'] as const;

/** How Node runs the services: as it is, and with one choice of the engine taken out. */
const ways = [
  { title: 'as Node runs it', flags: [] },
  // Some processes lose, in their first second and for life, what the engine has learnt of process.nextTick, which then takes two microseconds
  // a request; a hook that does nothing can tip a service into it. With this flag all of them are alike.
  { title: 'with --no-lazy-feedback-allocation', flags: ['--no-lazy-feedback-allocation'] },
] as const;

/** What the Fastify plugin costs: requests per second of a service that does next to nothing, with and without it. */
export async function benchFastify(): Promise<void> {
  const folder = join(root, '.cache'); // below the project, so that packages are found
  mkdirSync(folder, { recursive: true });
  const output = mkdtempSync(join(folder, 'bench-fastify-'));
  try {
    compile(output);
    for (const { title, flags } of ways) {
      const rates = services.map((): number[] => []);
      for (let start = 0; start < starts; start++) {
        for (const [index, measured] of (await ratesOfOneStart(output, flags)).entries()) {
          rates[index]?.push(...measured);
        }
      }
      const perSecond = services.map(
        (service, index) => `${service} ${Math.round(median(rates[index] ?? []))}`,
      );
      // each round by itself, so that a slow moment of the machine falls on both sides of its ratio
      const ratio = (index: number) =>
        median((rates[0] ?? []).map((plain, round) => (rates[index]?.[round] ?? NaN) / plain));
      print(`Fastify ${title}, requests per second, medians of ${starts * rounds}: ${perSecond.join(', ')}`);
      print(atLeastLine('requests per second with our plugin to without', ratio(1), 0.9));
      print(`${ratio(2).toFixed(2).padStart(7)}  the same with fastify-metrics`);
    }
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Starts each service once, and measures them in turns. */
async function ratesOfOneStart(output: string, flags: readonly string[]): Promise<number[][]> {
  const children = services.map((service) =>
    fork(join(output, 'bench/fastify/server.js'), [service], { execArgv: ['--expose-gc', ...flags] }),
  );
  try {
    return await measureRates(await Promise.all(children.map(addressOf)));
  } finally {
    for (const child of children) child.kill();
  }
}

/** As a service is deployed: ts-node loads `domain`, which makes every event of Node slower. */
function compile(output: string): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(root, 'bench/fastify/tsconfig.json');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--outDir', output], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the service does not compile:\n${stdout}`);
}

/** The rates of each service: one round to warm up, then the counted ones, each of which begins with another service. */
async function measureRates(addresses: readonly string[]): Promise<number[][]> {
  const rates = addresses.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const turn of addresses.keys()) {
      const index = (round + turn) % addresses.length;
      const rate = await requestsPerSecond(`${addresses[index]}/tasks/17`);
      if (round > 0) rates[index]?.push(rate);
    }
  }
  return rates;
}

async function addressOf(child: ChildProcess): Promise<string> {
  const [address] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the service did not start');
    }),
  ])) as [string]; // its one message
  return address;
}

/** As many as the service can answer, over as many connections as keep it busy; one request at a time on each, as real clients have. */
async function requestsPerSecond(url: string): Promise<number> {
  const { requests, errors, non2xx } = await autocannon({
    url,
    connections: 100,
    pipelining: 1,
    duration: 2,
  });
  if (errors + non2xx > 0) throw new Error(`${errors} errors and ${non2xx} wrong answers of ${url}`);
  return requests.average;
}
