import { resolve } from 'node:path';
import { packAll } from './pack-all';

const root = resolve(__dirname, '../..');
const [folder = root] = process.argv.slice(2);

void packAll(root, resolve(folder)).then(({ library, instrument }) => {
  process.stdout.write(`${library}\n${instrument}\n`);
});
