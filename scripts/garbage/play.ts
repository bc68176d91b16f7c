import { inspect, types } from 'node:util';
import { Chart } from 'cdk8s';
import * as door from '../../src/sightline';
import { ProblemsError, SightlineApp } from '../../src/sightline';
import { random, type Random } from '../../test/sightline/promql/random';
import { argumentsFor, wrongOf } from './arguments';
import { constants, constructs, functions, methodsOf, ownMethodsOf, type Callee } from './door';
import { garbageOf, nameOf } from './garbage';
import { checkProblems, observe } from './observe';
import { operands, rightArguments, rightOfMethods, rightProps, stackOptions } from './right-arguments';

/** Something that was thrown: by what, and where. */
export interface Throw {
  /** What is the same for all that are one fault. */
  readonly kind: string;

  /** One call that does it. */
  readonly example: string;

  readonly stack: string;
}

/** What came of many calls. */
export interface Played {
  readonly calls: number;
  readonly byKind: ReadonlyMap<string, { readonly times: number; readonly first: Throw }>;

  /** The call that took longest, in milliseconds. */
  readonly slowest: { readonly name: string; readonly milliseconds: number };
}

/** Functions that say in their documentation that they throw, and what. */
const documented: Readonly<Record<string, typeof ProblemsError>> = {
  instrument: ProblemsError,
  observeRequests: ProblemsError,
  'expressDoor.observeRequests': ProblemsError,
  'honoDoor.observeRequests': ProblemsError,
  'httpDoor.observeRequests': ProblemsError,
  'koaDoor.observeRequests': ProblemsError,
};

/** Functions that give back what they are given, which others then check: properties of it are the caller's. */
const handsOn = new Set([
  ...[
    'alertingRule',
    'alertRouting',
    'pagerDuty',
    'slack',
    'email',
    'webhook',
    'secretKey',
    'httpRoute',
    'problemsError',
  ],
]);

/** How many values are kept that others gave back. */
const poolSize = 300;

/** One in so many calls makes an app and renders it, which takes a thousand times as long. */
const callsOfAnApp = 40;

/** Calls what is behind the door with anything, and with what it gave back, and tells what throws. */
export function play(calls: number, seed: number): Played {
  const choices = random(seed);
  const pool: unknown[] = [...operands, ...constants];
  const byKind = new Map<string, { times: number; first: Throw }>();
  let slowest = { name: '', milliseconds: 0 };

  const attempt = (name: string, given: readonly unknown[], act: () => unknown): unknown => {
    const start = performance.now();
    try {
      const result = act();
      if (!handsOn.has(name)) observe(result);
      return result;
    } catch (thrown) {
      const allowed = documented[name];
      if (allowed !== undefined && thrown instanceof allowed) return undefined;
      const found = describeThrow(name, given, thrown);
      const known = byKind.get(found.kind);
      if (known === undefined) byKind.set(found.kind, { times: 1, first: found });
      else known.times += 1;
      return undefined;
    } finally {
      const milliseconds = performance.now() - start;
      if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
    }
  };

  const remember = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || types.isProxy(value)) return;
    if (pool.length < poolSize) pool.push(value);
    else pool[choices.below(poolSize - operands.length) + operands.length] = value;
  };

  for (let call = 0; call < calls; call++) {
    if (choices.below(callsOfAnApp) === 0) {
      playApp(choices, pool, attempt);
      continue;
    }
    const callee = pickCallee(choices, pool);
    const right = rightArguments[callee.name];
    const given = argumentsFor(choices, callee.arity, right, pool);
    remember(attempt(callee.name, given, () => callee.call(...given)));
  }
  return { calls, byKind, slowest };
}

function pickCallee(choices: Random, pool: readonly unknown[]): Callee {
  if (choices.chance(0.7)) return choices.pick(functions);
  const methods = methodsOf(choices.pick(pool));
  return methods.length === 0 ? choices.pick(functions) : choices.pick(methods);
}

type Attempt = (name: string, given: readonly unknown[], act: () => unknown) => unknown;

/** Makes an app of constructs, one of which is given something wrong, and renders it. */
function playApp(choices: Random, pool: readonly unknown[], attempt: Attempt): void {
  if (choices.chance(0.05)) {
    playProgram(choices, attempt);
    return;
  }
  const options = choices.chance(0.2)
    ? wrongOf(choices, { answers: [{ id: 'ALR426', place: '**', reason: 'x' }] }, pool)
    : {};
  // outdir and the like are options of cdk8s
  const app = attempt('SightlineApp', [options], () => new SightlineApp(options as object));
  if (!(app instanceof SightlineApp)) return;
  const made: object[] = [];
  const given: unknown[] = [];
  const chart = choices.chance(0.9) ? new Chart(app, 'chart') : app;
  const stack = new door.KubePrometheusStack(app, 'stack', stackOptions);
  const right = rightProps(stack);
  const many = 1 + choices.below(3);
  for (let index = 0; index < many; index++) {
    const construct = choices.pick(constructs);
    const fitting = right[construct.name];
    const props = choices.chance(0.1) ? fitting : wrongOf(choices, fitting, pool);
    given.push(props);
    const id = choices.chance(0.9) ? `${construct.name}${index}` : `${index}${nameOf(choices)}`;
    // typed as one of them: each takes a scope, an id and options
    const make = construct as unknown as new (scope: object, id: string, props: unknown) => object;
    const result = attempt(construct.name, [id, props], () => new make(chart, id, props));
    if (typeof result === 'object' && result !== null) made.push(result);
  }
  for (const construct of made) {
    if (!choices.chance(0.4)) continue;
    const methods = ownMethodsOf(construct).filter(({ name }) => name in rightOfMethods);
    if (methods.length === 0) continue;
    const method = choices.pick(methods);
    const passed = argumentsFor(choices, method.arity, rightOfMethods[method.name], pool);
    given.push(passed);
    attempt(`${construct.constructor.name}.${method.name}`, passed, () => method.call(...passed));
  }
  if (choices.chance(0.1)) {
    const name = garbageOf(choices);
    given.push(name);
    attempt('ensureNamespace', [name], () => {
      door.ensureNamespace(app, name as string);
    });
  }
  attempt('render', given, () => {
    const { problems } = app.render();
    checkProblems(problems);
    for (const construct of made) observe(construct);
  });
}

/** A program that throws anything, or gives back anything. */
function playProgram(choices: Random, attempt: Attempt): void {
  const given = garbageOf(choices);
  const throwing = choices.chance(0.5);
  const { exitCode } = process;
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  attempt('runProgram', [given], () => {
    door.runProgram(
      (choices.chance(0.2)
        ? given
        : () => {
            if (throwing) throw given;
            return given;
          }) as () => SightlineApp,
    );
  });
  process.stderr.write = write;
  process.exitCode = exitCode;
}

function describeThrow(name: string, given: readonly unknown[], thrown: unknown): Throw {
  const isError = thrown instanceof Error;
  const message = isError ? thrown.message : 'something that is no error';
  const stack = isError ? (thrown.stack ?? '') : '';
  // where names and values differ it is the same fault
  const shape = message
    .replace(/'[^']*'|"[^"]*"/g, "'…'")
    .replace(/\d+/g, '0')
    .slice(0, 120);
  return { kind: `${name}: ${shape}`, example: show(given), stack: stack.split('\n').slice(0, 6).join('\n') };
}

function show(given: readonly unknown[]): string {
  try {
    return inspect(given, { depth: 3, breakLength: Infinity, maxStringLength: 60, maxArrayLength: 6 }).slice(
      0,
      600,
    );
  } catch {
    return 'what can not be shown';
  }
}
