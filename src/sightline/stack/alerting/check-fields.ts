import { parseDuration } from '../../contract/duration';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { patternProblems } from '../../promql/syntax/regex';
import type { FieldPath } from '../../schema/violations';
import { isList, isMap, type PlainMap, type PlainValue } from '../plain-data';
import { matchersIn } from './route-tree';

/** Tells of a field for which Alertmanager refuses a configuration. */
export type Refuse = (at: FieldPath, message: string, fix: string) => Problem;

/** A map of a configuration, and where it stands. */
export interface Part {
  readonly value: PlainMap;
  readonly at: FieldPath;
}

/** What Alertmanager knows, by what has it. @see https://prometheus.io/docs/alerting/latest/configuration/ */
const fields = {
  'a configuration':
    'global templates route inhibit_rules receivers mute_time_intervals time_intervals tracing',
  'a route':
    'receiver group_by continue match match_re matchers group_wait group_interval repeat_interval mute_time_intervals active_time_intervals routes',
  'an inhibition':
    'name source_match source_match_re source_matchers target_match target_match_re target_matchers equal',
  'a receiver':
    'name discord_configs email_configs incidentio_configs jira_configs mattermost_configs msteams_configs msteamsv2_configs opsgenie_configs pagerduty_configs pushover_configs rocketchat_configs slack_configs sns_configs telegram_configs victorops_configs webex_configs webhook_configs wechat_configs',
  'a time interval': 'times weekdays days_of_month months years location',
} as const;

/** Fields that are nearly those that there are. Newer versions may have others. */
export function misspelt({ value, at }: Part, what: keyof typeof fields, refuse: Refuse): Problem[] {
  const known: readonly string[] = fields[what].split(' ');
  return Object.keys(value).flatMap((key) => {
    const meant = known.includes(key) ? undefined : nearest(key, known);
    return meant === undefined
      ? []
      : [refuse([...at, key], `${what} has no field '${key}'`, `did you mean '${meant}'?`)];
  });
}

/** What a route has in a form that Alertmanager refuses: lengths, groups, matchers. */
export function routeProblems({ value, at }: Part, refuse: Refuse): Problem[] {
  const groups = value['group_by'];
  return [
    ...lengthProblem({ value, at }, 'group_wait', refuse),
    ...lengthProblem({ value, at }, 'group_interval', refuse, true),
    ...lengthProblem({ value, at }, 'repeat_interval', refuse, true),
    ...notBoolean({ value, at }, 'continue', refuse),
    ...(isList(groups) && groups.includes('...') && groups.length > 1
      ? [
          refuse(
            [...at, 'group_by'],
            "'group_by' has '...', which is every label, and others beside it",
            "leave '...' or the others out",
          ),
        ]
      : []),
    ...matcherProblems({ value, at }, '', refuse),
  ];
}

/** Matchers in a form that is none, of a route or of a side of an inhibition. */
export function matcherProblems(
  { value, at }: Part,
  side: '' | 'source_' | 'target_',
  refuse: Refuse,
): Problem[] {
  const key = `${side}matchers`;
  const given = value[key];
  if (given !== undefined && given !== null && !isList(given))
    return [refuse([...at, key], `'${key}' is no list`, `write a list: ['severity="critical"']`)];
  const unreadable = (isList(given) ? given : []).flatMap((each, index) =>
    typeof each === 'string' && !/[=~]/.test(each)
      ? [
          refuse(
            [...at, key, index],
            `'${each}' is no matcher`,
            'write a label, one of =, !=, =~, !~, and a value',
          ),
        ]
      : [],
  );
  const wrong = (matchersIn(value, side) ?? []).flatMap(({ label, operator, value: pattern }) => {
    const [problem] = operator.includes('~') ? patternProblems(pattern) : [];
    return problem === undefined
      ? []
      : [refuse(at, `of label '${label}', ${problem.message}`, 'correct the regular expression')];
  });
  return [...unreadable, ...wrong];
}

/** What an integration can't do without: one of these fields, or one of the global ones. */
type Need = readonly [own: string, global?: string];

const webhookUrl: readonly Need[] = [['webhook_url webhook_url_file']];

const needs: Readonly<Record<string, readonly Need[]>> = {
  discord_configs: webhookUrl,
  email_configs: [['to'], ['smarthost', 'smtp_smarthost'], ['from', 'smtp_from']],
  msteams_configs: webhookUrl,
  msteamsv2_configs: webhookUrl,
  opsgenie_configs: [['api_key api_key_file', 'opsgenie_api_key opsgenie_api_key_file']],
  pagerduty_configs: [['routing_key routing_key_file service_key service_key_file']],
  pushover_configs: [['token token_file'], ['user_key user_key_file']],
  slack_configs: [
    [
      'api_url api_url_file app_token app_token_file',
      'slack_api_url slack_api_url_file slack_app_token slack_app_token_file',
    ],
  ],
  sns_configs: [['topic_arn target_arn phone_number']],
  telegram_configs: [
    ['bot_token bot_token_file', 'telegram_bot_token telegram_bot_token_file'],
    ['chat_id chat_id_file'],
  ],
  victorops_configs: [['api_key api_key_file', 'victorops_api_key victorops_api_key_file'], ['routing_key']],
  webhook_configs: [['url url_file']],
};

/** What a receiver lacks, or has in a form that Alertmanager refuses. */
export function receiverFieldProblems(
  { value, at }: Part,
  global: PlainValue | undefined,
  refuse: Refuse,
): Problem[] {
  const has = (map: PlainMap, keys = ''): boolean => keys.split(' ').some((key) => isSet(map[key]));
  return Object.entries(needs).flatMap(([kind, wanted]) =>
    partsIn(value[kind], [...at, kind]).flatMap((part) => [
      ...notBoolean(part, 'send_resolved', refuse),
      ...wanted.flatMap(([own, shared]) => {
        if (has(part.value, own) || has(isMap(global) ? global : {}, shared)) return [];
        const [first = '', ...others] = own.split(' ').map((key) => `'${key}'`);
        const lacking = others.length === 0 ? `no ${first}` : `none of ${[first, ...others].join(', ')}`;
        const all = shared === undefined ? '' : `, or '${shared.split(' ')[0] ?? ''}' for all receivers`;
        return [refuse(part.at, `the integration has ${lacking}`, `give it ${first}${all}`)];
      }),
    ]),
  );
}

/** The maps of a list. */
export function partsIn(list: PlainValue | undefined, at: FieldPath): readonly Part[] {
  return (isList(list) ? list : []).flatMap((value, index) =>
    isMap(value) ? [{ value, at: [...at, index] }] : [],
  );
}

/** A length of time that is none, or that is 0 where that is refused. */
export function lengthProblem(
  { value, at }: Part,
  key: string,
  refuse: Refuse,
  isPositive = false,
): Problem[] {
  const given = value[key];
  if (!isSet(given) || isTemplate(given)) return [];
  const length = typeof given === 'string' ? parseDuration(given, { bareZero: true }) : undefined;
  if (length !== undefined && !(isPositive && length === 0)) return [];
  const form = `a Prometheus duration${isPositive ? ' above 0' : ''}, such as 30s or 1h30m`;
  return [refuse([...at, key], `'${key}' (${JSON.stringify(given)}) is no duration`, `write ${form}`)];
}

/** YAML of Go reads `yes` without quotes as true, and nobody here knows whether there were any. */
function notBoolean({ value, at }: Part, key: string, refuse: Refuse): Problem[] {
  const given = value[key];
  const isText = typeof given === 'string' && !/^(?:y|n|yes|no|on|off)$/i.test(given) && !isTemplate(given);
  return isText
    ? [refuse([...at, key], `'${key}' ("${given}") is a text`, 'write true or false, without quotes')]
    : [];
}

/** Helm may fill it in. */
function isTemplate(value: PlainValue | undefined): boolean {
  return typeof value === 'string' && value.includes('{{');
}

function isSet(value: PlainValue | undefined): value is PlainValue {
  return value !== undefined && value !== null && value !== '';
}
