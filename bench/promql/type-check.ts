import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What the compiler says of its own work. */
export interface TypeCheck {
  /** Time in the checker, in seconds. */
  readonly seconds: number;

  /** How many types it has made of generic ones: the same in each run, whatever else the machine does. */
  readonly instantiations: number;
}

/** The compiler's work for so many services, each with a contract and rules of its own. */
export function typeCheck(services: number): TypeCheck {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'types-'));
  try {
    writeFileSync(join(folder, 'none.ts'), "export * from '../../src/sightline';\n");
    for (let index = 0; index < services; index++)
      writeFileSync(join(folder, `service-${index}.ts`), service(index));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tsconfig.json',
        compilerOptions: { noEmit: true },
        include: ['*.ts'],
      }),
    );
    const { status, stdout } = spawnSync(
      process.execPath,
      [require.resolve('typescript/bin/tsc'), '-p', folder, '--extendedDiagnostics'],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(stdout.slice(0, 1_000));
    const read = (title: string): number =>
      Number(new RegExp(`^${title}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1]);
    return { seconds: read('Check time'), instantiations: read('Instantiations') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A service that uses a good part of the typed language. */
function service(index: number): string {
  const name = `shop_${index}`;
  return `import {
  absent, add, and, avgOverTime, clampMin, counter, countValues, deriv, div, gauge, gt, histogram, histogramQuantile, httpStatus, increase,
  labelReplace, maxOverTime, mul, or, promql, rate, recorded, recordingRule, ruleGroup, subquery, sum, topk, vectorOf,
} from '../../src/sightline';
const requests = counter('${name}_requests_total', 'Requests', { method: ['GET', 'POST', 'PUT'], route: { max: 20 }, status: httpStatus });
const latency = histogram('${name}_request_seconds', 'Latency', { method: ['GET', 'POST'], route: { max: 20 } }, { buckets: [0.1, 0.5, 1, 5] });
const open = gauge('${name}_open_requests', 'Open', { queue: ['a', 'b'] });
const byRoute = sum(rate(requests.over('5m')), { by: ['route'] });
const failed = sum(rate(requests.where({ status: /5../ }).over('5m')), { by: ['route'] });
const share = div(or(failed, mul(0, byRoute)), gt(byRoute, 0));
const p99 = histogramQuantile(0.99, sum(rate(latency.bucket.over('5m')), { by: ['le', 'route'] }));
const fast = div(sum(rate(latency.under(0.5).over('1h')), { by: ['route'] }), sum(rate(latency.count.over('1h')), { by: ['route'] }));
const peak = maxOverTime(subquery(byRoute, '1d', '5m'));
const trend = topk(3, deriv(open.where({ queue: 'a' }).over('1h')), { by: ['pod'] });
const bad = recorded('${name}:bad:rate5m', ['namespace', 'service', 'slo']);
const week = avgOverTime(bad.where({ slo: 'availability' }).over('7d'));
const text = promql('sum by (route) (rate(${name}_requests_total[5m]))', { labels: ['route'], metrics: [requests] });
const joined = add(text, byRoute, { on: ['route'] });
const named = labelReplace(byRoute, 'top', '$1', 'route', '/([^/]*).*');
const all = [clampMin(share, 0), p99, fast, peak, week, joined, countValues('value', open, { by: ['queue'] })];
export const rules = ruleGroup('${name}', [
  recordingRule('${name}:errors:ratio', share),
  recordingRule('${name}:latency:p99', p99),
  recordingRule('${name}:fast:ratio', fast),
  recordingRule('${name}:peak:max', peak),
  recordingRule('${name}:week:avg', week),
  recordingRule('${name}:joined:sum', joined),
  recordingRule('${name}:increase:sum', sum(increase(requests.where({ method: ['GET', 'POST'] }).over('1h')), { by: ['route', 'method'] })),
  recordingRule('${name}:none:absent', absent(and(requests, requests))),
  recordingRule('${name}:one:vector', vectorOf(1)),
  recordingRule('${name}:trend:top', trend),
  recordingRule('${name}:named:top', sum(named, { by: ['top'] })),
]);
export const count = all.length;
`;
}
