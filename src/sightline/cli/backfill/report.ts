import { createBlocksArguments } from '../../prometheus/promtool';
import type { Filled } from './fill-objective';
import { stepSeconds } from './grid';

/** What was filled, what was not and why, and how the samples come into the Prometheus. */
export function report(
  filled: readonly Filled[],
  { output, blocks }: { readonly output: string; readonly blocks: string | undefined },
): string {
  const samples = filled.reduce((sum, { lines }) => sum + lines.length, 0);
  const said = filled.map(lineOf).join('\n');
  if (samples === 0) return `${said}\nNothing was written.\n`;
  const written = `Wrote ${samples.toLocaleString('en-US')} samples to ${output}`;
  return blocks === undefined
    ? `${said}\n${written}.\n\n${inKubernetes(output)}`
    : `${said}\n${written}, and blocks of them to ${blocks}. Unless that is the data folder of the Prometheus, copy the blocks into it: it finds them within a minute.\n`;
}

function lineOf({ title, sum, gap, tooFresh }: Filled): string {
  const later =
    tooFresh === 0
      ? ''
      : `; the last ${hours(tooFresh)} before its rules began are still in memory: run this again in some hours to fill them, too`;
  if (gap !== undefined) return `${title}: not filled: ${gap}${later}`;
  if (sum === undefined) return `${title}: nothing to fill: its steps are recorded${later}`;
  const { steps, total, bad, from, to } = sum;
  return `${title}: ${count(steps)} steps from ${moment(from)} to ${moment(to)}, ${count(total)} events, ${count(bad)} of them bad${later}`;
}

function inKubernetes(file: string): string {
  const target = '/prometheus/backfill.om';
  const exec = 'kubectl -n NAMESPACE exec -i POD -c prometheus --';
  return [
    'To import them where the operator runs Prometheus, for each of its pods (kubectl get pods -A -l app.kubernetes.io/name=prometheus):',
    `  ${exec} sh -c 'cat > ${target}' < ${file}`,
    `  ${exec} promtool ${createBlocksArguments(target, '/prometheus').join(' ')}`,
    `  ${exec} rm ${target}`,
    'Prometheus finds the blocks within a minute, and budgets are right once the rules are evaluated again.',
    '',
  ].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
}

function hours(steps: number): string {
  const length = (steps * stepSeconds) / 3600;
  return length < 1 ? `${Math.ceil(length * 60)} minutes` : `${Math.ceil(length)} hours`;
}
