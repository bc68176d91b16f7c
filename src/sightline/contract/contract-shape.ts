import { error } from '../problem/problems';
import { make, type Shape } from '../problem/shape';
import { isContract, type ServiceContract } from './service-contract';

/** A contract as {@link serviceContract} makes it; what is wrong in it, it carries itself. */
export const contractShape: Shape<ServiceContract> = make(
  ['object'],
  'a contract made by serviceContract',
  (value, path) =>
    isContract(value)
      ? []
      : [error('OPT002', `'${path}' must be a contract made by serviceContract`, { path })],
);
