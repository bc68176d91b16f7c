import { findPrometheus, isFound, type Found } from '../../tools/prometheus/find';
import { print } from '../report';

/** Each major version that is on this machine, the newest first; of the others it says why they are not. */
export async function foundServers(title: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const major of [3, 2] as const) {
    const result = await findPrometheus(major);
    if (isFound(result)) found.push(result);
    else print(`${title}, not measured with Prometheus ${major}: ${result.reason}`);
  }
  return found;
}
