import * as main from '../../src/sightline';
import * as contractDoor from '../../src/sightline/instrument/contract';
import * as expressDoor from '../../src/sightline/instrument/express';
import * as fastifyDoor from '../../src/sightline/instrument/fastify';
import * as honoDoor from '../../src/sightline/instrument/hono';
import * as httpDoor from '../../src/sightline/instrument/http';
import * as koaDoor from '../../src/sightline/instrument/koa';
import * as promClientDoor from '../../src/sightline/instrument/prom-client';

type Callable = (...given: readonly unknown[]) => unknown;

/** A function that a program can call. */
export interface Callee {
  /** As a program would write it: `sum`, `x.where`. */
  readonly name: string;

  /** How many arguments it names; it is called with up to one more. */
  readonly arity: number;
  readonly call: Callable;
}

/** What is called in a way of its own, and not with anything: the constructs, and what runs a program. */
const special = new Set(['runProgram', 'SightlineApp', 'ensureNamespace', 'ProblemsError']);

/** The classes of constructs. */
export const constructs = [
  main.KubePrometheusStack,
  main.MonitoredService,
  main.ClusterIpService,
  main.PrometheusRule,
  main.ServiceMonitor,
  main.PodMonitor,
  main.Probe,
  main.Workload,
] as const;

/** Functions that classes and objects have. */
const statics = {
  ...Object.fromEntries(
    Object.entries(main.thirdParty).map(([name, call]): [string, unknown] => [`thirdParty.${name}`, call]),
  ),
  isKubePrometheusStack: (given: unknown) => main.KubePrometheusStack.isKubePrometheusStack(given),
  isMonitoredService: (given: unknown) => main.MonitoredService.isMonitoredService(given),
  allIn: (given: never) => main.MonitoredService.allIn(given),
  problemsError: (given: never) => new main.ProblemsError(given),
  ...Object.fromEntries(
    Object.entries({ expressDoor, honoDoor, httpDoor, koaDoor }).map(([name, door]): [string, unknown] => [
      `${name}.observeRequests`,
      door.observeRequests,
    ]),
  ),
};

/** Every function behind the door and its sub-paths. */
export const functions: readonly Callee[] = [
  ...new Map(
    [contractDoor, promClientDoor, fastifyDoor, main].flatMap((door) =>
      Object.entries<unknown>({ ...door, ...statics })
        .filter(([name, value]) => typeof value === 'function' && !isClass(value) && !special.has(name))
        // typeof has just told that it is a function; which arguments it takes is what is tried
        .map(([name, value]) => [name, { name, arity: (value as Callable).length, call: value as Callable }]),
    ),
  ).values(),
];

/** The values behind the door that are no functions. */
export const constants: readonly unknown[] = Object.values(main).filter(
  (value) => typeof value !== 'function',
);

/** The methods of what the library gives back, and how many arguments they name. */
const methods = { where: 1, over: 2, offset: 1, at: 1, smoothed: 0, under: 1 } as const;

/** The methods that a value has, to be called as a program would: `requests.where(…)`. */
export function methodsOf(value: unknown): readonly Callee[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(methods).flatMap(([name, arity]) => {
    const method: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    if (typeof method !== 'function') return [];
    return [
      {
        name: `x.${name}`,
        arity,
        call: (...given) => (method as Callable).apply(value as never, given as never),
      },
    ];
  });
}

/** The methods and getters of a construct that are its own, and not those of cdk8s. */
export function ownMethodsOf(construct: object): readonly Callee[] {
  const prototype = Object.getPrototypeOf(construct) as object; // a construct has the prototype of its class
  return Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor')
    .map(([name, { value }]) => ({
      name,
      arity: (value as Callable).length,
      call: (...given) => (value as Callable).apply(construct as never, given as never),
    }));
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}
