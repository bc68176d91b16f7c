import { Environment, SightlineApp } from '../../src/sightline';
import { Catalog } from './catalog';
import { Monitoring } from './monitoring';
import { environments } from './settings';

/** One service in staging, and in production in two clusters: `dist/` has a folder for each. */
export function program(): SightlineApp {
  const app = new SightlineApp();
  for (const [name, settings] of Object.entries(environments)) {
    const environment = new Environment(app, name);
    const stack = new Monitoring(environment, 'stack', settings);
    new Catalog(environment, 'catalog', stack, settings);
  }
  return app;
}
