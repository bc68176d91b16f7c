import { resolve } from 'node:path';
import { packAll } from './pack-all';

const root = resolve(__dirname, '../..');
const [folder = root] = process.argv.slice(2);

for (const file of packAll(root, resolve(folder))) process.stdout.write(`${file}\n`);
