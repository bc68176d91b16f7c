import { mkdtempSync, rmSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Found } from '../tools/prometheus/find';
import type { Server } from '../tools/prometheus/server';
import { before } from './objectives/before';
import { writeBlocks } from './objectives/blocks';
import { foundServers } from './objectives/found-servers';
import { ours } from './objectives/ours';
import type { Shape } from './objectives/shape';
import { scrapeSeconds } from './objectives/task-api';
import { checkDone } from './objectives-cpu/check';
import { servePage } from './objectives-cpu/page';
import { pastMonth, pastOf } from './objectives-cpu/past';
import { ruleFile } from './objectives-cpu/rule-file';
import { scrapedOf } from './objectives-cpu/scraped';
import { blocksUntil, startWithPast, type Past } from './objectives-cpu/start';
import { allEvaluated, workPerMinute, type Work } from './objectives-cpu/work';
import { print, ratioLine, thousands } from './report';

const objectives = 500;

/** Ten in a namespace: a rule that reads all of its namespace reads the pods of ten. */
const targets = Array.from({ length: objectives }, (_, index) => ({
  namespace: `team-${Math.floor(index / 10)}`,
  service: `task-api-${index}`,
}));

/** A whole number of rounds of each group that costs anything. */
const stretchSeconds = 240;

/** A server with the rules that it evaluates. */
interface Run {
  readonly shapes: readonly Shape[];
  readonly server: Server;
}

/** What 500 objectives cost a real Prometheus that evaluates their rules over 30 days: ours beside those of the version before. */
export async function benchObjectivesCpu(): Promise<void> {
  const found = await foundServers('CPU of objectives');
  const writer = found.at(-1);
  if (writer === undefined) return;
  const scraped = targets.flatMap(scrapedOf);
  const page = await servePage(scraped);
  const folder = mkdtempSync(join(tmpdir(), 'sightline-objectives-cpu-'));
  try {
    const span = pastMonth();
    const sides = [before, ours].map((write) => targets.map(write));
    const pasts: { readonly shapes: readonly Shape[]; readonly past: Past }[] = [];
    for (const [index, shapes] of sides.entries()) {
      const own = join(folder, String(index));
      mkdirSync(own);
      const history = pastOf(scraped, shapes, span);
      const until = blocksUntil(span.end);
      const blocks = await writeBlocks(writer, history, { ...span, end: until }, own);
      pasts.push({ shapes, past: { blocks, history, until } });
    }
    // one version after the other: two cores keep up with two servers
    for (const prometheus of found) await measure(prometheus, pasts, page.address);
  } finally {
    page.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rules before and ours on one version of Prometheus, at the same time. */
async function measure(
  prometheus: Found,
  pasts: readonly { readonly shapes: readonly Shape[]; readonly past: Past }[],
  address: string,
): Promise<void> {
  const runs: Run[] = [];
  try {
    for (const { shapes, past } of pasts) {
      runs.push({ shapes, server: await start(prometheus, past, shapes, address) });
    }
    for (const { server, shapes } of runs) {
      await allEvaluated(server, shapes.flatMap(({ groups }) => groups).length, stretchSeconds);
    }
    const works = await Promise.all(runs.map(({ server }) => workPerMinute(server, stretchSeconds)));
    await report(prometheus, runs, works);
  } finally {
    await Promise.all(runs.map(({ server }) => server.stop()));
  }
}

function start(prometheus: Found, past: Past, shapes: readonly Shape[], address: string): Promise<Server> {
  const config = {
    global: { scrape_interval: `${scrapeSeconds}s` },
    scrape_configs: [{ job_name: 'task-api', honor_labels: true, static_configs: [{ targets: [address] }] }],
  };
  return startWithPast(prometheus, past, { config, rules: { 'objectives.yaml': ruleFile(shapes) } });
}

async function report({ version }: Found, runs: readonly Run[], works: readonly Work[]): Promise<void> {
  print(
    `CPU of ${objectives} objectives, Prometheus ${version}: 11 counters each, scraped each ${scrapeSeconds} s, 30 days of what rules read, ${stretchSeconds} s measured; per minute:`,
  );
  const measured = runs.flatMap((run, index) => {
    const work = works[index];
    return work === undefined ? [] : [{ ...run, work }];
  });
  for (const { shapes, work } of measured) {
    const evaluations = thousands(work.evaluations);
    // Prometheus 2.42 does not count them
    const read = work.samples > 0 ? ` that read ${thousands(work.samples)} samples` : '';
    print(
      `         ${shapes[0]?.name ?? ''} ${work.cpuSeconds.toFixed(2)} s, ${evaluations} evaluations${read}`,
    );
  }
  for (const { server, shapes, work } of measured) {
    for (const note of await checkDone(server, shapes, work, stretchSeconds)) {
      print(`         ${shapes[0]?.name ?? ''}, ${note}`);
    }
  }
  const [old = NaN, now = NaN] = measured.map(({ work }) => work.cpuSeconds);
  print(ratioLine(`CPU of ${objectives} objectives to that of the rules before`, now / old, 0.25));
}
