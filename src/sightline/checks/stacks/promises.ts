import type { Objective } from '../../objectives/objective';
import type { ServiceFacts, StackFacts, World } from '../world';

/** An objective and the service that it is of. */
export interface Promised {
  readonly service: ServiceFacts;
  readonly objective: Objective;
}

/** The objectives of the services that are bound to a stack. */
export function promisesOf({ services }: World, { path }: StackFacts): Promised[] {
  return services
    .filter(({ stack }) => stack === path)
    .flatMap((service) => service.objectives.map((objective) => ({ service, objective })));
}
