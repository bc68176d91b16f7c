import {
  dashboardText,
  descriptionText,
  runbookText,
  slackText,
  summaryText,
  titleText,
} from './alert-texts';
import type { Receiver } from './receivers';
import { secretFile, type SecretKeyRef } from './secret-key';

/** The configuration of one receiver, as Alertmanager has it. */
export type ReceiverConfig = Readonly<Record<string, unknown>>;

/**
 * A named receiver in Alertmanager's configuration: secrets are files, and what is undefined is left to Alertmanager.
 *
 * @param places where its notifications go
 * @see https://prometheus.io/docs/alerting/latest/configuration/#receiver
 */
export function receiverConfig(name: string, places: readonly Receiver[]): ReceiverConfig {
  const config: Record<string, unknown> = { name };
  for (const kind of new Set(places.map((place) => place.kind)))
    config[`${kind}_configs`] = places.filter((place) => place.kind === kind).map(configOf);
  return config;
}

/** The secrets that a receiver needs. */
export function secretsOf(receiver: Receiver): SecretKeyRef[] {
  switch (receiver.kind) {
    case 'pagerduty':
      return [receiver.routingKey];
    case 'slack':
      return [receiver.webhookUrl];
    case 'email':
      return receiver.password === undefined ? [] : [receiver.password];
    case 'webhook':
      return typeof receiver.url === 'string' ? [] : [receiver.url];
  }
}

function configOf(receiver: Receiver): Record<string, unknown> {
  const common = { send_resolved: receiver.sendResolved ?? true };
  switch (receiver.kind) {
    case 'pagerduty': {
      const { routingKey, severity, description = summaryText } = receiver;
      return {
        ...common,
        routing_key_file: secretFile(routingKey),
        severity,
        description,
        // beside those of Alertmanager, which list all alerts
        details: { description: descriptionText },
        // Alertmanager leaves out a link without an address
        links: [
          { href: runbookText, text: 'Runbook' },
          { href: dashboardText, text: 'Dashboard' },
        ],
      };
    }
    case 'slack': {
      const { channel, webhookUrl, title = titleText, text = slackText } = receiver;
      return { ...common, api_url_file: secretFile(webhookUrl), channel, title, text };
    }
    case 'email': {
      const { to, from, smarthost, username, password, requireTls, subject = titleText } = receiver;
      return {
        ...common,
        to: typeof to === 'string' ? to : to.join(', '),
        from,
        smarthost,
        auth_username: username,
        auth_password_file: password === undefined ? undefined : secretFile(password),
        require_tls: requireTls,
        headers: { Subject: subject },
      };
    }
    case 'webhook': {
      const { url, maxAlerts } = receiver;
      const where = typeof url === 'string' ? { url } : { url_file: secretFile(url) };
      return { ...common, ...where, max_alerts: maxAlerts };
    }
  }
}
