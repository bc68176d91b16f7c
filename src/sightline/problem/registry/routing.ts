import type { ProblemFamily } from './entry';

const pager = `pagerDuty({ routingKey: secretKey('pagerduty', 'key') })`;
const chat = `slack({ channel: '#shop', webhookUrl: secretKey('slack', 'url') })`;

/** Who is told of alerts. */
export const routingProblems = {
  RTE001: {
    severities: ['error'],
    title: 'A receiver that does not exist',
    why: 'Alertmanager refuses the whole configuration and goes on with the old one, so no change of routes takes effect.',
    fix: 'Name one of the receivers.',
    answerable: false,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
    otherwise: 'mailbox',
  }),
}`,
    },
  },
  RTE002: {
    severities: ['warning'],
    title: 'A receiver that no route names',
    why: 'It is never told of anything.',
    fix: 'Route alerts to it, or remove it.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager}, chat: ${chat} },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
}`,
    },
  },
  RTE003: {
    severities: ['error', 'warning'],
    title: 'A route after another that matches everything that it matches',
    why: 'Alertmanager takes the first route that matches, so this one is never reached.',
    fix: 'Move the narrower route before the wider one.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager}, chat: ${chat} },
    routes: [
      { severity: 'page', receiver: 'pager' },
      { severity: 'page', receiver: 'chat', match: { service: 'shop' } },
    ],
  }),
}`,
    },
  },
  RTE004: {
    severities: ['warning'],
    title: 'Alerts that page, and nobody who is told',
    why: 'They fire, and nobody is told.',
    fix: "Add a route with `severity: 'page'`, or name a receiver in `otherwise`.",
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { chat: ${chat} },
    routes: [{ severity: 'ticket', receiver: 'chat' }],
  }),
}`,
    },
  },
  RTE005: {
    severities: ['error'],
    title: 'A route for everything',
    why: 'No route after it is reached.',
    fix: 'Name the receiver in `otherwise`, or say what the route matches.',
    answerable: false,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager}, chat: ${chat} },
    routes: [{ severity: 'page', receiver: 'pager' }, { receiver: 'chat' }],
  }),
}`,
    },
  },
  RTE006: {
    severities: ['error'],
    title: 'Severities that are the same text',
    why: 'Alerts that page and those that can wait could not be told apart.',
    fix: 'Give each its own word.',
    answerable: false,
    example: {
      stack: `{
  alerting: alertRouting({
    severities: { page: 'warning' },
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
}`,
    },
  },
  RTE007: {
    severities: ['warning'],
    title: 'Groups by a label in which the alerts on one incident differ',
    why: 'One incident becomes several groups, and each of them pages.',
    fix: 'Group by labels that say what is affected, such as `service`.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
    groupBy: ['service', 'tier'],
  }),
}`,
    },
  },
  RTE008: {
    severities: ['error'],
    title: 'Values with which the chart does not use the routing',
    why: 'Alerts go where the values say, or nowhere, whatever `alerting` says.',
    fix: 'Remove the value that the problem names, or leave `alerting` out.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
  values: { alertmanager: { alertmanagerSpec: { useExistingSecret: true } } },
}`,
    },
  },
  RTE009: {
    severities: ['error'],
    title: 'A file of a Secret that is not mounted in Alertmanager',
    why: 'The receiver can not read its key, so every notification fails.',
    fix: 'Add the Secret to the list in the values: Helm replaces lists.',
    answerable: false,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
  values: { alertmanager: { alertmanagerSpec: { secrets: ['other'] } } },
}`,
    },
  },
  RTE010: {
    severities: ['warning'],
    title: 'Values that replace the inhibition rules of objectives',
    why: 'Each tier of one incident pages: fast, medium, slow.',
    fix: 'Repeat the rules in the list, or remove it.',
    answerable: true,
    example: {
      contract: `{ objectives: [availability] }`,
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
  values: { alertmanager: { config: { inhibit_rules: [] } } },
}`,
    },
  },
  RTE011: {
    severities: ['warning'],
    title: 'A `repeatInterval` shorter than the `groupInterval`',
    why: 'Alertmanager looks at a group once in a group interval, so it repeats no sooner than that.',
    fix: 'Make `repeatInterval` a multiple of `groupInterval`.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
    repeatInterval: '1m',
  }),
}`,
    },
  },
  RTE012: {
    severities: ['warning'],
    title: 'A route that matches what no alert has',
    why: 'No service of the stack has that name, namespace or label. Most often it is a misspelling, and the route takes no alert.',
    fix: 'Write the name that the problem proposes.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager}, chat: ${chat} },
    routes: [
      { severity: 'ticket', receiver: 'chat', match: { service: 'shpo' } },
      { severity: 'page', receiver: 'pager' },
    ],
  }),
}`,
    },
  },
  RTE013: {
    severities: ['error'],
    title: "Values that keep the alert `Watchdog` from the dead man's switch",
    why: 'The service outside of the cluster is never told that alerts arrive, and calls somebody at once, or it is never armed.',
    fix: 'Remove the value that the problem names.',
    answerable: true,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager' }],
    deadMansSwitch: { url: secretKey('watchdog', 'url') },
  }),
  values: { defaultRules: { create: false } },
}`,
    },
  },
  RTE014: {
    severities: ['error'],
    title: 'A configuration that Alertmanager refuses',
    why: 'Alertmanager does not start with it, or goes on with the old one, so no change of routes takes effect.',
    fix: 'Mend what the problem names.',
    answerable: false,
    example: {
      file: `route:
  receiver: pager
  matchers: [severity="critical"]
receivers:
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/pagerduty/key }]`,
    },
  },
  RTE015: {
    severities: ['warning'],
    title: 'An inhibition by a label that alerts do not have',
    why: 'Alertmanager compares the label on both sides, and two alerts without it are equal: one alert keeps all others from being sent.',
    fix: 'Write the name of a label that both alerts have.',
    answerable: true,
    example: {
      file: `route: { receiver: pager }
receivers:
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/pagerduty/key }]
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [alertname, namespce]`,
    },
  },
  RTE016: {
    severities: ['warning'],
    title: 'An alert that always fires, and somebody who is told of it',
    why: 'Watchdog fires as long as alerts arrive, so that its absence is noticed. Whoever is told of it in the usual way is told for ever.',
    fix: 'Send it to a service that notices when it stops, or to a receiver without integrations.',
    answerable: true,
    example: {
      file: `route: { receiver: pager }
receivers:
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/pagerduty/key }]
---
groups:
  - name: general
    rules: [{ alert: Watchdog, expr: vector(1), labels: { severity: none } }]`,
    },
  },
  RTE017: {
    severities: ['error'],
    title: 'An AlertmanagerConfig that no Alertmanager selects',
    why: 'The operator adds its routes and receivers to no configuration, so that nobody is told by them.',
    fix: 'Give it the labels that `alertmanagerConfigSelector` asks for.',
    answerable: true,
    example: {
      file: `apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: { name: main, namespace: monitoring }
spec:
  alertmanagerConfigSelector: { matchLabels: { team: shop } }
  alertmanagerConfigNamespaceSelector: {}
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: { name: shop, namespace: retail }
spec:
  route: { receiver: pager }
  receivers: [{ name: pager }]`,
    },
  },
  RTE018: {
    severities: ['warning'],
    title: 'An inhibition that keeps nothing back',
    why: 'Alertmanager keeps no alert back because of one that both sides match, so that none keeps back itself. What both sides match alike is always sent.',
    fix: 'Match on the source what tells of the cause, and on the target what follows from it.',
    answerable: true,
    example: {
      file: `route: { receiver: pager }
receivers:
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/pagerduty/key }]
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="critical"]
    equal: [namespace]`,
    },
  },
  RTE021: {
    severities: ['error'],
    title: 'A route that says the severity twice',
    why: 'An alert has one severity, so a route that asks for two takes none.',
    fix: 'Leave `severity` out of `match`.',
    answerable: false,
    example: {
      stack: `{
  alerting: alertRouting({
    receivers: { pager: ${pager} },
    routes: [{ severity: 'page', receiver: 'pager', match: { severity: 'critical' } }],
  }),
}`,
    },
  },
} satisfies ProblemFamily;
