import { error } from '../problem/problems';
import { kindOf } from '../problem/read';
import { make, type Shape } from '../problem/shape';
import type { ServiceContract } from './service-contract';

/** A contract as {@link serviceContract} makes it; what is wrong in it, it carries itself. */
export const contractShape: Shape<ServiceContract> = make(
  ['object'],
  'a contract made by serviceContract',
  (value, path) => {
    const { metrics, notTraffic, problems } = value as Partial<Record<keyof ServiceContract, unknown>>; // an object by then
    const made = Array.isArray(metrics) && Array.isArray(problems) && kindOf(notTraffic) === 'object';
    return made ? [] : [error('OPT002', `'${path}' must be a contract made by serviceContract`, { path })];
  },
);
