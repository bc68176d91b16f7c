import { benchCheck } from './check';
import { benchCold } from './cold';
import { benchDashboards } from './dashboards';
import { benchFastify } from './fastify';
import { benchObjectives } from './objectives';
import { benchObjectivesCpu } from './objectives-cpu';
import { benchPromql } from './promql';
import { print } from './report';
import { benchScale } from './scale';
import { versions } from './versions';

const benchmarks: Readonly<Record<string, () => void | Promise<void>>> = {
  check: benchCheck,
  cold: benchCold,
  scale: benchScale,
  fastify: benchFastify,
  dashboards: benchDashboards,
  objectives: benchObjectives,
  'objectives-cpu': benchObjectivesCpu,
  promql: benchPromql,
};

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  print(versions());
  for (const [name, run] of Object.entries(benchmarks)) {
    if (wanted.length === 0 || wanted.includes(name)) await run();
  }
}

void main(process.argv.slice(2));
