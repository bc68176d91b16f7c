import {
  alertRouting,
  email,
  KubePrometheusStack,
  pagerDuty,
  secretKey,
  SightlineApp,
} from '../../src/sightline';
import { Billing } from './billing';
import { Cart } from './cart';
import { Mailer } from './mailer';
import { NightlyReport } from './nightly-report';
import { Orders } from './orders';
import { OrdersDb } from './orders-db';
import { Search } from './search';
import { ShopSite } from './shop-site';

/** The services of a company, each of another kind, and the stack that monitors them. */
export function program(): SightlineApp {
  const app = new SightlineApp();
  const stack = new KubePrometheusStack(app, 'stack', {
    release: 'prometheus',
    namespace: 'monitoring',
    grafana: false,
    prometheus: { retention: '35d', storage: { size: '50Gi' } },
    alerting: alertRouting({
      receivers: {
        pager: pagerDuty({ routingKey: secretKey('alertmanager-pagerduty', 'routing-key') }),
        mail: email({
          to: 'oncall@example.com',
          from: 'alerts@example.com',
          smarthost: 'mail.example.com:587',
          username: 'alerts',
          password: secretKey('alertmanager-mail', 'password'),
        }),
      },
      routes: [{ severity: 'page', receiver: 'pager' }],
      otherwise: 'mail',
      deadMansSwitch: { url: secretKey('alertmanager-watchdog', 'url'), every: '1m' },
    }),
  });
  new Billing(app, 'billing', stack);
  new Cart(app, 'cart', stack);
  new Mailer(app, 'mailer', stack);
  new NightlyReport(app, 'nightly-report', stack);
  new Orders(app, 'orders', stack);
  new OrdersDb(app, 'orders-db', stack);
  new Search(app, 'search', stack);
  new ShopSite(app, 'shop-site', stack);
  return app;
}
