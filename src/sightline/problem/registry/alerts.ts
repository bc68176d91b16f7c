import type { ProblemFamily } from './entry';

/** Alerts and objectives. */
export const alertProblems = {
  ALR401: {
    severities: ['error', 'warning'],
    title: 'An alert without a condition',
    why: 'It fires for ever, and whoever is paged learns to look away. A comparison with `bool` gives 0 where it does not hold, which fires too; `or vector(0)` outside of the comparison is always there. As a warning: the series may be there only when something is wrong.',
    fix: 'Compare the whole expression, without `bool`.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100, { bool: true }),
  severity: 'ticket',
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR403: {
    severities: ['error'],
    title: 'A text of an alert that is not a template of Prometheus',
    why: 'Prometheus refuses the whole rule file.',
    fix: 'Write `{{ $value }}` or `{{ $labels.name }}`, with functions after a `|`.',
    answerable: false,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: '{{ $value | humanise }} orders wait' },
})`,
    },
  },
  ALR404: {
    severities: ['error'],
    title: 'A label of an alert that holds its value',
    why: 'Each evaluation makes another alert: the old one is resolved, `for` begins again, and the receiver gets a stream of notifications.',
    fix: 'Say the value in an annotation.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  labels: { length: '{{ $value }}' },
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR411: {
    severities: ['warning'],
    title: 'A text that says the value in another unit',
    why: '`humanizePercentage` multiplies by 100: 5 % is told as 500 %. A share with a % behind it is told as a hundredth of what it is, and seconds with ms behind them as a thousandth.',
    fix: 'Say a share by `humanizePercentage`, what is in percent as `{{ $value | humanize }} %`, seconds by `humanizeDuration`.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'ManyOrdersFail',
  expression: gt(mul(div(sum(rate(failures.over('5m'))), sum(rate(orders.over('5m')))), 100), 5),
  severity: 'ticket',
  annotations: { summary: '{{ $value | humanizePercentage }} of the orders fail' },
})`,
    },
  },
  ALR412: {
    severities: ['error', 'warning'],
    title: 'A template that reads what an alert does not have',
    why: 'Prometheus loads the rule, and writes an error in place of the text when the alert fires.',
    fix: 'Read `.Labels`, `.Value`, `.ExternalLabels` or `.ExternalURL`; within `range` and `with` the dot is what they read.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: '{{ .Annotations.summary }}' },
})`,
    },
  },
  ALR413: {
    severities: ['error', 'warning'],
    title: 'A template that fails when the alert fires',
    why: 'Prometheus loads the rule. When the alert fires, the text is an error, or has `%!d(float64=5)` in it, and whoever is paged reads that.',
    fix: 'Write numbers by `%.0f` or `humanize`, compare the value with `5.0`, and write queries that can be read.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: '{{ printf "%d orders wait" $value }}' },
})`,
    },
  },
  ALR407: {
    severities: ['warning'],
    title: 'An alert that no route by severity takes',
    why: 'It has no severity, or one that the stack does not route by. Alertmanager sends it to the receiver for all that is left, which is often nobody.',
    fix: "Say `severity: 'page'` or `severity: 'ticket'`.",
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR408: {
    severities: ['error', 'warning'],
    title: 'The same alert twice with the same labels',
    why: 'It fires twice, or one rule resolves what the other fires.',
    fix: 'Join the expressions with `or`, or tell the alerts apart by a label.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: 'Orders wait' },
}),
alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 500),
  severity: 'ticket',
  annotations: { summary: 'Many orders wait' },
})`,
    },
  },
  ALR409: {
    severities: ['error'],
    title: 'An objective that is not from 1 to below 100 percent',
    why: 'An objective of 0.999 percent allows nearly everything, and one of 100 percent leaves no error budget.',
    fix: 'Write percent: 99.9 and not 0.999.',
    answerable: false,
    example: {
      contract: `{
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 0.999,
      description: 'Orders are answered.',
      total: orders,
      bad: orders.where({ code: /5../ }),
    }),
  ],
}`,
    },
  },
  ALR410: {
    severities: ['warning'],
    title: 'Alerts on the evaluation of rules that can not fire',
    why: 'Prometheus does not scrape itself, so nobody hears that rules fail or are late.',
    fix: "Remove the setting, or say `evaluationAlerts: false` and watch over Prometheus' rules in another way.",
    answerable: true,
    example: {
      contract: `{ objectives: [availability] }`,
      stack: `{ values: { prometheus: { serviceMonitor: { selfMonitor: false } } } }`,
    },
  },
  ALR421: {
    severities: ['error'],
    title: 'An alert without a name',
    why: 'Prometheus refuses the whole rule file.',
    fix: "Name it after what is wrong, such as 'QueueTooLong'.",
    answerable: false,
    example: {
      rules: `alertingRule({
  alert: ' ',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR422: {
    severities: ['error'],
    title: 'A label of an alert whose name is not valid',
    why: 'Prometheus refuses the whole rule file; `alertname` is set by Prometheus itself.',
    fix: 'Use letters, digits and `_`, with no digit at the start.',
    answerable: false,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  labels: { 'on-call': 'shop' },
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR423: {
    severities: ['error'],
    title: 'A label of an alert that says which target it is about',
    why: 'The labels `namespace` and `service` are those of the target. Another value would send the alert to the owner of another service.',
    fix: 'Leave the label out.',
    answerable: false,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  labels: { service: 'warehouse' },
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR424: {
    severities: ['error'],
    title: 'An alert that says its severity twice',
    why: 'One of the two is ignored, and the alert goes by the other route.',
    fix: "Leave the label 'severity' out.",
    answerable: false,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  labels: { severity: 'critical' },
  annotations: { summary: 'Orders wait' },
})`,
    },
  },
  ALR425: {
    severities: ['error'],
    title: 'Bad events that are not some of all events',
    why: 'The share of bad events has no meaning: it can be above 1, or all events are bad.',
    fix: 'Make one from the other: `total: orders, bad: orders.where({ … })`.',
    answerable: false,
    example: {
      contract: `{
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      description: 'Orders are answered.',
      total: orders,
      bad: orders,
    }),
  ],
}`,
    },
  },
  ALR426: {
    severities: ['warning'],
    title: 'An objective whose budget is a few events',
    why: 'Each bad event takes a tenth of the budget or more, so alerts fire by chance.',
    fix: 'Lower the objective, lengthen the window, or count smaller events.',
    answerable: true,
    example: {
      contract: `{
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      expectedRate: 0.001,
      description: 'Orders are answered.',
      total: orders,
      bad: orders.where({ code: /5../ }),
    }),
  ],
}`,
    },
  },
  ALR427: {
    severities: ['warning'],
    title: 'Alerts on the evaluation of rules that can not say which service they are about',
    why: 'They go to the wrong team: the namespace is overwritten by the operator, or two rule files have the same name to Prometheus.',
    fix: 'Exclude the rules of the stack from the enforced label, or give one of the services another name.',
    answerable: true,
    example: {
      contract: `{ objectives: [availability] }`,
      stack: `{ values: { prometheus: { prometheusSpec: { enforcedNamespaceLabel: 'namespace' } } } }`,
    },
  },
  ALR428: {
    severities: ['warning'],
    title: 'A template where Prometheus fills in nothing',
    why: 'It fills in annotations and labels of alerts alone. In a name, an expression and the labels of a recorded series the braces stay as they are: a matcher finds nothing, and a label has the text of the template.',
    fix: 'Keep the label in the expression, or say it in an annotation.',
    answerable: true,
    example: {
      objects: `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: own, namespace: retail, labels: { release: prometheus } }
spec:
  groups:
    - name: own
      rules:
        - record: retail:orders:rate5m
          expr: sum by (route) (rate(shop_orders_total[5m]))
          labels: { path: '{{ $labels.route }}' }`,
    },
  },
} satisfies ProblemFamily;
