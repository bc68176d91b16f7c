import { join, resolve } from 'node:path';
import { copyPython } from './copy-python';

const root = resolve(__dirname, '../..');

// the last step of `npm run build`, after the compiler
copyPython(join(root, 'src'), join(root, 'lib/src'));
