import { parse } from 'yaml';
import type { PlainMap } from '../../../../src/sightline/stack/plain-data';

/** `alertmanager.config` of kube-prometheus-stack 88.5.3, transcribed from its values.yaml. */
export function chartConfig(): PlainMap {
  return parse(`
global:
  resolve_timeout: 5m
inhibit_rules:
  - source_matchers: ['severity = critical']
    target_matchers: ['severity =~ warning|info']
    equal: ['namespace', 'alertname']
  - source_matchers: ['severity = warning']
    target_matchers: ['severity = info']
    equal: ['namespace', 'alertname']
  - source_matchers: ['alertname = InfoInhibitor']
    target_matchers: ['severity = info']
    equal: ['namespace']
  - target_matchers: ['alertname = InfoInhibitor']
route:
  group_by: ['namespace']
  group_wait: 30s
  group_interval: 5m
  repeat_interval: 12h
  receiver: 'null'
  routes:
    - receiver: 'null'
      matchers: ['alertname = "Watchdog"']
receivers:
  - name: 'null'
templates:
  - '/etc/alertmanager/config/*.tmpl'
`) as PlainMap; // it is a map
}
