import type { CssDeclaration } from '../../document/css-text.js';

const SIDES = ['top', 'right', 'bottom', 'left'];

/** A declaration as longhands with values that can be compared: `#2BA6CB` and `#2ba6cb` are the same colour. */
export function longhands({
  property: name,
  value,
}: Pick<CssDeclaration, 'property' | 'value'>): [name: string, value: string][] {
  const plain = plainValue(value);
  if (name === 'padding' || name === 'margin') {
    const parts = plain.split(' ');
    const [top = '', right = top, bottom = top, left = right] = parts;
    return [top, right, bottom, left].map((side, i) => [`${name}-${SIDES[i]}`, side]);
  }
  if (name === 'background' && /^(#[\da-f]+|[a-z]+|rgba?\([^)]*\))$/.test(plain)) return [['background-color', plain]];
  if (name === 'font-weight') return [[name, { normal: '400', bold: '700' }[plain] ?? plain]];
  if (name.startsWith('border') && /\s/.test(plain)) return [[name, plain.split(' ').sort().join(' ')]];
  if (name === 'border' && plain === '0') return [['border', 'none']];
  return [[name, plain]];
}

function plainValue(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/["']/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*,\s*/g, ',')
    .replace(/(?<![\w.#])0(?:px|em|%|pt)(?!\w)/g, '0')
    .replace(/(?<![\d.])0\.(?=\d)/g, '.')
    .replace(/#([\da-f])\1([\da-f])\2([\da-f])\3(?![\da-f])/g, '#$1$2$3')
    .replace(/^(?:#fff|white)$/, '#fff')
    .replace(/^(?:#000|black)$/, '#000');
}
