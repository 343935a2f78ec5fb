/** The licences of the packages that are part of a bundle, as they ask for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param inputs paths of the bundled files, relative to `root` */
export function noticesOf(inputs, root) {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const notices = [...folders].map((folder) => noticeOf(join(root, folder)));
  return `These packages are part of Jink's bundle.\n\n${[...new Set(notices)].sort().join('\n')}`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`${name} does not say its licence.`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'It comes without a licence file.';
  return `## ${name} ${version} (${license})\n\n${text}\n`;
}
