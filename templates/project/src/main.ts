import { runProgram, SightlineApp } from '@sightline-monitoring/sightline';
import { Monitoring } from './monitoring';
import { ExampleService } from './services/example-service';

/** The program: which stack there is, and which services it monitors. */
export function program(): SightlineApp {
  const app = new SightlineApp();
  const stack = new Monitoring(app, 'kube-prometheus-stack');
  new ExampleService(app, 'example-service', stack);
  return app;
}

if (require.main === module) runProgram(program);
