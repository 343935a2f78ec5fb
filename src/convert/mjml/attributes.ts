import type { MjmlElement, MjmlNode } from '../../document/parse-mjml.js';

/** An element's attributes by name. */
export type Values = Readonly<Record<string, string>>;

/** What MJML says of its elements when an author says nothing. */
const DEFAULTS: Record<string, Values> = {
  'mj-body': { width: '600px' },
  'mj-section': { padding: '20px 0', 'text-align': 'center' },
  'mj-wrapper': { padding: '20px 0', 'text-align': 'center' },
  'mj-hero': { padding: '0px', 'background-position': 'center center', height: '0px', mode: 'fixed-height' },
  'mj-column': { 'vertical-align': 'top' },
  'mj-group': {},
  'mj-text': {
    align: 'left',
    color: '#000000',
    'font-family': 'Ubuntu, Helvetica, Arial, sans-serif',
    'font-size': '13px',
    'line-height': '1',
    padding: '10px 25px',
  },
  'mj-button': {
    align: 'center',
    'background-color': '#414141',
    border: 'none',
    'border-radius': '3px',
    color: '#ffffff',
    'font-family': 'Ubuntu, Helvetica, Arial, sans-serif',
    'font-size': '13px',
    'font-weight': 'normal',
    'inner-padding': '10px 25px',
    'line-height': '120%',
    padding: '10px 25px',
    'text-decoration': 'none',
    'text-transform': 'none',
  },
  'mj-image': { align: 'center', padding: '10px 25px' },
  'mj-divider': {
    align: 'center',
    'border-color': '#000000',
    'border-style': 'solid',
    'border-width': '4px',
    padding: '10px 25px',
    width: '100%',
  },
  'mj-spacer': { height: '20px' },
  'mj-table': {
    align: 'left',
    color: '#000000',
    'font-family': 'Ubuntu, Helvetica, Arial, sans-serif',
    'font-size': '13px',
    'line-height': '22px',
    padding: '10px 25px',
    width: '100%',
  },
  'mj-social': {
    align: 'center',
    'border-radius': '3px',
    color: '#333333',
    'font-family': 'Ubuntu, Helvetica, Arial, sans-serif',
    'font-size': '13px',
    'icon-size': '20px',
    'line-height': '22px',
    mode: 'horizontal',
    padding: '10px 25px',
    'text-decoration': 'none',
  },
  'mj-navbar': { align: 'center' },
  'mj-navbar-link': {
    color: '#000000',
    'font-family': 'Ubuntu, Helvetica, Arial, sans-serif',
    'font-size': '13px',
    'font-weight': 'normal',
    'line-height': '22px',
    padding: '15px 10px',
    'text-decoration': 'none',
    'text-transform': 'uppercase',
  },
  'mj-accordion': { padding: '10px 25px' },
  'mj-carousel': { padding: '0px' },
};

/** What `mj-attributes` says: defaults by element, `mj-all` among them, and classes. */
export interface Defaults {
  byElement: ReadonlyMap<string, Values>;
  byClass: ReadonlyMap<string, Values>;
  /** What a class says of the elements in those that have it. */
  inClass: ReadonlyMap<string, ReadonlyMap<string, Values>>;
}

export function readDefaults(heads: readonly MjmlElement[]): Defaults {
  const byElement = new Map<string, Values>();
  const byClass = new Map<string, Values>();
  const inClass = new Map<string, Map<string, Values>>();
  const isElement = (node: MjmlNode): node is MjmlElement => node.kind === 'element';
  for (const head of heads)
    for (const list of head.children.filter(isElement).filter(({ name }) => name === 'mj-attributes'))
      for (const element of list.children.filter(isElement)) {
        const { name = '', ...values } = writtenValues(element);
        if (element.name !== 'mj-class')
          byElement.set(element.name, { ...byElement.get(element.name), ...writtenValues(element) });
        else {
          byClass.set(name, { ...byClass.get(name), ...values });
          const inside = inClass.get(name) ?? new Map<string, Values>();
          for (const child of element.children.filter(isElement)) inside.set(child.name, writtenValues(child));
          inClass.set(name, inside);
        }
      }
  return { byElement, byClass, inClass };
}

/** What an element of a kind is when it says nothing itself. */
export function baseValues({ byElement }: Defaults, name: string): Values {
  return { ...DEFAULTS[name], ...byElement.get('mj-all'), ...byElement.get(name) };
}

/** What MJML makes of an element of a kind when nobody says anything. */
export function mjmlValues(name: string): Values {
  return DEFAULTS[name] ?? {};
}

/** An element's attributes as they apply. @param around the classes of the element around it */
export function valuesOf(defaults: Defaults, element: MjmlElement, around: string): Values {
  const { 'mj-class': classes = '', ...own } = writtenValues(element);
  const ofClasses = classes.split(/\s+/).map((name) => defaults.byClass.get(name));
  const ofParents = around.split(/\s+/).map((name) => defaults.inClass.get(name)?.get(element.name));
  return Object.assign({}, baseValues(defaults, element.name), ...ofClasses, ...ofParents, own);
}

export function writtenValues({ attributes }: MjmlElement): Record<string, string> {
  return Object.fromEntries(attributes.toReversed().map(({ name, value }) => [name, value ?? '']));
}

export interface Sides {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The four lengths of a padding in pixels, with what single sides say. */
export function sidesOf(values: Values, name: string): Sides {
  const [top = 0, right = top, bottom = top, left = right] = (values[name] ?? '0')
    .trim()
    .split(/\s+/)
    .map((part) => Number.parseFloat(part) || 0);
  const side = (which: string, otherwise: number) => {
    const own = values[`${name}-${which}`];
    return own === undefined || own === '' ? otherwise : Number.parseFloat(own) || 0;
  };
  return {
    top: side('top', top),
    right: side('right', right),
    bottom: side('bottom', bottom),
    left: side('left', left),
  };
}

/** A padding as CSS writes it. */
export function printSides({ top, right, bottom, left }: Sides): string {
  const px = (value: number) => (value === 0 ? '0' : `${value}px`);
  if (left !== right) return [top, right, bottom, left].map(px).join(' ');
  if (top !== bottom) return [top, right, bottom].map(px).join(' ');
  return top === right ? px(top) : `${px(top)} ${px(right)}`;
}

/** How wide the borders at the left and the right are together. */
export function bordersWidth(values: Values): number {
  const width = (side: string) => {
    const border = values[`border-${side}`] ?? values.border ?? '';
    return /none/.test(border) ? 0 : Number.parseFloat(/(\d[\d.]*)px/.exec(border)?.[1] ?? '0');
  };
  return width('left') + width('right');
}
