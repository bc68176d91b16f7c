import { runProgram, SightlineApp } from './sightline';
import { Monitoring } from './monitoring';
import { TaskApi } from './services/task-api';

/** The program: which stack there is, and which services it monitors. */
export function program(): SightlineApp {
  const app = new SightlineApp();
  const stack = new Monitoring(app, 'kube-prometheus-stack');
  new TaskApi(app, 'task-api', stack);
  return app;
}

if (require.main === module) runProgram(program);
