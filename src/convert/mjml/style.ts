import type { IntentAttribute } from '../intent.js';
import { printSides, sidesOf, type Values } from './attributes.js';

/** Attributes that are CSS properties by the same name. */
const TEXT = [
  'color',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'line-height',
  'text-decoration',
  'text-transform',
];

/** The look of a text, as far as it differs from another one. */
export function textStyle(values: Values, base: Values): string[] {
  return differing(TEXT, values, base);
}

/** Declarations for attributes that differ from `base`. */
export function differing(names: readonly string[], values: Values, base: Values): string[] {
  return names.flatMap((name) => {
    const value = values[name];
    return value && !isSame(value, base[name]) ? [`${name}:${value}`] : [];
  });
}

function isSame(a: string, b: string | undefined): boolean {
  const short = (value = '') =>
    value
      .toLowerCase()
      .replace(/^#(\w)\1(\w)\2(\w)\3$/, '#$1$2$3')
      .replace(/\s*,\s*/g, ',');
  return short(a) === short(b);
}

/** The padding and the background of the cell around an element. */
export function cellStyle(values: Values, base: Values): string[] {
  const own = printSides(sidesOf(values, 'padding'));
  const background = values['container-background-color'];
  return [
    ...(own === printSides(sidesOf(base, 'padding')) ? [] : [`padding:${own}`]),
    ...(background && background !== base['container-background-color'] ? [`background-color:${background}`] : []),
  ];
}

/** Colour and picture behind a section. */
export function backgroundStyle(values: Values): string[] {
  const color = values['background-color'];
  const url = values['background-url'];
  if (!url) return color ? [`background-color:${color}`] : [];
  const position = values['background-position'] ?? 'top center';
  const size = values['background-size'] ?? 'auto';
  const repeat = values['background-repeat'] ?? 'repeat';
  return [`background:${color ? `${color} ` : ''}url('${url}') ${position} / ${size} ${repeat}`];
}

/** Attributes for a style and classes, none where they are empty. */
export function attributesOf(style: readonly string[], ...classes: (string | undefined)[]): IntentAttribute[] {
  const names = classes.filter(Boolean).join(' ');
  return [
    ...(names ? [{ name: 'class', value: names }] : []),
    ...(style.length > 0 ? [{ name: 'style', value: style.join(';') }] : []),
  ];
}

/** A rule on one line. */
export function printRule(selector: string, declarations: readonly string[]): string {
  return `${selector} { ${declarations.map((each) => each.replace(/:(?=\S)/, ': ')).join('; ')}; }`;
}
