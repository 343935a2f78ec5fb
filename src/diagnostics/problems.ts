import type { Diagnostic, Severity } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { nearest } from './nearest.js';

/*
 * Every problem Jink can report, one function each. The first line of each comment is its entry in docs/problems.md.
 */

type Details = Pick<Diagnostic, 'hint' | 'place' | 'trail'>;

function problem(severity: Severity, code: string, message: string, details: Details = {}): Diagnostic {
  const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  return { code, severity, message, ...known };
}

/** `did you mean "columns"?`, or what else there is to choose from. */
function didYouMean(word: string, candidates: Iterable<string>, otherwise?: string): string | undefined {
  const candidate = nearest(word, candidates);
  return candidate ? `Did you mean "${candidate}"?` : otherwise;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

// ─── Pug: syntax ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Pug could not read the template. */
export const pugSyntax = (message: string, place: Place, hint?: string) =>
  problem('error', 'pug-syntax', message, { place, hint });

/** A bracket is opened and never closed; the place is where it opens. */
export const unclosedBracket = (bracket: string, place: Place) =>
  problem('error', 'unclosed-bracket', `This "${bracket}" is never closed.`, {
    place,
    hint: `Add the missing "${{ '(': ')', '[': ']', '{': '}' }[bracket.at(-1)!]}".`,
  });

/** A bracket is closed that was never opened. */
export const unopenedBracket = (bracket: string, place: Place) =>
  problem('error', 'unopened-bracket', `This "${bracket}" closes nothing.`, {
    place,
    hint: 'Take it away, or open a bracket before it.',
  });

/** A text such as `"abc` has no closing quote. */
export const unclosedString = (quote: string, place: Place) =>
  problem('error', 'unclosed-string', 'This text has no closing quote.', { place, hint: `Add the missing ${quote}` });

/** A quotation mark of written text, such as “, stands where code needs a plain one. */
export const writtenQuote = (quote: string, place: Place) =>
  problem('error', 'written-quote', `Code cannot read the quotation mark ${quote}.`, {
    place,
    hint: `Use straight ones: " or '`,
  });

/** A JavaScript expression is missing. */
export const missingExpression = (place: Place) =>
  problem('error', 'missing-expression', 'A value is missing here.', { place });

/** `if`, `unless`, `while` or `case` stands alone. */
export const missingCondition = (keyword: string, place: Place) =>
  problem('error', 'missing-condition', `This "${keyword}" has no condition.`, {
    place,
    hint: `Write it behind it, as in: ${keyword} agents.length`,
  });

/** A JavaScript expression or statement ends before it is complete. */
export const incompleteCode = (code: string, place: Place) =>
  problem('error', 'incomplete-code', `Something is missing after "${code}".`, { place });

/** An expression or a line after `-` is not valid JavaScript. */
export const invalidCode = (message: string, place: Place, hint?: string) =>
  problem('error', 'invalid-code', message, { place, hint });

/** Arguments such as `+columns(a === b ? 6 : 4)` are read by Pug as attributes. */
export const argumentsReadAsAttributes = (mixin: string, operator: string, expression: string, place: Place) =>
  problem(
    'error',
    'arguments-as-attributes',
    `Pug takes what stands before this "${operator}" for an attribute's name.`,
    {
      place,
      hint: `Put the argument in parentheses: +${mixin}((${expression}))`,
    },
  );

/** A comparison stands where an attribute's name and one `=` belong. */
export const comparisonInAttributes = (operator: string, place: Place) =>
  problem('error', 'comparison-in-attributes', `Pug expects an attribute here, but finds "${operator}".`, {
    place,
    hint: 'An attribute is written name=value; a comparison is a value, as in checked=(a === b)',
  });

/** Lines are indented with both tabs and spaces, or stand between two levels. */
export const indentation = (message: string, place: Place) =>
  problem('error', 'indentation', message, {
    place,
    hint: 'Indent every level by the same number of spaces (or tabs), never both.',
  });

/** `else`, `when` or `default` stands where no `if` or `case` is open. */
export const strayKeyword = (keyword: string, place: Place) =>
  problem('error', 'stray-keyword', `There is nothing before this "${keyword}" that it could belong to.`, {
    place,
    hint: `"${keyword}" stands at the same indentation as its "${keyword === 'else' ? 'if" or "each' : 'case'}".`,
  });

/** Lines are indented under a line that cannot hold any, such as text. */
export const indentedUnderText = (place: Place) =>
  problem('error', 'indented-under-text', 'This line is indented under one that cannot hold it.', {
    place,
    hint: 'Indent it less; to put it into an element, give the line above a tag, such as p.',
  });

/** A line starts with text that Pug cannot tell from a tag. */
export const unexpectedText = (text: string, place: Place) =>
  problem('error', 'unexpected-text', `Pug cannot read "${text}" at the start of a line.`, {
    place,
    hint: 'Start a line of plain text with "| ".',
  });

/** A template that extends a layout has content outside of its blocks. */
export const contentOutsideBlocks = (word: string, place: Place) => {
  let hint = 'Indent this under "block body", or another block of the layout.';
  if (word.startsWith('//')) hint = 'Begin the comment with "//-", or indent it under a block.';
  if (/^(subject|preheader|head|body|content)$/.test(word)) hint = `Did you mean "block ${word}"?`;
  return problem('error', 'content-outside-blocks', 'A template that extends a layout can only fill its blocks.', {
    place,
    hint,
  });
};

/** A block of that name does not exist in the layout. */
export const unknownBlock = (name: string, place: Place, blocks: Iterable<string>) => {
  const names = [...new Set(blocks)];
  const all = names.length ? `It has: ${names.join(', ')}.` : 'A layout between fills the block that it stands in.';
  return problem('error', 'unknown-block', `The layout has no block "${name}".`, {
    place,
    hint: didYouMean(name, names, all),
  });
};

/** An element that cannot have content, such as `img`, has some. */
export const contentInVoidElement = (name: string, place: Place) =>
  problem('error', 'content-in-void-element', `"${name}" cannot have content.`, {
    place,
    hint: 'Indent the following lines less.',
  });

/** One element has the same attribute twice. */
export const duplicateAttribute = (name: string, place: Place) =>
  problem('error', 'duplicate-attribute', `The attribute "${name}" stands here twice.`, { place });

/** An attribute has a `=` but no value. */
export const attributeWithoutValue = (name: string, place: Place) =>
  problem('error', 'attribute-without-value', `The attribute "${name}" has no value.`, {
    place,
    hint: `Write one behind its "=", such as ${name}="…".`,
  });

/** A Pug filter that does not exist. */
export const unknownFilter = (name: string, place: Place) =>
  problem('error', 'unknown-filter', `There is no filter ":${name}".`, {
    place,
    hint: 'Jink has no filters; a mixin or a helper does the same.',
  });

// ─── Pug: what it refers to ──────────────────────────────────────────────────────────────────────────────────────────

/** A mixin is called that neither Jink, the project nor the template defines. */
export const unknownMixin = (name: string, place: Place, mixins: Iterable<string>) =>
  problem('error', 'unknown-mixin', `There is no mixin "${name}".`, {
    place,
    hint: didYouMean(name, mixins, 'Mixins of your own belong in mixins/*.pug or in the template.'),
  });

/** An included or extended file does not exist. */
export const missingFile = (verb: 'include' | 'extends', path: string, place: Place, near: string | undefined) =>
  problem('error', 'missing-file', `There is no file "${path}" to ${verb === 'include' ? 'include' : 'extend'}.`, {
    place,
    hint: near
      ? `Did you mean "${near}"?`
      : 'Paths are relative to the file they stand in; a leading "/" means the project.',
  });

/** A path leads out of the project. */
export const outsideProject = (path: string, place: Place) =>
  problem('error', 'outside-project', `"${path}" leads out of the project.`, {
    place,
    hint: 'A project reads only its own files, so that it builds the same everywhere.',
  });

/** A file includes or extends itself, directly or through others. */
export const circularInclude = (file: string | undefined, place: Place) =>
  problem(
    'error',
    'circular-include',
    file ? `This never ends: "${file}" includes this file.` : 'This file includes itself.',
    {
      place,
      hint: file && 'Take one of the two includes away, or move what both need into a third file.',
    },
  );

/** The template uses a name that its sample data does not have. */
export const unknownName = (
  name: string,
  place: Place | undefined,
  names: Iterable<string>,
  dataFile: string,
  trail?: Place[],
) =>
  problem('error', 'unknown-name', `There is no "${name}" in the data.`, {
    place,
    trail,
    hint: didYouMean(name, names, `Add it to ${dataFile}, or to "locals" in the config.`),
  });

/** A word of the grid, such as `six`, stands in a call without quotes. */
export const wordWithoutQuotes = (word: string, place: Place | undefined, trail?: Place[]) =>
  problem('error', 'word-without-quotes', `"${word}" is read as a name, not as text.`, {
    place,
    trail,
    hint: `Put it in quotes: '${word}'`,
  });

/** The template failed while it ran with its data. */
export const templateFailed = (message: string, place: Place | undefined, hint?: string, trail?: Place[]) =>
  problem('error', 'template-failed', message, { place, hint, trail });

/** Only data that comes when an email is sent could answer what a template asks of it. */
export const sendTimeMisuse = (message: string, place: Place | undefined, hint: string, trail?: Place[]) =>
  problem('error', 'send-time-misuse', message, { place, hint, trail });

/** Something that the Handlebars of some services has no words for. */
export const notPortable = (what: string, hint: string, place: Place | undefined, trail?: Place[]) =>
  problem('error', 'not-portable', `Portable Handlebars cannot say "${what}".`, { place, hint, trail });

/** A property that a value has in none of the sample data. */
export const unknownPath = (
  owner: string,
  property: string,
  names: readonly string[],
  place: Place | undefined,
  trail?: Place[],
) =>
  problem(
    'warning',
    'unknown-path',
    owner ? `"${owner}" has no "${property}" in the sample data.` : `There is no "${property}" in the sample data.`,
    {
      place,
      trail,
      hint: didYouMean(
        property,
        names,
        names.length ? `${owner ? 'It has' : 'There are'} ${names.join(', ')}.` : undefined,
      ),
    },
  );

/** A loop over data that are neither a list nor an object in any scenario. */
export const notList = (name: string, place: Place | undefined, trail?: Place[]) =>
  problem('error', 'not-a-list', `"${name}" is not a list, so there is nothing to loop over.`, { place, trail });

// ─── The grid ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which column ends a row depends on a condition inside of a loop. */
export const undecidedLast = (place: Place | undefined, trail?: Place[]) =>
  problem('warning', 'undecided-last', 'Whether this column ends its row is known only when the email is sent.', {
    place,
    trail,
    hint: "Put the condition around the loop, or say it yourself: +columns(4, item.isLast ? 'last' : '').",
  });

/** A column's width is neither a number from 1 to 12 nor its word. */
export const columnWidth = (width: string, place: Place | undefined, words: readonly string[], trail?: Place[]) =>
  problem('error', 'column-width', `"${width}" is not a width of columns.`, {
    place,
    trail,
    hint: didYouMean(width, words, 'Widths are 1 to 12, or "one" to "twelve".'),
  });

/** A block grid's number of cells is neither 2 to 8 nor its word. */
export const blockGridSize = (size: string, place: Place | undefined, words: readonly string[], trail?: Place[]) =>
  problem('error', 'block-grid-size', `A block grid cannot have "${size}" cells in a line.`, {
    place,
    trail,
    hint: didYouMean(size, words, 'Sizes are 2 to 8, or "two" to "eight".'),
  });

/** An offset is neither a number from 1 to 11 nor its word. */
export const columnOffset = (offset: string, place: Place | undefined, words: readonly string[], trail?: Place[]) =>
  problem('error', 'column-offset', `"${offset}" is not an offset of columns.`, {
    place,
    trail,
    hint: didYouMean(offset, words, 'Offsets are 1 to 11, or "one" to "eleven".'),
  });

/** A kind of visibility that does not exist, or none where one belongs. */
export const visibilityKind = (
  kind: string | undefined,
  place: Place | undefined,
  kinds: readonly string[],
  trail?: Place[],
) => {
  const message = kind === undefined ? 'A kind of visibility is missing.' : `"${kind}" is not a kind of visibility.`;
  const hint = `Kinds are ${kinds.join(', ')}.`;
  return problem('error', 'visibility-kind', message, {
    place,
    trail,
    hint: kind ? didYouMean(kind, kinds, hint) : hint,
  });
};

/** A spacer's height is not a number of pixels. */
export const spacerHeight = (height: string, place: Place | undefined, trail?: Place[]) =>
  problem('error', 'spacer-height', `"${height}" is not a height in pixels.`, {
    place,
    trail,
    hint: 'Write a whole number, as in +spacer(24).',
  });

function inScenario(scenario: string | undefined): string {
  return scenario === undefined ? '' : ` in the scenario "${scenario}"`;
}

/** The spans and offsets of a row's columns do not sum up to twelve, perhaps in one scenario only. */
export const columnsSum = (sum: number, place: Place | undefined, trail?: Place[], scenario?: string) =>
  problem('warning', 'columns-sum', `The columns of this row sum up to ${sum} of 12${inScenario(scenario)}.`, {
    place,
    trail,
    hint:
      sum > 12
        ? 'Make a column narrower, or start another row.'
        : `Make a column wider, add one of ${12 - sum}, or give one offset=${12 - sum}.`,
  });

/** Columns stand outside of a row. */
export const columnsOutsideRow = (place: Place | undefined, trail?: Place[]) =>
  problem('error', 'columns-outside-row', 'These columns stand outside of a row.', {
    place,
    trail,
    hint: 'Put them into +row or +fullWidthRow.',
  });

/** Sub-columns stand outside of columns. */
export const subColumnsOutsideColumns = (place: Place | undefined, trail?: Place[]) =>
  problem('error', 'sub-columns-outside-columns', 'These sub-columns stand outside of columns.', {
    place,
    trail,
    hint: 'Put them directly into +columns.',
  });

// ─── Styles ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Sass could not compile a stylesheet. */
export const sassError = (message: string, place: Place | undefined, hint?: string) =>
  problem('error', 'sass', message, { place, hint });

/** Sass warns about something in a stylesheet. */
export const sassWarning = (message: string, place: Place | undefined, hint?: string) =>
  problem('warning', 'sass-warning', message, { place, hint });

/** A stylesheet uses a variable, mixin or function that is not there. */
export const sassUnknown = (kind: string, name: string, place: Place, near: string | undefined) =>
  problem('error', 'sass-unknown', `There is no ${kind} "${name}".`, {
    place,
    hint: near && near !== name ? `Did you mean "${near}"?` : undefined,
  });

/** A stylesheet uses a module such as `color` without loading it. */
export const sassNamespace = (name: string, place: Place, used: Iterable<string>, prefix: string) =>
  problem('error', 'sass-namespace', `There is no "${name}" in this stylesheet.`, {
    place,
    hint: didYouMean(name, prefix ? [] : used, `Begin the file with: @use '${prefix}${name}';`),
  });

/** `@use 'jink' with (…)` gives a setting that Jink's styles do not have. */
export const sassSetting = (name: string, place: Place, settings: Iterable<string>) =>
  problem('error', 'sass-setting', `Jink's styles have no setting "${name}".`, {
    place,
    hint: didYouMean(name, settings, 'docs/styles.md lists them.'),
  });

/** `@use` or `@forward` names a stylesheet that is not there. */
export const missingSheet = (url: string, place: Place, sheets: Iterable<string>) =>
  problem('error', 'missing-sheet', `There is no stylesheet "${url}".`, {
    place,
    hint: didYouMean(url, sheets, 'Paths are relative to the file they stand in, or to the project.'),
  });

/** The CSS of a `style` element or of a linked stylesheet cannot be read. */
export const invalidCss = (message: string, place: Place | undefined) =>
  problem('error', 'invalid-css', `This CSS cannot be read: ${message}.`, { place });

/** A rule depends on siblings, classes or values that only the data decides; it cannot be inlined. */
export const undecidedRule = (
  selectors: readonly string[],
  because: 'siblings' | 'classes' | 'values' | 'names',
  place: Place | undefined,
  trail?: Place[],
) => {
  const [first, ...more] = selectors;
  const subject = more.length > 0 ? `"${first}" and ${more.length} more` : `"${first}"`;
  const hints = {
    siblings: 'give the element a class instead.',
    classes: 'put the class on the element itself.',
    values: 'say with {{#if}} which values there are.',
    names: 'write the declaration into the style attribute inside of the loop.',
  };
  return problem('warning', 'undecided-rule', `Whether ${subject} applies here is only known when the email is sent.`, {
    place,
    trail,
    hint: `It stays in the head, where some clients ignore it; ${hints[because]}`,
  });
};

/** CSS imports other CSS, which nearly no email client loads. */
export const importedCss = (what: string, place: Place | undefined) =>
  problem('warning', 'imported-css', `Most clients do not load what @import ${what} asks for.`, {
    place,
    hint: 'Put the rules into the stylesheet, or load them with @use; a web font needs a fallback that is installed.',
  });

/** Elements are nested deeper than any client shows. */
export const nestedTooDeep = (place: Place | undefined, deepest = 2500) =>
  problem('error', 'nested-too-deep', `Elements are nested more than ${deepest.toLocaleString('en')} deep.`, {
    place,
    hint: 'Browsers stop at 512; look for a loop or a mixin that calls itself, or for end tags that are missing.',
  });

/** A linked stylesheet of the project does not exist. */
export const missingStylesheet = (href: string, place: Place | undefined, sheets: Iterable<string>) =>
  problem('error', 'missing-stylesheet', `There is no stylesheet "${href}".`, {
    place,
    hint: didYouMean(href, sheets, 'Email clients do not load stylesheets; Jink inlines those of the project.'),
  });

/** An image of the project does not exist. */
export const missingImage = (src: string, place: Place | undefined, files: Iterable<string>, trail?: Place[]) =>
  problem('warning', 'missing-image', `There is no image "${src}".`, {
    place,
    trail,
    hint: didYouMean(src, files, 'Images belong in assets/.'),
  });

// ─── MJML ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A template is written in MJML, and the package mjml is not installed, or too old. */
export const missingMjml = (version: string | undefined, place: Place) =>
  problem(
    'error',
    'missing-mjml',
    version ? `This template needs mjml 5, and mjml ${version} is installed.` : 'This template needs the package mjml.',
    { place, hint: 'Install it beside jink: npm install mjml@5' },
  );

/** MJML has no `mjml` around it, or no `mj-body` in it. */
export const mjmlRoot = (name: 'mjml' | 'mj-body') =>
  problem('error', 'mjml-root', `There is no <${name}>.`, {
    hint: 'A template in MJML is <mjml><mj-body>…</mj-body></mjml>; what is only a part of one gets a name with "_".',
  });

/** A tag, a comment or an element of MJML, or one in its texts, has no end. */
export const mjmlUnclosed = (tag: string) =>
  problem('error', 'mjml-unclosed', `This ${tag} is never closed.`, {
    hint: 'MJML would close it somewhere else, or leave out what follows.',
  });

/** An end tag in MJML closes nothing. */
export const mjmlClosesNothing = (tag: string) =>
  problem('error', 'mjml-closes-nothing', `This ${tag} closes nothing.`, {
    hint: 'Take it away, or open the element before it.',
  });

/** Elements of MJML are nested deeper than any email needs. */
export const mjmlTooDeep = () =>
  problem('error', 'mjml-too-deep', 'Elements are nested more than 200 deep.', {
    hint: 'Look for end tags that are missing.',
  });

/** MJML is larger, with all that it includes, than an email can be. */
export const mjmlTooLarge = () =>
  problem('error', 'mjml-too-large', 'This is more than 2 MB of MJML, or 50,000 elements.', {
    hint: 'Gmail cuts emails off after 102 KB; look for files that include each other many times.',
  });

/** A text stands where MJML only shows elements, and would be lost. */
export const mjmlLostText = (text: string, where: string) =>
  problem('error', 'mjml-lost-text', `The text "${text}" would be lost: it stands in ${where}.`, {
    hint: 'Put text into <mj-text>, and merge tags or HTML between elements into <mj-raw>.',
  });

/** An element stands where MJML leaves it out without a word. */
export const mjmlLostElement = (name: string, because: string) =>
  problem('error', 'mjml-lost-element', `This <${name}> would be lost: ${because}.`);

/** MJML does not know an element. */
export const mjmlUnknownElement = (name: string, names: Iterable<string>) =>
  problem('error', 'mjml-unknown-element', `MJML knows no element <${name}>.`, {
    hint: didYouMean(name, names, 'Put HTML into <mj-text>, <mj-table> or <mj-raw>.'),
  });

/** An element stands in one that MJML does not lay it out in. */
export const mjmlMisplaced = (name: string, parent: string, places: string) =>
  problem('warning', 'mjml-misplaced', `A <${name}> does not belong in <${parent}>.`, {
    hint: places ? `It belongs in ${places}.` : undefined,
  });

/** MJML does not know an attribute. */
export const mjmlUnknownAttribute = (element: string, name: string, names: Iterable<string>) =>
  problem('warning', 'mjml-unknown-attribute', `A <${element}> has no attribute "${name}".`, {
    hint: didYouMean(name, names),
  });

/** MJML does not understand the value of an attribute. */
export const mjmlValue = (name: string, value: string, expected: string) =>
  problem('warning', 'mjml-value', `"${value}" is no value for ${name}.`, {
    hint: expected ? `MJML ${expected}.` : undefined,
  });

/** MJML computes with an attribute whose value is known only when the email is sent. */
export const mjmlLaterValue = (element: string, name: string) =>
  problem(
    'error',
    'mjml-later-value',
    `MJML computes with the ${name} of <${element}>, which is known only when the email is sent.`,
    {
      hint: 'Texts, addresses and colours may come then; for others write a condition with one element for each value.',
    },
  );

/** How wide columns are would depend on how many of them the data bring. */
export const mjmlLaterColumns = (column: string, row: string) =>
  problem(
    'error',
    'mjml-later-columns',
    `This <${column}> gets its width by how many there are in the <${row}>, which is known only when the email is sent.`,
    { hint: 'Give every column of it a width, such as 50%.' },
  );

/** A condition or a loop over data stands in an element that cannot have one. */
export const mjmlBlockPlace = (name: string) =>
  problem(
    'error',
    'mjml-block-place',
    `MJML lays <${name}> out as a whole: a condition or a loop cannot stand in it.`,
    {
      hint: 'Put it around the element, or into a text.',
    },
  );

/** MJML failed with an error of its own. */
export const mjmlFailed = (message: string, place: Place) =>
  problem('error', 'mjml-failed', `MJML could not render this: ${message}`, { place });

// ─── The project ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A file cannot be read. */
export const unreadableFile = (reason: string, place: Place, hint?: string) =>
  problem('error', 'unreadable-file', `This file cannot be read: ${reason}.`, { place, hint });

/** A text is not saved as UTF-8, so that letters such as ü would come out wrong. */
export const wrongEncoding = (message: string, place: Place) =>
  problem('error', 'wrong-encoding', message, { place, hint: 'Save the file with the encoding UTF-8.' });

/** What was built cannot be written. */
export const cannotWrite = (path: string, reason: string) =>
  problem('error', 'cannot-write', `"${path}" cannot be written: ${reason}.`, {
    hint: 'Choose another folder with --out, or free this one.',
  });

/** Sample data is not valid JSON. */
export const invalidJson = (message: string, place: Place, hint?: string) =>
  problem('error', 'invalid-json', message, { place, hint });

/** Sample data is not an object. */
export const dataNotObject = (place: Place) =>
  problem('error', 'data-not-object', 'Sample data must be one object.', {
    place,
    hint: 'Give the value a name: { "agents": […] }.',
  });

/** Two files would become the same template. */
export const duplicateTemplate = (name: string, place: Place, other: string) =>
  problem('error', 'duplicate-template', `There are two templates called "${name}": this one and ${other}.`, {
    place,
    hint: 'Neither is built; rename one of them.',
  });

/** The name of a template, or of a folder it stands in, has a dot too many. */
export const templateName = (file: string, place: Place) =>
  problem('error', 'template-name', `"${file}" has a dot in its name.`, {
    place,
    hint: 'Dots tell a template from its scenarios; use a hyphen.',
  });

/** An email has neither text nor images. */
export const emptyEmail = (place: Place, isMjml: boolean) =>
  problem('warning', 'empty-email', 'This email is empty.', {
    place,
    hint: isMjml
      ? 'What it says stands in an <mj-text>, in an <mj-column>, in an <mj-section>.'
      : 'A template begins with "extends jink/layout"; what it says stands under "block body".',
  });

/** No template of that name exists. */
export const unknownTemplate = (name: string, names: Iterable<string>) =>
  problem('error', 'unknown-template', `There is no template "${name}".`, {
    hint: didYouMean(name, names, 'Templates are the .pug, .html and .mjml files in templates/.'),
  });

/** The template has no scenario of that name. */
export const unknownScenario = (scenario: string, template: string, scenarios: Iterable<string>) =>
  problem('error', 'unknown-scenario', `The template "${template}" has no scenario "${scenario}".`, {
    hint: didYouMean(scenario, scenarios, `It would be the file templates/${template}.${scenario}.json.`),
  });

/** Sample data lies there for no template. */
export const orphanData = (place: Place, name: string, names: Iterable<string>) =>
  problem('warning', 'orphan-data', `There is no template "${name}" for this sample data.`, {
    place,
    hint: didYouMean(name, names),
  });

/** The project has no templates. */
export const noTemplates = (hasFolder: boolean) =>
  problem('error', 'no-templates', hasFolder ? 'There are no templates.' : 'There is no folder templates/ here.', {
    hint: hasFolder
      ? 'Templates are the .pug and .html files in templates/ whose names do not begin with "_".'
      : "Name the project's folder with --root, or make a project: jink new <dir>",
  });

// ─── The configuration ───────────────────────────────────────────────────────────────────────────────────────────────

/** The config has a key that Jink does not know. */
export const unknownConfigKey = (key: string, place: Place, keys: Iterable<string>) =>
  problem('error', 'unknown-config-key', `Jink has no setting "${key}".`, {
    place,
    hint: didYouMean(key, keys, `Settings are ${[...keys].join(', ')}.`),
  });

/** A setting's value is not of the kind it must be. */
export const configValue = (key: string, expected: string, place: Place) =>
  problem('error', 'config-value', `The setting "${key}" must be ${expected}.`, { place });

/** A plugin brings something that no plugin can. */
export const unknownPluginPart = (plugin: string, part: string, parts: Iterable<string>, place: Place) =>
  problem('error', 'unknown-plugin-part', `The plugin "${plugin}" brings "${part}", which no plugin can.`, {
    place,
    hint: didYouMean(part, parts, `It can bring ${[...parts].join(', ')}.`),
  });

/** A part of a plugin is not of the kind it must be. */
export const pluginPart = (plugin: string, part: string, expected: string, place: Place) =>
  problem('error', 'plugin-part', `"${part}" of the plugin "${plugin}" must be ${expected}.`, { place });

/** A plugin's rule, lens, format or transport has the name of another one. */
export const takenByPlugin = (
  plugin: string,
  what: 'rule' | 'lens' | 'format' | 'transport',
  name: string,
  place: Place,
) =>
  problem('error', 'taken-by-plugin', `The plugin "${plugin}" brings a ${what} "${name}", and there is one already.`, {
    place,
    hint: `Give it a name of its own, such as "${plugin}-${name}".`,
  });

/** The config file could not be read or run. */
export const configFailed = (message: string, place: Place, hint?: string) =>
  problem('error', 'config-failed', message, { place, hint });

/** The config file named with `--config` does not exist. */
export const missingConfig = (file: string, files: Iterable<string>) =>
  problem('error', 'missing-config', `There is no config file "${file}".`, { hint: didYouMean(file, files) });

// ─── Data ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A name in the data is that of a helper. */
export const helperName = (name: string, place: Place) =>
  problem('error', 'helper-name', `"${name}" is the name of a helper.`, {
    place,
    hint: 'Rename it, or put it into an object, so that templates can tell the two apart.',
  });

/** The config defines a helper whose name tags need for something else. */
export const reservedHelper = (name: string, place: Place) =>
  problem('error', 'reserved-helper', `A helper cannot be called "${name}".`, {
    place,
    hint: 'Compiled templates call this name for an operator or a block; choose another one.',
  });

/** A template's JSON Schema cannot be used. */
export const invalidSchema = (message: string, place: Place) =>
  problem('error', 'invalid-schema', `This is not a JSON Schema: ${message}.`, {
    place,
    hint: 'Jink reads the versions 2020-12 and draft-07; "$ref" leads to definitions in the same file.',
  });

/** Sample data does not follow its template's JSON Schema. */
export const dataAgainstSchema = (message: string, place: Place, hint?: string) =>
  problem('error', 'data-against-schema', message, { place, hint });

/** An email shows what its data does not have. */
export const missingData = (template: string, paths: readonly string[], source: string | undefined) =>
  problem(
    'error',
    'missing-data',
    `"${template}" shows what ${source ?? 'its data'} does not have: ${paths.join(', ')}.`,
    { hint: "Add it, or let the template do without: if, default(value, '…')." },
  );

/** Data that an email is to be filled in with does not follow the template's JSON Schema. */
export const refusedData = (template: string, violations: readonly string[], source: string | undefined) =>
  problem(
    'error',
    'refused-data',
    `${source ?? 'The data'} does not follow the schema of "${template}": ${violations.join(' ')}`,
  );

// ─── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An address of a message is none, or more than one. */
export const invalidAddress = (field: string, written: string, reason: string, place?: Place) =>
  problem('error', 'invalid-address', `The address "${written}" (${field}) cannot be used: ${reason}.`, {
    place,
    hint: 'Write one address: ada@example.com, or "Lovelace, Ada" <ada@example.com>.',
  });

/** A message goes to somebody whom the config's `recipients` do not allow. */
export const recipientNotAllowed = (address: string, allowed: readonly string[], place?: Place) =>
  problem('error', 'recipient-not-allowed', `Nothing may be sent to ${address}.`, {
    place,
    hint: `The config's recipients allow ${allowed.join(', ')}; --redirect sends to one of them instead.`,
  });

/** A row of the data to send is not as it must be. */
export const invalidRow = (message: string, place: Place, hint?: string) =>
  problem('error', 'invalid-row', message, { place, hint });

/** Data has a key that would reach into JavaScript itself, or is nested without end. */
export const unsafeData = (reason: string, place?: Place) =>
  problem('error', 'unsafe-data', `This data cannot be used: ${reason}.`, { place });

/** How the SMTP server is named cannot be used. */
export const smtpSettings = (source: string, reason: string) =>
  problem('error', 'smtp-settings', `The server in ${source} cannot be used: ${reason}.`, {
    hint: 'Write smtp://user:password@mail.example.com:587, and special characters in them as %40.',
  });

/** Messages are to go a way that there is not. */
export const unknownTransport = (name: string, names: Iterable<string>) =>
  problem('error', 'unknown-transport', `There is no transport "${name}".`, {
    hint: didYouMean(name, names, `There are ${[...names].join(', ')}.`),
  });

/** Messages cannot be signed with a key of the config. */
export const dkimSettings = (domain: string, reason: string) =>
  problem('error', 'dkim-settings', `Messages cannot be signed for "${domain}": ${reason}.`, {
    hint: 'dkim in the config is { domain, selector, key }, and the key a file of the project with a private RSA key, or its text.',
  });

/** No signature is for the sender's domain: DMARC does not count it. */
export const dkimNotAligned = (from: string, domains: readonly string[]) =>
  problem('warning', 'dkim-not-aligned', `Messages from ${from} are signed for ${domains.join(', ')} alone.`, {
    hint: 'Receivers ask for a signature of the domain that the sender has (DMARC).',
  });

/** A header of a message cannot be sent as it is. */
export const invalidHeader = (name: string, reason: string) =>
  problem('error', 'invalid-header', `The header "${name}" cannot be sent: ${reason}.`);

/** A message has no subject. */
export const noSubject = (template: string) =>
  problem('error', 'no-subject', `A message of "${template}" has no subject.`, {
    hint: 'Give the template a title: block subject.',
  });

/** The images that are to go along with a message are too large together. */
export const heavyImages = (template: string, bytes: number, budget: number) =>
  problem(
    'error',
    'heavy-images',
    `The images of "${template}" have ${megabytes(bytes)} together; at most ${megabytes(budget)} go along with a message.`,
    { hint: 'Make them smaller, or publish them and set baseUrl in the config: then messages only link to them.' },
  );

/** A file that a message is to show is no image. */
export const notAnImage = (file: string) =>
  problem('error', 'not-an-image', `"${file}" is not an image, whatever its name says.`);

/** A message of a marketing template has no https address at which its reader can unsubscribe with one click. */
export const noUnsubscribe = (template: string) =>
  problem(
    'warning',
    'no-unsubscribe',
    `"${template}" is marketing, but nobody can unsubscribe from it with one click.`,
    {
      hint: "Set it in the config: templates: { … : { unsubscribe: 'https://example.com/stop?who={{token}}' } }",
    },
  );

/** Where readers unsubscribe cannot stand in a header, once the data is in it. */
export const unsubscribeAddress = (template: string, reason: string) =>
  problem('error', 'unsubscribe-address', `Where one unsubscribes from "${template}" ${reason}.`, {
    hint: 'Services ask for one https address of each reader (RFC 8058); a mailto address may stand beside it. Neither has spaces, commas or brackets.',
  });

// ─── Tags ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A hand-written tag that Handlebars cannot read. */
export const brokenTag = (message: string, place: Place | undefined) =>
  problem('warning', 'broken-tag', `Handlebars cannot read this: ${message}.`, {
    place,
    hint: 'It is left as it is.',
  });

/** An email is to be filled in, or a module made, of a template with tags that Jink cannot fill in. */
export const cannotFillIn = (template: string, message: string, place: Place | undefined) =>
  problem('error', 'cannot-fill-in', `"${template}" cannot be filled in: ${message}.`, {
    place,
    hint: 'Only its .html can be built, for a service that knows this tag.',
  });

/** The config, or an exception in a template, names a rule that does not exist. */
export const unknownRule = (id: string, place: Place, ids: Iterable<string>) =>
  problem('error', 'unknown-rule', `There is no rule "${id}".`, {
    place,
    hint: didYouMean(id, ids, 'The rules are in docs/rules.md.'),
  });

/** A rule's setting is neither a severity nor one of its limits. */
export const ruleSetting = (id: string, what: string, place: Place, known: Iterable<string>) =>
  problem('error', 'rule-setting', `"${what}" is not a setting of the rule "${id}".`, {
    place,
    hint: didYouMean(what, known, `It can be ${[...known].join(', ')}.`),
  });

/** `clients` names a client that Jink has no data about. */
export const unknownClient = (client: string, place: Place, clients: Iterable<string>) =>
  problem('error', 'unknown-client', `There is no client "${client}".`, {
    place,
    hint: didYouMean(client, clients, 'The clients are in docs/check.md.'),
  });

/** `mergeTags` names a language that Jink does not know. */
export const unknownMergeTags = (language: string, place: Place, languages: Iterable<string>) =>
  problem('error', 'unknown-merge-tags', `There is no merge tag language "${language}".`, {
    place,
    hint: didYouMean(language, languages, `The languages are ${[...languages].join(', ')}.`),
  });

/** The config has settings for a template that does not exist. */
export const settingsForNoTemplate = (name: string, place: Place, names: Iterable<string>) =>
  problem('error', 'settings-for-no-template', `There is no template "${name}" for these settings.`, {
    place,
    hint: didYouMean(name, names),
  });

/** The settings of a template have a key that Jink does not know, or a value that is none. */
export const templateSetting = (key: string, place: Place, keys: Iterable<string>) =>
  problem('error', 'template-setting', `"${key}" is not a setting of templates.`, {
    place,
    hint: didYouMean(key, keys, `Settings of templates are ${[...keys].join(', ')}.`),
  });

// ─── Exceptions from rules ───────────────────────────────────────────────────────────────────────────────────────────

/** An exception does not say from which rule. */
export const exceptionWithoutRule = (place: Place) =>
  problem('error', 'exception-without-rule', 'This exception does not say from which rule.', {
    place,
    hint: 'Write: jink-disable-next-line rule: the reason',
  });

/** An exception from a rule does not say why. */
export const exceptionWithoutReason = (id: string, place: Place) =>
  problem('error', 'exception-without-reason', `This exception from "${id}" does not say why.`, {
    place,
    hint: `Write: jink-disable-next-line ${id}: the reason`,
  });

/** An exception from a rule has nothing to except. */
export const unusedException = (id: string, place: Place) =>
  problem('warning', 'unused-exception', `Nothing in the next line offends against "${id}".`, {
    place,
    hint: 'Take this exception away.',
  });

// ─── Converting ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A part of a source that no mixin stands for was converted to HTML tags in Pug. */
export const keptAsHtml = (what: string, reason: string, place: Place) =>
  problem('info', 'kept-as-html', `${what} stays HTML: ${reason}.`, { place });

/** Something in a source has no counterpart in Jink, and its author has to decide. */
export const keptAsIs = (message: string, place: Place, hint?: string) =>
  problem('info', 'kept-as-is', message, { place, hint });

/** A part of a source was converted to something that does not do quite the same. */
export const convertedOtherwise = (what: string, how: string, place: Place) =>
  problem('info', 'converted-otherwise', `${what} has no equal in Jink: ${how}.`, { place });

/** A source to be converted is larger than any email. */
export const sourceTooLarge = (bytes: number, most: number, place: Place) =>
  problem('error', 'source-too-large', `This file has ${megabytes(bytes)}; at most ${megabytes(most)} are converted.`, {
    place,
    hint: 'Mail programs cut off emails of more than 0.1 MB. Is this an email?',
  });

/** A source ends before an element does. */
export const sourceCutOff = (name: string, place: Place) =>
  problem('error', 'source-cut-off', `This <${name}> is never closed: the file seems to be cut off.`, { place });

/** A file that was to be converted holds no email. */
export const nothingToConvert = (place: Place) =>
  problem('error', 'nothing-to-convert', 'There is no template in this file.', { place });

/** A conversion would overwrite a file. */
export const targetExists = (target: string, place: Place) =>
  problem('error', 'target-exists', `"${target}" is there already and was not overwritten.`, {
    place,
    hint: 'Write to another folder with --out, or overwrite it with --force.',
  });
