import * as problems from '../diagnostics/problems.js';
import { decodeEntities } from '../document/decode-entities.js';
import { setAttribute } from '../document/edit.js';
import { attribute } from '../document/find.js';
import { parse } from '../document/parse.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import { fieldsOf } from '../model/data-type.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { appliedStyles, classesIn, writtenStyles } from './applied-styles.js';
import { placeAssets } from './assets.js';
import { compactStyles, reachOf } from './compact.js';
import { flattenConditionalComments } from './conditional-comments.js';
import { type Draft, documentOf, type Step, type TemplateInput } from './draft.js';
import { escapeHtml } from './entities.js';
import { normaliseGrid } from './grid.js';
import { completeHead, preheaderOf, subjectOf } from './head.js';
import { printHeadStyles } from './head-styles.js';
import { markHtmlExactly } from './html.js';
import { inlineSheets } from './inline.js';
import { authorsPlace, MARK, writeMark } from './marks.js';
import { type MjmlSource, renderedMjml, writtenMjml } from './mjml/mjml-source.js';
import { renderMjml } from './mjml/render-mjml.js';
import { addOutlookAttributes } from './outlook.js';
import { printDraft, printPlain } from './print-draft.js';
import { renderPug } from './pug.js';
import type { LaterData } from './pug-scope.js';
import { joinAddresses } from './send-time/contexts.js';
import { presenceAt } from './send-time/presence.js';
import { createSendTimeTokens } from './send-time/tokens.js';
import { isOwn, nameOf, type Session } from './session.js';
import { wrapInLayout } from './shell.js';
import { takeStyleElements } from './style-elements.js';
import { loadStylesheet } from './stylesheet.js';
import { prepareText, textOf } from './text.js';
import { takeTexts } from './text-places.js';

/** The pipeline. Each step needs what those above it have done; why is said beside it. */
const STEPS: readonly (readonly [name: string, step: Step])[] = [
  ['engine', renderEngine], // the author's language becomes HTML that is marked with places
  ['shell', wrapInLayout], // a fragment gets its document, which the styles may also speak of
  ['grid', grid], // cells and classes that mixins could not know of, before styles ask for them
  ['styles', gatherStyles], // late, so that Sass had time; style elements leave the document before it is inlined
  ['inline', inline],
  ['addresses', addresses], // before anything asks what kind of address it is
  ['assets', assets], // after inlining: columns have widths now, and backgrounds stand in style attributes
  ['outlook', outlook], // reads widths, colours and alignment from the inlined styles
  ['compact', compact], // knows by now what attributes say, and what the head may change
  ['head', head], // last of the edits: it writes what the others left over
  ['finish', printDraft], // takes the marks out: nothing may need them after this
  ['text', text], // from the finished HTML, so that it says what the email says
];

/**
 * Compiles one template. Reads files, writes none. Whatever is wrong with the template is in `diagnostics`; with an
 * error among them, `html` and `text` are empty.
 */
export async function compileTemplate(
  session: Session,
  input: TemplateInput,
): Promise<Omit<CompiledTemplate, 'render' | 'dataType'>> {
  const draft = newDraft(session, input);
  for (const [, step] of STEPS) {
    await step(draft);
    if (hasErrors(draft)) break;
  }
  // What a broken template did not get to ask for can still be wrong, and is still to be watched.
  const stylesheet = await draft.stylesheet;
  for (const file of stylesheet.files) draft.dependencies.add(file);
  if (hasErrors(draft)) {
    if (draft.sheets.length === 0) draft.diagnostics.push(...stylesheet.diagnostics);
    draft.html = '';
  }
  // What is given away must not hold on to the draft.
  const { sourceAt, markedHtml } = draft;
  return {
    name: input.name,
    file: nameOf(session, input.path),
    subject: draft.subject,
    preheader: draft.preheader,
    html: draft.html,
    text: draft.text,
    hasOwnTags: draft.unprinted.includes('{{'),
    variables: draft.variables,
    diagnostics: distinct(draft.diagnostics),
    dependencies: [...draft.dependencies].filter((file) => !isOwn(file)).map((file) => nameOf(session, file)),
    assets: draft.assets,
    placeAt: (offset) => sourceAt(offset)?.place,
    sourceAt,
    ...(draft.styles && { styles: draft.styles }),
    ...(draft.styledClasses && { styledClasses: draft.styledClasses }),
    markedHtml,
  };
}

/** Pug runs with its data; HTML is taken as it is; MJML is rendered, and may have been written in Pug. */
async function renderEngine(draft: Draft): Promise<void> {
  const { session, input } = draft;
  if (draft.isMjml) return renderMjmlEngine(draft);
  if (!input.path.endsWith('.pug')) {
    const written = markHtmlExactly(session, input.path, input.source);
    draft.html = written.html;
    if (input.exact) draft.written = written;
    return;
  }
  const { html, written, diagnostics, dependencies } = renderPug(session, { ...input, later: laterData(draft) });
  draft.html = html ?? '';
  if (written) draft.written = written;
  draft.diagnostics.push(...diagnostics);
  for (const file of dependencies) draft.dependencies.add(file);
}

async function renderMjmlEngine(draft: Draft): Promise<void> {
  const { session, input } = draft;
  const exact = input.exact === true;
  let source: MjmlSource | undefined;
  if (input.path.endsWith('.pug')) {
    const made = renderPug(session, { ...input, later: laterData(draft), keepTexts: true });
    draft.diagnostics.push(...made.diagnostics);
    for (const file of made.dependencies) draft.dependencies.add(file);
    const start = writeMark(session.files, nameOf(session, input.path), 1, 1);
    if (made.html !== undefined) source = renderedMjml(input.path, made.html, start);
  } else source = writtenMjml(session, input.path, input.source, [], exact);
  if (!source || hasErrors(draft)) return;
  const { html = '', text, diagnostics, files } = await renderMjml(session, source, draft.tokens, exact);
  if (text !== undefined) draft.textSource = text;
  draft.diagnostics.push(...diagnostics);
  for (const file of files) draft.dependencies.add(file);
  if (exact) draft.written = takeTexts(html);
  draft.html = draft.written?.html ?? html;
}

function grid(draft: Draft): void {
  // MJML nests no comments.
  draft.document = parse(draft.isMjml ? draft.html : flattenConditionalComments(draft.html));
  if (draft.document.unread) {
    const { session, input } = draft;
    draft.diagnostics.push(problems.nestedTooDeep({ file: nameOf(session, input.path), line: 1, column: 1 }));
    return;
  }
  if (draft.isMjml) return;
  const { session, input, tokens, diagnostics } = draft;
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  normaliseGrid(draft.document, session.files, tokens, input.samples ?? new Map(), report);
}

async function gatherStyles(draft: Draft): Promise<void> {
  void prepareText();
  const { sheet, diagnostics } = await draft.stylesheet;
  draft.diagnostics.push(...diagnostics);
  if (!sheet) return;
  draft.sheets = [sheet, ...takeStyleElements(documentOf(draft), draft)];
}

function inline(draft: Draft): void {
  const own = draft.input.exact ? writtenStyles(documentOf(draft), draft.session.files) : [];
  const { kept, undecided, elementsOf } = inlineSheets(documentOf(draft), draft.sheets, { headWins: true });
  if (draft.input.exact) {
    draft.styles = [...appliedStyles(draft.sheets, kept, elementsOf), ...own];
    draft.styledClasses = classesIn(draft.sheets);
  }
  draft.kept = kept;
  draft.elementsOf = elementsOf;
  for (const { selectors, element, because } of undecided) {
    const { place, trail } = authorsPlace(draft.session.files, attribute(element, MARK));
    draft.diagnostics.push(problems.undecidedRule(selectors, because, place, trail));
  }
}

function addresses(draft: Draft): void {
  if (draft.tokens.size() > 0) joinAddresses(documentOf(draft), draft.tokens, decodeEntities, setAttribute);
}

function assets(draft: Draft): void {
  const { session, input, diagnostics, dependencies } = draft;
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const context = { session, template: input.path, name: input.name, report };
  const placed = placeAssets(documentOf(draft), draft.kept, context);
  draft.assets = placed.assets;
  draft.kept = placed.kept;
  for (const file of placed.files) dependencies.add(file);
}

function outlook(draft: Draft): void {
  if (!draft.isMjml) addOutlookAttributes(documentOf(draft), draft.session.files);
}

function compact(draft: Draft): void {
  if (draft.input.verbose || draft.isMjml) return;
  compactStyles(documentOf(draft), reachOf(draft.kept, draft.elementsOf));
}

function head(draft: Draft): void {
  const document = documentOf(draft);
  const title = subjectOf(document) ?? titleFromName(draft.input.name);
  draft.subject = printPlain(draft, title);
  draft.preheader = printPlain(draft, preheaderOf(document));
  const { locale } = draft.session.config;
  completeHead(document, { styles: printHeadStyles(draft.kept), locale, title: escapeHtml(title) });
}

/** What templates are told of the data that they will get. */
function laterData({ input, tokens }: Draft): LaterData | undefined {
  const { later } = input;
  if (!later) return undefined;
  return {
    names: [...fieldsOf(later).keys()],
    presenceOf: (path) => presenceAt(later, path),
    isPortable: input.portable === true,
    tokens,
  };
}

async function text(draft: Draft): Promise<void> {
  const { textSource } = draft;
  const said = await (textSource === undefined ? textOf(draft.unprinted, draft.readUnprinted) : textOf(textSource));
  draft.text = printPlain(draft, closeGaps(said));
  if (draft.text.trim() === '' && !/<img\b/i.test(draft.html))
    draft.diagnostics.push(
      problems.emptyEmail({ file: nameOf(draft.session, draft.input.path), line: 1, column: 1 }, draft.isMjml),
    );
}

/** A condition on a line of its own goes with its line; the blank line after it would be one too many. */
function closeGaps(text: string): string {
  return text.replace(/^((?:\uE010[ienl]\d+\uE011|\{\{~?(?:[#/^]|else\b)[^{}]*\}\})+)\n\n+/gm, '$1\n');
}

/** `billing/weekly-report` is called "Weekly report" when it has no title. */
function titleFromName(name: string): string {
  const words = name.split('/').at(-1)!.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One mistake in a loop, or in a mixin that is called twice, is told once. */
function distinct(diagnostics: Diagnostic[]): Diagnostic[] {
  const known = new Set<string>();
  return diagnostics.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place]);
    return !known.has(key) && known.add(key);
  });
}

function newDraft(session: Session, input: TemplateInput): Draft {
  const isMjml = /\.mjml(\.pug)?$/.test(input.path);
  return {
    session,
    input,
    isMjml,
    stylesheet: loadStylesheet(session, input.styles, { exact: input.exact === true, isBare: isMjml }),
    tokens: createSendTimeTokens(),
    lines: new Map(),
    diagnostics: [],
    dependencies: new Set([input.path]),
    assets: [],
    html: '',
    sheets: [],
    kept: [],
    elementsOf: () => [],
    subject: '',
    preheader: '',
    text: '',
    unprinted: '',
    readUnprinted: () => parse(''),
    variables: [],
    sourceAt: () => undefined,
    markedHtml: () => '',
  };
}

function hasErrors({ diagnostics }: Draft): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
