import * as problems from '../../diagnostics/problems.js';
import { decodeEntities } from '../../document/decode-entities.js';
import { type MjmlElement, type MjmlNode, parseMjml } from '../../document/parse-mjml.js';
import { positionAt } from '../../document/positions.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { createLooks } from '../html/looks.js';
import { call, type EmailIntents, type Intent, tag, text } from '../intent.js';
import { quote } from '../pug/quote.js';
import { baseValues, mjmlValues, printSides, readDefaults, sidesOf } from './attributes.js';
import { buttonRules, commentIntents, dividerLine } from './contents.js';
import { includeOf } from './include.js';
import { contentOf, elementsIn, htmlIntents, type MjmlReading, note } from './reading.js';
import { readSections } from './sections.js';
import { cellStyle, printRule, textStyle } from './style.js';

/** What an email in MJML says, or why it cannot be read. */
export function readMjml(source: string, file: string): { email?: EmailIntents; diagnostics: Diagnostic[] } {
  const { nodes, mistakes } = parseMjml(source);
  const refused = mistakes.map(({ kind, tag: written, offset }) => {
    const place = { file, ...positionAt(source, offset) };
    if (kind === 'too-deep') return { ...problems.mjmlTooDeep(), place };
    return { ...(kind === 'unclosed' ? problems.mjmlUnclosed(written) : problems.mjmlClosesNothing(written)), place };
  });
  if (refused.length > 0) return { diagnostics: refused };
  if (elementsIn(nodes).length === 0) return { diagnostics: [problems.nothingToConvert({ file, line: 1, column: 1 })] };
  const mjml = elementsIn(nodes).find(({ name }) => name === 'mjml');
  const parts = mjml?.children ?? nodes;
  const heads = elementsIn(parts).filter(({ name }) => name === 'mj-head');
  const defaults = readDefaults(heads);
  const body = elementsIn(parts).find(({ name }) => name === 'mj-body');
  const bodyValues = {
    ...baseValues(defaults, 'mj-body'),
    ...Object.fromEntries((body?.attributes ?? []).map(({ name, value = '' }) => [name, value])),
  };
  const width = Number.parseFloat(bodyValues.width ?? '') || 600;
  const reading: MjmlReading = { source, file, defaults, width, looks: createLooks(), notes: [] };
  const content = readSections(
    reading,
    body?.children ?? parts.filter((node) => !(node.kind === 'element' && node.name === 'mj-head')),
    { width, classes: '' },
  );
  const head = readHead(
    reading,
    heads.flatMap(({ children }) => children),
  );
  const rules = [...baseRules(reading, bodyValues['background-color']), ...head.css, reading.looks.css()]
    .filter(Boolean)
    .join('\n');
  const style = rules ? [tag('style', [], [text(rules)])] : [];
  return {
    email: {
      layout: mjml ? 'jink/mjml' : undefined,
      subject: head.subject,
      preheader: head.preheader,
      head: mjml ? [...head.kept, ...style] : [],
      body: mjml ? content : [...style, ...head.kept, ...content],
    },
    diagnostics: reading.notes,
  };
}

interface Head {
  subject: Intent[];
  preheader: Intent[];
  css: string[];
  kept: Intent[];
}

function readHead(reading: MjmlReading, nodes: readonly MjmlNode[]): Head {
  const head: Head = { subject: [], preheader: [], css: [], kept: [] };
  for (const node of nodes) {
    if (node.kind === 'comment') head.kept.push(...commentIntents(reading.source.slice(node.start, node.end)));
    if (node.kind === 'element') readHeadElement(reading, node, head);
  }
  return head;
}

function readHeadElement(reading: MjmlReading, node: MjmlElement, head: Head): void {
  const content = contentOf(reading, node).trim();
  const find = (name: string) => node.attributes.find((attribute) => attribute.name === name)?.value;
  switch (node.name) {
    case 'mj-title':
      head.subject = [text(content)];
      return;
    case 'mj-preview':
      if (content) head.preheader = [preheader(content)];
      return;
    case 'mj-style':
      head.css.push(dedent(contentOf(reading, node)));
      return;
    case 'mj-raw':
      head.kept.push(...htmlIntents(content));
      return;
    case 'mj-font':
      head.kept.push(
        tag('link', [
          { name: 'rel', value: 'stylesheet' },
          { name: 'href', value: find('href') },
        ]),
      );
      return;
    case 'mj-include':
      head.kept.push(...includeOf(node));
      return;
    case 'mj-breakpoint':
      note(reading, '<mj-breakpoint>', 'columns stack where the setting $breakpoint says', node.start);
      return;
    case 'mj-attributes':
      return; // every element has them by now
    default:
      note(reading, `<${node.name}>`, 'nothing stands for it', node.start);
  }
}

/** A sheet without the indentation that its lines share. */
function dedent(css: string): string {
  const lines = css
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split(/\r\n|\r|\n/);
  const shared = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(Number.isFinite(shared) ? shared : 0)).join('\n');
}

function preheader(html: string): Intent {
  return /[<{*%]/.test(html)
    ? call('preheader', [], [], htmlIntents(html))
    : call('preheader', [quote(decodeEntities(html.replace(/\s+/g, ' ')), "'")]);
}

/** What an author's defaults change, as rules for what the mixins write. */
function baseRules({ defaults, width, source }: MjmlReading, background: string | undefined): string[] {
  const rule = (selector: string, declarations: readonly string[]) =>
    declarations.length > 0 ? [printRule(selector, declarations)] : [];
  const uses = (name: string) => source.includes(`<${name}`);
  const of = (name: string) => [baseValues(defaults, name), mjmlValues(name)] as const;
  const [textBase, textOfMjml] = of('mj-text');
  const [button, buttonOfMjml] = of('mj-button');
  const [divider, dividerOfMjml] = of('mj-divider');
  const [table, tableOfMjml] = of('mj-table');
  const [link, linkOfMjml] = of('mj-navbar-link');
  const [section] = of('mj-section');
  const padding = printSides(sidesOf(section, 'padding'));
  return [
    ...rule('body, .body', background ? [`background-color:${background}`] : []),
    ...rule('.container', [
      ...(width === 600 ? [] : [`width:${width}px`]),
      ...(section['background-color'] ? [`background-color:${section['background-color']}`] : []),
    ]),
    ...(padding === '20px 0'
      ? []
      : [`:where(.container > tr) > td:not(.wrapper), :where(.full-width > tr) > td { padding: ${padding}; }`]),
    ...rule('.container .panel, .container .center', [
      ...textStyle(textBase, textOfMjml),
      ...cellStyle(textBase, textOfMjml),
    ]),
    ...(uses('mj-button') ? buttonRules(button, buttonOfMjml) : []).map((written) =>
      written.replaceAll('&', '.button'),
    ),
    ...rule(
      '.divider',
      dividerLine(divider) === dividerLine(dividerOfMjml) ? [] : [`border-top:${dividerLine(divider)}`],
    ),
    ...rule('.data td, .data th', uses('mj-table') ? textStyle(table, tableOfMjml) : []),
    ...rule('.navbar a', uses('mj-navbar') ? textStyle(link, linkOfMjml) : []),
  ];
}
