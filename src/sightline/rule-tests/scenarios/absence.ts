import { absentAlertName, unreachableAlertName } from '../../objectives/alert-names';
import { age, readyPods, totalRate } from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { objectiveLabel } from '../../rules/objectives/series';
import type { FedSeries, Scenario } from '../scenario';
import { alertOf, type Subject } from '../subject';
import type { Phase } from '../phase';

const minute = 60_000;

/** For how long a service that had targets is remembered, and how long nothing must be measured, in minutes. */
const remembered = 60;
const nothingFor = 15;

/** When something ends, in minutes. */
const end = 20;

const among = `${unreachableAlertName}|${absentAlertName}`;

/** What is said where nothing is measured; nothing for a gauge that says itself whether targets answer. */
export function absences(subject: Subject): readonly Scenario[] {
  const { severity, wait = Math.max(2 * minute, 4 * subject.scrapeInterval) } = subject.objective.absence;
  const isUp = subject.input.always.some(({ name }) => name === 'up');
  if (severity === false || isUp) return [];
  const unreachable = alertOf(subject, unreachableAlertName, severity);
  const absent = alertOf(subject, absentAlertName, 'ticket');
  const waited = 2 * Math.ceil(wait / minute / 2);
  const late = end + waited + 4;
  const running: Phase[] = [
    { minutes: end, bad: 0 },
    { minutes: 2 * remembered, bad: 'absent' },
  ];
  const scenario = (
    name: string,
    phases: readonly Phase[],
    beside: readonly FedSeries[],
    checks: Scenario['checks'],
    others: 0 | 1 = 1,
  ): Scenario => ({
    name,
    perMinute: subject.perMinute,
    feeds: [{ series: subject.input.always, phases }],
    beside: [...beside, ...ofOthers(subject, others)],
    checks,
  });
  const after = remembered - 6;
  // how many are ready is known for the objective as a whole
  const readyOnes: Scenario['checks'] =
    subject.objective.by.length === 0 ? [{ minute: end, series: readyPods, value: 2 }] : [];
  return [
    scenario(
      `no target answers: ${unreachableAlertName} fires after ${waited} minutes`,
      running,
      [...ups(subject, [`1x${end - 1} 0x30`, `1x${end - 1} 0x30`]), ...ready(subject, ['1x50', '1x50'])],
      [
        { minute: end + waited - 2, alerts: [], among },
        { minute: end + waited, alerts: [unreachable], among },
        { minute: late, alerts: [unreachable], among },
        { minute: end + nothingFor + 9, alerts: [unreachable], among },
      ],
    ),
    scenario(
      'one target of two answers: nobody is told that the service can not be reached',
      [{ minutes: late + 6, bad: 0 }],
      [...ups(subject, ['1x50', `1x${end - 1} 0x30`]), ...ready(subject, ['0x50', '0x50'])],
      [{ minute: late + 6, alerts: [], among }],
      0,
    ),
    scenario(
      `targets gone while their pods are not ready: ${unreachableAlertName} fires, for as long as the service is remembered`,
      running,
      [
        ...ups(subject, [`1x${end - 1} stale`, `1x${end - 1} stale`]),
        ...ready(subject, [`1x${end - 1} 0x${2 * remembered}`, `1x${end - 1} 0x${2 * remembered}`]),
      ],
      [
        { minute: end + waited - 2, alerts: [], among },
        { minute: late, alerts: [unreachable], among },
        { minute: end + after, alerts: [unreachable], among },
        { minute: end + remembered + 6, alerts: [], among },
      ],
    ),
    scenario(
      'targets gone while a pod of them is ready: nobody is told',
      running,
      [
        // it did not answer at last
        ...ups(subject, [`1x${end - 2} 0 stale`, `1x${end - 1} stale`]),
        ...ready(subject, ['1x50', `1x${end - 1} 0x30`]),
      ],
      [{ minute: late, alerts: [], among }],
    ),
    scenario(
      'targets gone while one pod of them is done, and the other is gone: nobody is told',
      running,
      [
        ...ups(subject, [`1x${end - 1} stale`, `1x${end - 1} stale`]),
        ...ready(subject, [`1x${end - 1} 0x${2 * remembered}`, `1x${end - 1} stale`]),
        ...done(subject, [`0x${end - 1} 1x${2 * remembered}`, `0x${end - 1} stale`]),
      ],
      [{ minute: late, alerts: [], among }],
    ),
    scenario(
      'scaled to zero: without targets and pods nobody is told',
      running,
      [
        ...ups(subject, [`1x${end - 1} stale`, `1x${end - 1} stale`]),
        ...ready(subject, [`1x${end - 1} stale`, `1x${end - 1} stale`]),
      ],
      [
        { minute: late, alerts: [], among },
        { minute: late + nothingFor + 9, alerts: [], among },
      ],
    ),
    scenario(
      `targets answer and expose nothing to measure: ${absentAlertName} fires after ${nothingFor} minutes`,
      running,
      [
        ...ups(subject, ['1x60', '1x20 0x40']),
        ...ready(subject, ['1x60', '1x60']),
        ...done(subject, ['0x60', '0x60']),
      ],
      [
        ...readyOnes,
        { minute: end + nothingFor + 1, alerts: [], among },
        { minute: end + nothingFor + 9, alerts: [absent], among },
      ],
    ),
    scenario(
      `never measured, and no target: ${absentAlertName} fires after ${nothingFor} minutes`,
      [{ minutes: 40, bad: 'absent' }],
      [],
      [
        { minute: nothingFor - 1, alerts: [], among },
        { minute: nothingFor + 3, alerts: [absent], among },
      ],
    ),
  ];
}

function podsOf({ target }: Subject): readonly string[] {
  return [`${target.service}-0`, `${target.service}-1`];
}

/** Whether the target of each pod answers. */
export function ups(subject: Subject, values: readonly string[]): readonly FedSeries[] {
  const { target } = subject;
  return podsOf(subject).map((pod, index) => ({
    name: 'up',
    labels: { ...target, pod, job: target.service, instance: `10.0.0.${index + 1}:8080` },
    values: values[index] ?? '',
  }));
}

/** Whether each pod is ready, as kube-state-metrics says it. */
export function ready(subject: Subject, values: readonly string[]): readonly FedSeries[] {
  const { namespace } = subject.target;
  return podsOf(subject).map((pod, index) => ({
    name: 'kube_pod_status_ready',
    labels: { namespace, pod, condition: 'true' },
    values: values[index] ?? '',
  }));
}

/** Whether each pod has done what it had to do, as kube-state-metrics says it. */
function done(subject: Subject, values: readonly string[]): readonly FedSeries[] {
  const { namespace } = subject.target;
  return podsOf(subject).map((pod, index) => ({
    name: 'kube_pod_status_phase',
    labels: { namespace, pod, phase: 'Succeeded' },
    values: values[index] ?? '',
  }));
}

/** Another namespace and another service answer or do not, and their pods are ready. */
function ofOthers(subject: Subject, isUp: 0 | 1): readonly FedSeries[] {
  const { target, objective, input } = subject;
  const own = { ...target, [objectiveLabel]: objective.name, ...input.group };
  const [pod = ''] = podsOf(subject);
  const values = `1x${3 * remembered}`;
  const answers = `${isUp}x${3 * remembered}`;
  const place = { pod, job: 'another', instance: '10.0.0.9:8080' };
  return [
    ...['namespace', 'service', objectiveLabel].flatMap((label) =>
      [totalRate(rawWindows.short), age].map(({ name }) => ({
        name,
        labels: { ...own, [label]: 'another' },
        values,
      })),
    ),
    ...['namespace', 'service', objectiveLabel].map((label) => ({
      name: readyPods.name,
      labels: { ...target, [objectiveLabel]: objective.name, [label]: 'another' },
      values: `0x${3 * remembered}`,
    })),
    { name: 'up', labels: { ...target, namespace: 'another', ...place }, values: answers },
    { name: 'up', labels: { ...target, service: 'another', ...place, pod: 'another-0' }, values: answers },
    { name: 'kube_pod_status_ready', labels: { namespace: 'another', pod, condition: 'true' }, values },
    {
      name: 'kube_pod_status_ready',
      labels: { namespace: target.namespace, pod: 'another-0', condition: 'true' },
      values,
    },
    {
      name: 'kube_pod_status_ready',
      labels: { namespace: target.namespace, pod, condition: 'false' },
      values,
    },
    ...[
      { namespace: 'another', pod, phase: 'Succeeded' },
      { namespace: target.namespace, pod: 'another-1', phase: 'Succeeded' },
      { namespace: target.namespace, pod, phase: 'Running' },
    ].map((labels) => ({ name: 'kube_pod_status_phase', labels, values })),
  ];
}
