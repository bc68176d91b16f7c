import { alertRouting } from '../../../src/sightline/stack/alerting/alert-routing';
import { email, pagerDuty, slack, webhook } from '../../../src/sightline/stack/alerting/receivers';
import { secretKey } from '../../../src/sightline/stack/alerting/secret-key';
import type { StackOptions } from '../../../src/sightline/stack/stack-options';

const pager = pagerDuty({ routingKey: secretKey('pd', 'key') });
const chat = slack({ channel: '#shop', webhookUrl: secretKey('chat', 'url') });

//! Type '"pagr"' is not assignable to type '"pager" | "shop-chat" | "null"'
//! Did you mean '"pager"'?
alertRouting({ receivers: { pager, 'shop-chat': chat }, routes: [{ severity: 'page', receiver: 'pagr' }] });

//! Type '"chat"' is not assignable to type '"pager" | "null" | undefined'
alertRouting({ receivers: { pager }, routes: [], otherwise: 'chat' });

//! Type '"pager"' is not assignable to type '"null"'
alertRouting({ receivers: {}, routes: [{ severity: 'page', receiver: 'pager' }] });

//! Type '"critical"' is not assignable to type 'AlertSeverity | undefined'
alertRouting({ receivers: { pager }, routes: [{ severity: 'critical', receiver: 'pager' }] });

//! 'recever' does not exist in type 'AlertRoute<"pager">'
alertRouting({ receivers: { pager }, routes: [{ severity: 'page', recever: 'pager' }] });

//! Type '"half an hour"' is not assignable to type 'Duration | undefined'
alertRouting({ receivers: { pager }, routes: [], otherwise: 'pager', groupWait: 'half an hour' });

//! Type 'string' is not assignable to type 'SecretKeyRef'
pagerDuty({ routingKey: 'R0123456789ABCDEF0123456789ABCDE' });

//! Type 'string' is not assignable to type 'SecretKeyRef'
slack({ channel: '#shop', webhookUrl: 'https://hooks.slack.com/services/T0/B0/X' });

//! Type 'string' is not assignable to type 'SecretKeyRef'
email({ to: 'a@b.c', from: 'a@b.c', smarthost: 'mail:25', username: 'a', password: 'hunter2' });

//! Type '"mail.example.com"' is not assignable to type 'SecretKeyRef | WebUrl'
webhook({ url: 'mail.example.com' });

//! Property 'channel' is missing in type
slack({ webhookUrl: secretKey('chat', 'url') });

// without alertRouting() nobody would have compared the names
//! 'wrap it in alertRouting(), which compares the names of receivers'
export const stack: StackOptions = { grafana: false, alerting: { receivers: { pager }, routes: [] } };
