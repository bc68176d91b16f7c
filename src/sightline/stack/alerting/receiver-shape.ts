import { object, optional, required } from '../../problem/object-shape';
import { kindOf, readEntry } from '../../problem/read';
import { boolean, integer, oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { either, list, make, type Shape, wrongValue } from '../../problem/shape';
import { dataKey, dnsSubdomain } from '../../problem/text-rules';
import { secretsInText } from '../../secrets/text-secrets';
import type {
  EmailOptions,
  PagerDutyOptions,
  Receiver,
  ReceiverOf,
  SlackOptions,
  WebhookOptions,
  WebUrl,
} from './receivers';
import type { SecretKeyRef } from './secret-key';

/** Letters after the @ need a dot or not: a mail server inside the cluster has a plain name. */
const address = /^[^\s@<>,;:"()[\]\\]+@[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$/;

/** @see https://datatracker.ietf.org/doc/html/rfc5322#section-3.4 */
const emailAddress: TextRule = {
  test: (written) => address.test(/^[^<>@,"]*<([^<>]*)>$/.exec(written)?.[1] ?? written),
  expected: 'an e-mail address such as oncall@example.com or On Call <oncall@example.com>',
};

const hostPort: TextRule = {
  test: (written) => {
    const port = /^(?:[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/.exec(
      written,
    )?.[2];
    return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
  },
  expected: 'a host and a port, such as mail.example.com:587',
};

const channel: TextRule = {
  test: (written) => written.includes('{{') || /^\S+$/.test(written),
  expected: 'a channel or user of Slack, such as #tasks, without blanks',
};

/** A URL that holds no secret that could be recognised. */
const webUrl: TextRule = {
  test: (written) => {
    const url = /^https?:\/\/\S+$/.test(written) && URL.canParse(written) ? new URL(written) : undefined;
    return (
      url !== undefined && url.username === '' && url.password === '' && secretsInText(written).length === 0
    );
  },
  expected:
    "a URL that starts with http:// or https:// and holds no credentials, or secretKey('name of the Secret', 'key')",
};

/** A literal secret may stand where a name should, so these texts are never printed. */
const secretParts = object<SecretKeyRef>({
  name: required(text(dnsSubdomain, { hidden: true })),
  key: required(text(dataKey, { hidden: true })),
});

/** A secret, by reference only. */
export const secretRef: Shape<SecretKeyRef> = make(
  ['object'],
  "a reference to a Secret: secretKey('name of the Secret', 'key')",
  (value, path) => secretParts.check(value, path),
);

const sendResolved = optional(boolean());

const shapes: { readonly [K in Receiver['kind']]: Shape<ReceiverOf<K>> } = {
  pagerduty: object<PagerDutyOptions & { readonly kind: 'pagerduty' }>({
    kind: required(oneOf('pagerduty')),
    routingKey: required(secretRef),
    severity: optional(oneOf('critical', 'error', 'warning', 'info')),
    description: optional(text()),
    sendResolved,
  }),
  slack: object<SlackOptions & { readonly kind: 'slack' }>({
    kind: required(oneOf('slack')),
    channel: required(text(channel)),
    webhookUrl: required(secretRef),
    title: optional(text()),
    text: optional(text()),
    sendResolved,
  }),
  email: object<EmailOptions & { readonly kind: 'email' }>({
    kind: required(oneOf('email')),
    to: required(either(text(emailAddress), list(text(emailAddress), { min: 1 }))),
    from: required(text(emailAddress)),
    smarthost: required(text(hostPort)),
    username: optional(text()),
    password: optional(secretRef),
    requireTls: optional(boolean()),
    subject: optional(text()),
    sendResolved,
  }),
  webhook: object<WebhookOptions & { readonly kind: 'webhook' }>({
    kind: required(oneOf('webhook')),
    url: required(either(secretRef, text<WebUrl>(webUrl, { hidden: true }))),
    maxAlerts: optional(integer({ min: 1 })),
    sendResolved,
  }),
};

const made = 'a receiver made by pagerDuty(), slack(), email() or webhook()';

/** A receiver: of the shape that its kind has. */
export const receiverShape: Shape<Receiver> = make(['object'], made, (value, path) => {
  const kind = readEntry(value as object, 'kind').value; // make() has checked that it is an object
  const known: readonly string[] = Object.keys(shapes);
  if (kindOf(kind) !== 'text' || !known.includes(kind as string))
    return [wrongValue(path, 'an object of no known kind', made)];
  return shapes[kind as Receiver['kind']].check(value, path); // one of its keys
});
