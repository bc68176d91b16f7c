import type { ServiceContract } from '../contract/service-contract';
import { nearest } from '../problem/nearest';
import type { PrometheusVersion } from '../promql/syntax/dialect';
import { CannotRun } from './cannot-run';
import { servicesOf, type Program } from './program';

/** A contract, and the Prometheus that scrapes its service. */
export interface FoundContract {
  readonly contract: ServiceContract;

  /** @default - not known */
  readonly version?: PrometheusVersion | undefined;
}

/**
 * The contract of a service of a program, and the version of its Prometheus.
 *
 * @param program the program
 * @param service the name of the service, or `namespace/name`; undefined for the only one
 * @throws CannotRun if there is none, or more than one
 */
export function contractOfService(program: Program, service: string | undefined): FoundContract {
  const services = contractsOf(program);
  const [first] = services;
  if (first === undefined) {
    throw new CannotRun("the program has no service without problems; 'sightline synth' says what is wrong");
  }
  const named = services.filter(
    ({ name, fullName }) => service === undefined || [name, fullName].includes(service),
  );
  const contracts = new Set(named.map(({ contract }) => contract));
  const [contract] = contracts;
  const names = services.map(({ fullName }) => fullName).join(', ');
  if (service !== undefined && contract === undefined) {
    const meant = nearest(
      service,
      services.map(({ name }) => name),
    );
    throw new CannotRun(
      `'--service' (${service}) is no service of the program, which has ${names}${meant === undefined ? '' : `; did you mean '${meant}'?`}`,
    );
  }
  if (contract === undefined || contracts.size > 1) {
    throw new CannotRun(
      `the program has ${named.length} services (${names}); say which one with '--service NAMESPACE/NAME'`,
    );
  }
  return { contract, version: named[0]?.version };
}

function contractsOf(program: Program) {
  return servicesOf(program).flatMap(({ contract, summary, prometheusVersion: version }) =>
    contract === undefined || summary === undefined
      ? []
      : [{ name: summary.name, fullName: `${summary.namespace}/${summary.name}`, contract, version }],
  );
}
