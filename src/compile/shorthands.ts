import type { Declaration } from './css.js';

/** Longhands that follow their shorthand become part of it, where that is shorter and means the same. */
export function joinShorthands(declarations: readonly Declaration[]): readonly Declaration[] {
  return joinFont(joinSides('margin', joinSides('padding', declarations)));
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** `padding: 0 0 20px; padding-right: 12px` becomes `padding: 0 12px 20px 0`. */
function joinSides(name: string, declarations: readonly Declaration[]): readonly Declaration[] {
  const at = declarations.findLastIndex(({ property }) => property === name);
  if (at === -1 || declarations.filter(({ property }) => property === name).length > 1) return declarations;
  const values = declarations[at]!.value.split(/\s+/);
  if (values.length > 4 || !values.every(isLength)) return declarations;
  const [top, right = top, bottom = top, left = right] = values as [string, ...string[]];
  const sides = { top, right, bottom, left };
  const longhands = declarations.filter(({ property }, i) => i > at && property.startsWith(`${name}-`));
  for (const { property, value } of longhands) {
    const side = SIDES.find((candidate) => property === `${name}-${candidate}`);
    if (!side || !isLength(value)) return declarations;
    sides[side] = value;
  }
  const joined = { ...declarations[at]!, value: shortest(sides) };
  return declarations
    .filter((declaration) => !longhands.includes(declaration))
    .map((declaration) => (declaration === declarations[at] ? joined : declaration));
}

function isLength(value: string): boolean {
  return /^(-?\d*\.?\d+(px|em|%|pt)?|auto)$/.test(value);
}

function shortest({ top, right, bottom, left }: Record<(typeof SIDES)[number], string>): string {
  if (left !== right) return `${top} ${right} ${bottom} ${left}`;
  if (bottom !== top) return `${top} ${right} ${bottom}`;
  return right === top ? top : `${top} ${right}`;
}

const FONT = /^(?:(normal|italic|oblique)\s+)?(?:(normal|bold|[1-9]00)\s+)?(\d[\w.%]*)(?:\s*\/\s*([\w.%]+))?\s+(.+)$/;

/** `font: 15px/22px Arial; font-size: 12px; line-height: 12px` becomes `font: 12px/12px Arial`. */
function joinFont(declarations: readonly Declaration[]): readonly Declaration[] {
  const fonts = declarations.filter(({ property }) => property === 'font');
  const [font] = fonts;
  // Word wants an exact line height to be declared after the rule that makes it exact.
  if (!font || fonts.length > 1 || declarations.some(({ property }) => property === 'mso-line-height-rule'))
    return declarations;
  const match = FONT.exec(font.value);
  if (!match) return declarations;
  let [, style = 'normal', weight = 'normal', size = '', height, family = ''] = match;
  const at = declarations.indexOf(font);
  const longhands = declarations.filter(
    ({ property }, i) => i > at && /^(font-(style|weight|size|family)|line-height)$/.test(property),
  );
  for (const { property, value } of longhands) {
    if (!/^[\w.%, '"-]+$/.test(value) || /^(inherit|initial|unset|bolder|lighter|smaller|larger)$/.test(value))
      return declarations;
    // Sizes relative to the one around would be read as relative to the new one.
    if (property === 'font-size' && !/^\d*\.?\d+(px|pt)$/.test(value)) return declarations;
    if (property === 'font-style') style = value;
    else if (property === 'font-weight') weight = value;
    else if (property === 'font-size') size = value;
    else if (property === 'line-height') height = value;
    else family = value;
  }
  const parts = [style === 'normal' ? '' : style, weight === 'normal' ? '' : weight];
  const value = [...parts, height ? `${size}/${height}` : size, family].filter(Boolean).join(' ');
  return declarations
    .filter((declaration) => !longhands.includes(declaration))
    .map((declaration) => (declaration === font ? { ...font, value } : declaration));
}
