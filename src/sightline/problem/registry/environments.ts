import type { ProblemFamily } from './entry';

/** Programs for several environments or clusters. */
export const environmentProblems = {
  ENV001: {
    severities: ['error'],
    title: 'A chart, a stack or a service outside of every environment',
    why: 'A program with environments writes one folder for each, and nothing beside them: what stands in none would be deployed nowhere.',
    fix: 'Make it in each environment that it belongs to.',
    answerable: false,
    example: {
      program: `new Environment(app, 'staging');`,
    },
  },
  ENV002: {
    severities: ['error'],
    title: 'An environment with a name that can be no folder, or inside of another',
    why: 'Its name is that of its folder in the output, which GitOps tools are pointed at.',
    fix: "Name it as a folder, such as 'staging', and make it in the app itself.",
    answerable: false,
    example: {
      program: `new Environment(app, 'Staging!');`,
    },
  },
  ENV003: {
    severities: ['error'],
    title: 'A service that is bound to the stack of another environment',
    why: 'The Prometheus of that stack does not find the service, which is deployed elsewhere, and the rules of the service are written for a stack that is not there.',
    fix: 'Give it the stack of its own environment.',
    answerable: false,
    example: {
      program: `const staging = new Environment(app, 'staging');
new MonitoredService(new Chart(staging, 'cart', { namespace: 'retail' }), 'monitored', {
  stack,
  contract: serviceContract({ name: 'cart', metrics: [orders], notTraffic: {} }),
  pods: { labels: { app: 'cart' }, ports: { http: 8080 } },
});`,
      beside: ['ENV001'],
    },
  },
} satisfies ProblemFamily;
