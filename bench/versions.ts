import { cpus } from 'node:os';

const packages = [
  'cdk8s',
  'cdk8s-cli',
  'cdk8s-plus-27',
  'ts-node',
  '@swc/core',
  'typescript',
  'typescript-native',
  'fastify',
  'prom-client',
  'fastify-metrics',
];

/** What was measured with. */
export function versions(): string {
  const installed = packages.map((name) => {
    // package.json of each is data
    const { version } = require(`${name}/package.json`) as { version: string }; // eslint-disable-line @typescript-eslint/no-require-imports -- each by its name
    return `${name} ${version}`;
  });
  return [`node ${process.versions.node}`, `${cpus().length} cores`, ...installed].join(', ');
}
