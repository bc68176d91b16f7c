import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { homeOf } from './environment';

/**
 * Where the API objects of a stack are made: below a construct of it, or, for a stack that is in no chart, in a separate chart. That is right in the app or the
 * environment, since only there the name of its file has no hash.
 *
 * @param below where they are made if the stack is in a chart
 * @param suffix what the name of the file ends in
 */
export function homeOfObjects(stack: Construct, below: Construct, suffix: string): Construct {
  if (stack.node.scopes.some((scope) => Chart.isChart(scope))) return below;
  const home = homeOf(stack);
  const path = stack.node.scopes.slice(home.node.scopes.length).map(({ node }) => node.id);
  return new Chart(home, `${path.join('-')}-${suffix}`); // declared by its interface only
}
