import type { MjmlElement } from '../../document/parse-mjml.js';
import { type Intent, tag } from '../intent.js';

/** Another file: a part in MJML becomes one in Pug when it is converted, a sheet is linked and inlined, HTML stays. */
export function includeOf({ attributes }: MjmlElement): Intent[] {
  const find = (name: string) => attributes.find((attribute) => attribute.name === name)?.value;
  const path = find('path') ?? '';
  if (find('type') === 'css')
    return [
      tag('link', [
        { name: 'rel', value: 'stylesheet' },
        { name: 'href', value: path.replace(/^\.\//, '') },
      ]),
    ];
  if (find('type') === 'html') return [{ kind: 'include', path: path.replace(/^\.\//, '') }];
  return [{ kind: 'include', path: path.replace(/^\.\//, '').replace(/\.mjml$/, '.pug') }];
}
