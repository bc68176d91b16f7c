import { settled } from '../../problem/settled';
import type { SecretKeyRef } from './secret-key';

/** What every receiver may be told. */
export interface Notifying {
  /**
   * Whether it also says when an incident is over.
   *
   * @default true
   */
  readonly sendResolved?: boolean;
}

/** A service of PagerDuty, by its Events API v2. Templates may be used in its texts. */
export interface PagerDutyOptions extends Notifying {
  /** Where its integration key is. */
  readonly routingKey: SecretKeyRef;

  /**
   * How severe PagerDuty takes it for.
   *
   * @default 'error'
   */
  readonly severity?: 'critical' | 'error' | 'warning' | 'info';

  /**
   * The title of the incident.
   *
   * @default - the annotation `summary` of the alerts, or of the first; the description and the links to runbook and dashboard are there too
   */
  readonly description?: string;
}

/** A channel of Slack. Templates may be used in its texts. */
export interface SlackOptions extends Notifying {
  /** The channel or user, such as '#tasks'. */
  readonly channel: string;

  /** Where the URL of its incoming webhook is; who knows the URL can post. */
  readonly webhookUrl: SecretKeyRef;

  /**
   * The title of a message.
   *
   * @default - whether it fires, and the annotation `summary` of the alerts, or of the first
   */
  readonly title?: string;

  /**
   * The text below it.
   *
   * @default - of each alert the annotations `summary` and `description`, and links by `runbook_url` and `dashboard_url`
   */
  readonly text?: string;
}

/** A mailbox. Templates may be used in the subject. */
export interface EmailOptions extends Notifying {
  /** The address that it goes to, or several. */
  readonly to: string | readonly string[];

  /** The address that it comes from. */
  readonly from: string;

  /** The host and port that it is sent through: 'mail.example.com:587'. */
  readonly smarthost: string;

  /**
   * The user that logs in there; needs a password.
   *
   * @default - it is sent without logging in
   */
  readonly username?: string;

  /**
   * Where the password is; needs a user.
   *
   * @default - it is sent without logging in
   */
  readonly password?: SecretKeyRef;

  /**
   * Whether it is only sent over TLS.
   *
   * @default true
   */
  readonly requireTls?: boolean;

  /**
   * The subject. The text has all labels and annotations.
   *
   * @default - whether it fires, and the annotation `summary` of the alerts, or of the first
   */
  readonly subject?: string;
}

/** The address of a web server, without credentials in it. */
export type WebUrl = `http://${string}` | `https://${string}`;

/** A program that takes notifications as JSON. */
export interface WebhookOptions extends Notifying {
  /** Its URL, or where that is: if knowing it is all it takes to post, it belongs in a Secret. */
  readonly url: SecretKeyRef | WebUrl;

  /**
   * How many alerts one notification has at most; the rest are left out.
   *
   * @default - no limit
   */
  readonly maxAlerts?: number;
}

/** Where notifications go. */
export type Receiver =
  | ({ readonly kind: 'pagerduty' } & PagerDutyOptions)
  | ({ readonly kind: 'slack' } & SlackOptions)
  | ({ readonly kind: 'email' } & EmailOptions)
  | ({ readonly kind: 'webhook' } & WebhookOptions);

/** A receiver of one kind. */
export type ReceiverOf<K extends Receiver['kind']> = Extract<Receiver, { readonly kind: K }>;

/**
 * A receiver: PagerDuty.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config
 */
export function pagerDuty(options: PagerDutyOptions): ReceiverOf<'pagerduty'> {
  return { ...settled(options), kind: 'pagerduty' };
}

/**
 * A receiver: Slack.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#slack_config
 */
export function slack(options: SlackOptions): ReceiverOf<'slack'> {
  return { ...settled(options), kind: 'slack' };
}

/**
 * A receiver: e-mail.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#email_config
 */
export function email(options: EmailOptions): ReceiverOf<'email'> {
  return { ...settled(options), kind: 'email' };
}

/**
 * A receiver: any program, by HTTP.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function webhook(options: WebhookOptions): ReceiverOf<'webhook'> {
  return { ...settled(options), kind: 'webhook' };
}
