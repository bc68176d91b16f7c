import { findPrometheus, isFound } from '../../tools/prometheus/find';
import { connect } from '../../test/sightline/rules/behaviour/objectives/streams/connection';
import { startReceiver } from '../../test/sightline/rules/behaviour/objectives/streams/on-server';
import { replay } from '../../test/sightline/rules/behaviour/objectives/streams/replay';
import {
  errorsOf,
  scenarios,
  type Scenario,
} from '../../test/sightline/rules/behaviour/objectives/streams/scenarios';

/** Errors are written in percent. */
function percent(share: number): string {
  return (share * 100).toFixed(2).padStart(6);
}

async function measure(major: 2 | 3, all: readonly Scenario[]): Promise<void> {
  const found = await findPrometheus(major);
  if (!isFound(found)) throw new Error(found.reason);
  const server = await startReceiver(found);
  try {
    for (const scenario of all) {
      const start = Date.now();
      const { bad, total, ratio, budget } = await errorsOf(scenario, (play) =>
        replay(connect(server.url), play),
      );
      const errors = [bad, total, ratio, budget];
      const verdict = errors.every((error) => error <= scenario.bar) ? '' : '  TOO MUCH';
      const took = ((Date.now() - start) / 1000).toFixed(1);
      process.stdout.write(
        `| ${found.version} | ${scenario.title} | ${errors.map(percent).join(' | ')} | ${percent(scenario.bar)} |${verdict} ${took}s\n`,
      );
      if (verdict !== '') process.exitCode = 1;
    }
  } finally {
    await server.stop();
  }
}

async function main(words: readonly string[]): Promise<void> {
  const wanted = scenarios.filter(
    ({ title }) => words.length === 0 || words.some((word) => title.includes(word)),
  );
  process.stdout.write('| Prometheus | stream | bad | all | ratio | budget | allowed | in percent\n');
  for (const major of [2, 3] as const) await measure(major, wanted);
}

void main(process.argv.slice(2));
