import { findPrometheus } from '../tools/prometheus/find';
import { promtool } from '../src/sightline/prometheus/promtool';
import { check } from '../src/sightline/promql/check/check';
import { parse } from '../src/sightline/promql/parse/parse';
import { print as printExpression } from '../src/sightline/promql/print/print';
import { median } from './measure';
import { publicExpressions, ruleFile } from './promql/expressions';
import { typeCheck } from './promql/type-check';
import { print, ratioLine } from './report';

const rounds = 7;

/** Reading, checking and inferring expressions, against the bare grammar; a rule file, against promtool; and the types of many services. */
export async function benchPromql(): Promise<void> {
  const { parser } = await import('@prometheus-io/lezer-promql');
  const expressions = publicExpressions(5_000);
  const whole = (text: string): void => {
    const { node } = parse(text);
    if (node === undefined) throw new Error(text);
    check(node, { use: 'rule' });
  };
  const tasks: Readonly<Record<string, (text: string) => void>> = {
    'bare grammar': (text) => void parser.parse(text),
    parse: (text) => void parse(text),
    'parse, check, infer': whole,
    'parse and print': (text) => {
      const { node } = parse(text);
      if (node !== undefined) printExpression(node);
    },
  };
  const times = inTurn(tasks, expressions);
  const each = (title: string): number => (times.get(title) ?? NaN) / expressions.length;
  const texts = Object.keys(tasks).map((title) => `${title} ${(each(title) * 1e6).toFixed(1)} µs`);
  print(
    `an expression of ${Math.round(expressions.join('').length / expressions.length)} characters, medians of ${rounds}: ${texts.join(', ')}`,
  );
  print(
    ratioLine(
      'parse, check and infer to the bare grammar',
      each('parse, check, infer') / each('bare grammar'),
      5,
    ),
  );
  await againstPromtool(whole);
  againstMoreServices();
}

/** The median seconds of each task over all expressions, in turn, after a warm-up. */
function inTurn(
  tasks: Readonly<Record<string, (text: string) => void>>,
  expressions: readonly string[],
): ReadonlyMap<string, number> {
  const runs = new Map<string, number[]>(Object.keys(tasks).map((title) => [title, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [title, task] of Object.entries(tasks)) {
      const seconds = timed(() => expressions.forEach((text) => task(text)));
      if (round > 0) runs.get(title)?.push(seconds);
    }
  }
  return new Map([...runs].map(([title, all]) => [title, median(all)]));
}

async function againstPromtool(whole: (text: string) => void): Promise<void> {
  const expressions = publicExpressions(10_000);
  const yaml = ruleFile(expressions);
  const ours = median(
    Array.from({ length: rounds }, () => timed(() => expressions.forEach((text) => whole(text)))),
  );
  for (const major of [2, 3] as const) {
    const found = await findPrometheus(major);
    if ('reason' in found) {
      print(`no promtool ${major}: ${found.reason}`);
      continue;
    }
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = process.hrtime.bigint();
      const { ok, output } = await promtool(found).checkRules({ yaml });
      if (!ok) throw new Error(output.slice(0, 500));
      theirs.push(Number(process.hrtime.bigint() - start) / 1e9);
    }
    print(
      `${expressions.length} rules: ours ${ours.toFixed(2)} s, promtool ${found.version} ${median(theirs).toFixed(2)} s with its start and reading the file`,
    );
    print(ratioLine(`all rules of a file, to promtool ${found.version}`, ours / median(theirs), 1));
  }
}

function againstMoreServices(): void {
  const [none, few, many] = [typeCheck(0), typeCheck(50), typeCheck(200)];
  const work = [none, few, many].map(
    ({ seconds, instantiations }) => `${seconds.toFixed(2)} s and ${instantiations} instantiations`,
  );
  print(`types of no service, 50 and 200: ${work.join(', ')}`);
  const growth = (many.instantiations - none.instantiations) / (few.instantiations - none.instantiations);
  print(ratioLine('instantiations for 200 services to 50', growth, 4.2));
}

function timed(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
