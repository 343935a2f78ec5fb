import { quote } from '../pug/quote.js';
import type { JadeLine } from './jade-lines.js';
import { type JadeAttribute, readArguments, readAttributes, readTag, textOf, writeAttributes } from './jade-tag.js';
import type { Told } from './repair-syntax.js';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const PLAIN_CLASS = /^-?[_a-zA-Z][\w-]*$/;

const MIXINS = /^\+(container|row|columns?|fullWidthRow|blockGrid|button)$/;

/** Calls of Jink 1's mixins as Jink's, and the cells and classes that Jink now brings by itself taken out. */
export function toJink(lines: readonly JadeLine[], tell: Told): JadeLine[] {
  return lines.map((line) => (line.isVerbatim ? line : convertLine(line, lines, tell)));
}

function convertLine(line: JadeLine, siblings: readonly JadeLine[], tell: Told): JadeLine {
  const children = toJink(line.children, tell);
  const tag = readTag(line.text);
  const name = tag?.head.split(/[.#]/)[0] ?? '';
  if (!tag) return { ...line, children };
  const mixin = MIXINS.exec(name)?.[1];
  if (mixin)
    return convertCall(line, mixin, tag.head.slice(name.length), tag.groups, tag.rest, children, siblings, tell);
  const after = /^:\s+(\S.*)$/.exec(tag.rest)?.[1];
  if (after !== undefined) {
    const inner = convertLine({ ...line, text: after }, [], tell);
    return { ...inner, text: `${line.text.slice(0, line.text.length - after.length)}${inner.text}` };
  }
  const sub = subColumns(tag.head, line, siblings);
  if (sub) return { ...line, text: `${sub}${tag.groups.map((group) => `(${group})`).join('')}${tag.rest}`, children };
  return { ...line, children };
}

function convertCall(
  line: JadeLine,
  mixin: string,
  shorthand: string,
  groups: readonly string[],
  rest: string,
  children: JadeLine[],
  siblings: readonly JadeLine[],
  tell: Told,
): JadeLine {
  const takesArguments = groups.length > 1 || (groups.length === 1 && !/^\s*[\w-]+\s*!?=(?!=)/.test(groups[0]!));
  const args = takesArguments ? readArguments(groups[0]!) : [];
  const attributes = groups.slice(takesArguments ? 1 : 0).flatMap(readAttributes);
  const written = (called: string, left: readonly JadeAttribute[]) =>
    `${called}${shorthand}${classShorthand(left)}${rest}`;
  switch (mixin) {
    case 'column':
    case 'columns': {
      const { call, left } = columnsCall(args, attributes, line, siblings, tell);
      const content = withoutOwnCell(children);
      const text = content.length === 1 && /^\| \S/.test(content[0]!.text) ? content[0]!.text.slice(2) : undefined;
      if (text !== undefined && !rest) return { ...line, text: `${written(call, left)} ${text}`, children: [] };
      return { ...line, text: written(call, left), children: content };
    }
    case 'blockGrid': {
      const size = wordOf(args[0] ?? '').replace(/-up$/, '');
      return { ...line, text: written(`+blockGrid(${numberOf(size) ?? args[0] ?? ''})`, attributes), children };
    }
    case 'button': {
      const style = attributes.find(({ name }) => name === 'style');
      const names = style && textOf(style.value);
      const isClasses = names !== undefined && !names.includes(':');
      const left: JadeAttribute[] = isClasses
        ? [{ name: 'class', sign: '=', value: quote(names) }, ...attributes.filter((one) => one !== style)]
        : [...attributes];
      if (!left.some(({ name }) => name === 'href'))
        tell(line.line, 'This button leads nowhere, because Jink 1 could not give it an address.', 'Add href.');
      const label = args.map((arg) => (textOf(arg) === undefined ? arg : quote(textOf(arg)!, "'"))).join(', ');
      return { ...line, text: written(label ? `+button(${label})` : '+button', left), children };
    }
    default:
      return {
        ...line,
        text: written(`+${mixin}`, attributes),
        children: mixin === 'fullWidthRow' ? withoutOwnCell(children) : children,
      };
  }
}

function columnsCall(
  args: readonly string[],
  attributes: readonly JadeAttribute[],
  line: JadeLine,
  siblings: readonly JadeLine[],
  tell: Told,
): { call: string; left: JadeAttribute[] } {
  const [first = '', second = ''] = args;
  const [width = '', ...more] = wordOf(first).split(/\s+/);
  const number = numberOf(width);
  // An expression stays what it is.
  if (number === undefined) {
    if (textOf(first) !== undefined) tell(line.line, `There is no width "${width}".`);
    return { call: `+columns(${args.join(', ')})`, left: [...attributes] };
  }
  const names = wordOf(second).split(/\s+/).filter(Boolean);
  const offset = WORDS.findIndex((word) => names.includes(`offset-by-${word}`)) + 1;
  const isLast = !siblings.slice(siblings.indexOf(line) + 1).some(({ text }) => /^\+columns?\b/.test(text));
  const rest = names.filter(
    (name) => !(offset && name === `offset-by-${WORDS[offset - 1]}`) && !(isLast && name === 'last'),
  );
  const visibility = attributes.find(({ name }) => name === 'visibility');
  const list = [
    more.length > 0 ? quote([WORDS[number - 1], ...more].join(' '), "'") : String(number),
    ...(rest.length > 0 ? [quote(rest.join(' '), "'")] : []),
    ...(offset ? [`offset=${offset}`] : []),
    ...(visibility ? [`visibility=${visibility.value}`] : []),
  ];
  // Jink 1 ignored classes here.
  return {
    call: `+columns(${list.join(', ')})`,
    left: attributes.filter((one) => one !== visibility && one.name !== 'class'),
  };
}

/** A column's one cell without classes or attributes is the one that Jink adds. */
function withoutOwnCell(children: readonly JadeLine[]): JadeLine[] {
  const content = children.filter(({ text }) => !text.startsWith('//-'));
  const [cell] = content;
  if (content.length !== 1 || !cell || !/^td(?:$|[\s:.])/.test(cell.text) || /^td\.\w/.test(cell.text))
    return [...children];
  const others = children.filter((child) => child !== cell);
  const inline = /^td:\s*(.+)$/.exec(cell.text)?.[1];
  if (inline !== undefined) return [...others, { ...cell, text: inline }];
  const text = cell.text.slice(2).trim();
  if (text === '.') return [...others, { ...cell, text: '.' }];
  return [...others, ...(text ? [{ text: `| ${text}`, line: cell.line, children: [] }] : []), ...cell.children];
}

/** `td.sub-columns.eight.last` */
function subColumns(head: string, line: JadeLine, siblings: readonly JadeLine[]): string | undefined {
  const [name, ...names] = head.split('.');
  if (name !== 'td' || !names.some((one) => one === 'sub-columns' || one === 'sub-column')) return undefined;
  const number = names.map(numberOf).find((found) => found !== undefined);
  if (number === undefined) return undefined;
  const isLast = !siblings.slice(siblings.indexOf(line) + 1).some(({ text }) => /^td\b.*\.sub-columns?\b/.test(text));
  const rest = names.filter(
    (one) => !/^sub-columns?$/.test(one) && one !== WORDS[number - 1] && !(isLast && one === 'last'),
  );
  return `+subColumns(${number})${rest.map((one) => `.${one}`).join('')}`;
}

function classShorthand(attributes: readonly JadeAttribute[]): string {
  const given = attributes.find(({ name }) => name === 'class');
  const names = given && textOf(given.value)?.split(/\s+/).filter(Boolean);
  if (!names?.every((name) => PLAIN_CLASS.test(name))) return writeAttributes(attributes);
  return names.map((name) => `.${name}`).join('') + writeAttributes(attributes.filter((one) => one !== given));
}

/** What an argument says; a bare word is one whose quotes were forgotten. */
function wordOf(argument: string): string {
  return (textOf(argument) ?? argument).trim();
}

/** A width as a number; `tweleve` stood in Jink 1 itself. */
function numberOf(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word) >= 1 && Number(word) <= 12 ? Number(word) : undefined;
  const index = WORDS.indexOf(word.toLowerCase().replace(/^tweleve$|^twelv$|^twelfe$/, 'twelve'));
  return index === -1 ? undefined : index + 1;
}
