import { supervise } from '../../../tools/prometheus/supervise';

// Run by supervise.test.ts in a process of its own: starts a program in the folder given and is then killed.
supervise('/bin/sh', ['-c', 'echo $$ > pid; mv pid started; exec sleep 300'], process.argv[2] ?? '');
