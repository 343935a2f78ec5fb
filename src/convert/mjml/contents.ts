import { decodeEntities } from '../../document/decode-entities.js';
import { parse } from '../../document/parse.js';
import type { MjmlElement, MjmlNode } from '../../document/parse-mjml.js';
import { writeButton } from '../html/button.js';
import { readComment } from '../html/comments.js';
import { call, type Intent, type IntentAttribute, tag, text } from '../intent.js';
import { quote } from '../pug/quote.js';
import { baseValues, mjmlValues, sidesOf, type Values } from './attributes.js';
import { includeOf } from './include.js';
import { readNavbar, readSocial } from './links.js';
import { type Around, contentOf, htmlIntents, type MjmlReading, note, values } from './reading.js';
import { attributesOf, cellStyle, differing, printRule, textStyle } from './style.js';
import { readAccordion, readCarousel } from './unfolded.js';

/** What stands in a column. */
export function readContents(reading: MjmlReading, nodes: readonly MjmlNode[], around: Around): Intent[] {
  return nodes.flatMap((node) => readContent(reading, node, around));
}

export function readContent(reading: MjmlReading, node: MjmlNode, around: Around): Intent[] {
  const { source } = reading;
  if (node.kind === 'text') return [text(source.slice(node.start, node.end))];
  if (node.kind === 'comment') return commentIntents(source.slice(node.start, node.end));
  switch (node.name) {
    case 'mj-text':
      return [readText(reading, node, around)];
    case 'mj-button':
      return [readButton(reading, node, around)];
    case 'mj-image':
      return [readImage(reading, node, around)];
    case 'mj-spacer':
      return [call('spacer', [`${Math.round(Number.parseFloat(values(reading, node, around).height ?? '20'))}`])];
    case 'mj-divider':
      return [readDivider(reading, node, around)];
    case 'mj-table':
      return [readTable(reading, node, around)];
    case 'mj-social':
      return readSocial(reading, node, around);
    case 'mj-navbar':
      return readNavbar(reading, node, around);
    case 'mj-accordion':
      return readAccordion(reading, node, around);
    case 'mj-carousel':
      return readCarousel(reading, node, around);
    case 'mj-raw':
      return readRaw(reading, node);
    case 'mj-include':
      return includeOf(node);
    default:
      note(reading, `<${node.name}>`, 'no mixin stands for it, and what is in it was kept', node.start);
      return node.children.length > 0
        ? readContents(reading, node.children, around)
        : htmlIntents(contentOf(reading, node));
  }
}

/** HTML as its author wrote it; rows of a column's own table need one around them. */
export function readRaw(reading: MjmlReading, node: MjmlElement): Intent[] {
  const intents = htmlIntents(contentOf(reading, node));
  const isRows = intents.some((intent) => intent.kind === 'tag' && intent.name === 'tr');
  return isRows ? [tag('table', [{ name: 'width', value: '100%' }], intents)] : intents;
}

export function commentIntents(comment: string): Intent[] {
  const document = parse(comment);
  return document.root.children.flatMap((node) => (node.kind === 'comment' ? readComment({ document }, node) : []));
}

/** `+panel`, or `+center` for what stands in the middle. */
function cell(align: string | undefined, attributes: IntentAttribute[], children: Intent[]): Intent {
  return call(align === 'center' ? 'center' : 'panel', [], attributes, children);
}

function readText(reading: MjmlReading, node: MjmlElement, around: Around): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, 'mj-text');
  const align = own.align && !/^(left|center)$/.test(own.align) ? [`text-align:${own.align}`] : [];
  const height = own.height ? [`height:${own.height}`] : [];
  const style = [...textStyle(own, base), ...align, ...height, ...cellStyle(own, base)];
  return cell(own.align, attributesOf(style, own['css-class']), htmlIntents(contentOf(reading, node)));
}

const BUTTON_CELL = [
  'background-color',
  'border',
  'border-radius',
  'border-top',
  'border-right',
  'border-bottom',
  'border-left',
];

function readButton(reading: MjmlReading, node: MjmlElement, around: Around): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, 'mj-button');
  const rules = buttonRules(own, base);
  const look = rules.length > 0 ? reading.looks.classFor('look', rules) : undefined;
  const width = own.width ? [`width:${own.width}`] : [];
  const link = ['href', 'target', 'rel', 'title']
    .filter((name) => own[name] !== undefined)
    .map((name) => ({ name, value: own[name] }));
  const attributes = attributesOf([...asideStyle(own.align), ...width], look);
  const label = htmlIntents(contentOf(reading, node));
  const button = writeButton(label, own.href === undefined ? [{ name: 'href', value: '' }, ...link] : link, attributes);
  return cell(own.align, attributesOf(cellStyle(own, base), own['css-class']), [button]);
}

/** What stands at the right is pushed there. */
function asideStyle(align: string | undefined): string[] {
  return align === 'right' ? ['margin-left:auto'] : [];
}

/** The rules for a button's cell and its link. */
export function buttonRules(own: Values, base: Values): string[] {
  const padding = own['inner-padding'] === base['inner-padding'] ? [] : [`padding:${own['inner-padding']}`];
  const ofCell = [
    ...differing(BUTTON_CELL, own, base),
    ...padding,
    ...differing(['font-family', 'font-size', 'line-height'], own, base),
  ];
  const ofLink = textStyle(own, base);
  return [
    ...(ofCell.length > 0 ? [printRule('& td', ofCell)] : []),
    ...(ofLink.length > 0 ? [printRule('& a', ofLink)] : []),
  ];
}

export function readImage(reading: MjmlReading, node: MjmlElement, around: Around): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, 'mj-image');
  const { left, right } = sidesOf(own, 'padding');
  const most = Math.round(around.width - left - right);
  const width = Math.min(most, Number.parseFloat(own.width ?? '') || most);
  const height = Number.parseFloat(own.height ?? '');
  const style = [
    ...differing(['border', 'border-radius', 'height'], { ...own, height: height ? own.height! : '' }, { border: '0' }),
    ...asideStyle(own.align),
  ];
  const attributes: IntentAttribute[] = [
    { name: 'width', value: String(width) },
    ...(height ? [{ name: 'height', value: String(height) }] : []),
    ...['title', 'srcset', 'usemap'].filter((name) => own[name]).map((name) => ({ name, value: own[name] })),
    ...attributesOf(style),
  ];
  const args = [quote(decodeEntities(own.src ?? ''), "'"), ...(own.alt ? [quote(decodeEntities(own.alt), "'")] : [])];
  const image = call('image', args, attributes);
  const link = ['href', 'target', 'rel', 'name']
    .filter((name) => own[name])
    .map((name) => ({ name, value: own[name] }));
  const shown = own.href ? tag('a', link, [image]) : image;
  return cell(own.align, attributesOf(cellStyle(own, base), own['css-class']), [shown]);
}

function readDivider(reading: MjmlReading, node: MjmlElement, around: Around): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, 'mj-divider');
  const line = dividerLine(own);
  const width =
    own.width && own.width !== '100%'
      ? [`width:${own.width}`, ...(own.align === 'center' ? ['margin:0 auto'] : asideStyle(own.align))]
      : [];
  const style = [...(line === dividerLine(base) ? [] : [`border-top:${line}`]), ...width];
  return call('panel', [], attributesOf(cellStyle(own, base), own['css-class']), [
    call('divider', [], attributesOf(style)),
  ]);
}

export function dividerLine(own: Values): string {
  const name = (part: string) => own[`border-${part}`] ?? mjmlValues('mj-divider')[`border-${part}`];
  return `${name('width')} ${name('style')} ${name('color')}`;
}

function readTable(reading: MjmlReading, node: MjmlElement, around: Around): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, 'mj-table');
  const align = own.align === 'left' ? [] : [`text-align:${own.align}`];
  const padding = own.cellpadding && own.cellpadding !== '0' ? [`padding:${own.cellpadding}px`] : [];
  const rules = [...textStyle(own, base), ...padding];
  const look = rules.length > 0 ? reading.looks.classFor('look', [printRule('& td, & th', rules)]) : undefined;
  const width = own.width && own.width !== '100%' ? [`width:${own.width}`] : [];
  const numbers = ['cellpadding', 'cellspacing']
    .filter((name) => own[name])
    .map((name) => ({ name, value: own[name] }));
  const table = tag(
    'table',
    [...attributesOf([...align, ...width], 'data', look), ...numbers],
    centreHeadings(htmlIntents(contentOf(reading, node)), align.length > 0),
  );
  return call('panel', [], attributesOf(cellStyle(own, base), own['css-class']), [table]);
}

/** Browsers centre a heading cell, unless it or something around it says otherwise; Jink's do not. */
function centreHeadings(intents: Intent[], isAligned: boolean): Intent[] {
  return intents.map((intent): Intent => {
    if (intent.kind !== 'tag') return intent;
    const says = intent.attributes.some(
      ({ name, value = '' }) => name === 'align' || (name === 'style' && /text-align/.test(value)),
    );
    const style = intent.attributes.find(({ name }) => name === 'style')?.value?.replace(/;\s*$/, '');
    const isCentred = intent.name === 'th' && !says && !isAligned;
    const others = intent.attributes.filter(({ name }) => name !== 'style');
    const attributes = isCentred
      ? [...others, { name: 'style', value: [style, 'text-align:center'].filter(Boolean).join(';') }]
      : intent.attributes;
    return { ...intent, attributes, children: centreHeadings(intent.children, isAligned || says) };
  });
}
