import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { print } from '../document/edit.js';
import { parse } from '../document/parse.js';
import { type DataType, fieldsOf, membersOf, typeAt } from '../model/data-type.js';
import type { Document } from '../model/document.js';
import type { Place } from '../model/place.js';
import { OPERATOR_NAMES } from '../render/known-names.js';
import { findOnce } from './build-memory.js';
import { type Draft, documentOf } from './draft.js';
import { finish, type MarkAt } from './finish.js';
import { CELL } from './grid.js';
import { layOut } from './lay-out.js';
import { authorsPlace } from './marks.js';
import { placeOfText } from './place-of-text.js';
import { type Context, readContexts } from './send-time/contexts.js';
import { dataPath } from './send-time/expression.js';
import { type HandlebarsOptions, printHandlebars } from './send-time/handlebars.js';
import { simplifyConditions } from './send-time/simplify.js';
import type { SendTimeTokens } from './send-time/tokens.js';
import { collectUses } from './send-time/uses.js';
import { readText } from './session.js';

/** Takes the marks out of a draft and writes Handlebars for what comes when the email is sent. */
export function printDraft(draft: Draft): void {
  const { session, input, tokens } = draft;
  const printed = print(documentOf(draft));
  // In a comment that is never closed nothing is an element, and cells of mixins were not renamed.
  const cells = printed.includes(`<${CELL}`) ? printed.replaceAll(new RegExp(`(</?)${CELL}\\b`, 'g'), '$1td') : printed;
  const marked = `${layOut(cells, input.layout ?? 'lines').trimEnd()}\n`;
  const write = (unmarked: string, read: () => Document, markAt: MarkAt) => {
    const options = handlebarsOptions(draft, marked, markAt);
    draft.unprinted = unmarked;
    draft.readUnprinted = read;
    if (input.later) {
      const placeOf = (number: number, offset: number, name: string) => {
        const { place, trail } = authorsPlace(session.files, tokens.entry(number).mark ?? markAt(offset));
        return { ...(place && { place: sharpen(draft, place, name) }), ...(trail && { trail }) };
      };
      const { variables, diagnostics } = collectUses(unmarked, tokens, input.later, placeOf);
      draft.variables = variables;
      draft.diagnostics.push(...diagnostics);
    }
    return printHandlebars(unmarked, tokens, contextsOf(draft, read), options);
  };
  const { html, sourceAt } = finish(marked, session.files, write, draft.written);
  draft.html = html;
  draft.sourceAt = sourceAt;
  draft.markedHtml = printLater(marked, tokens, handlebarsOptions(draft, marked));
}

/** A function of its own, so that what it gives does not hold on to the draft and its documents. */
function printLater(marked: string, tokens: SendTimeTokens, options: HandlebarsOptions): () => string {
  return () =>
    printHandlebars(
      marked,
      tokens,
      contextsOf({ tokens }, () => parse(marked)),
      options,
    ).text;
}

/** A document is only read again where tokens are in it. */
function contextsOf({ tokens }: Pick<Draft, 'tokens'>, read: () => Document): (offset: number) => Context {
  return tokens.size() > 0 ? readContexts(read()) : () => 'text';
}

/** From the place of an element to that of a name in it. */
function sharpen({ session, input, lines }: Draft, place: Place, name: string): Place {
  let known = lines.get(place.file);
  if (!known) {
    const path = join(session.root, place.file);
    known = path === input.path ? input.source.split('\n') : findOnce(session, 'lines', path, () => linesOf(path));
    lines.set(place.file, known);
  }
  return placeOfText(place.file, known, place.line, place.column, name) ?? place;
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readText(path).split('\n') : [''];
}

/** Text that is no HTML, with Handlebars for what comes when the email is sent. */
export function printPlain(draft: Draft, text: string): string {
  const simple = simplifyConditions(text, draft.tokens);
  return printHandlebars(simple, draft.tokens, () => 'plain', handlebarsOptions(draft, text)).text;
}

/** @param markAt with it, what portable Handlebars cannot say is reported; once is enough */
function handlebarsOptions(draft: Draft, text: string, markAt?: MarkAt): HandlebarsOptions {
  const { session, input } = draft;
  const helpers = new Set([...OPERATOR_NAMES, ...Object.keys(session.helpers)]);
  const roots = new Set(input.later ? fieldsOf(input.later).keys() : []);
  const handWritten = /\{\{~?#(each|with)\b/.test(text);
  return {
    helpers,
    roots,
    handWritten,
    ...(input.portable && input.later && { portable: portability(draft, input.later, markAt) }),
  };
}

/** Reports what portable Handlebars cannot say. */
function portability(draft: Draft, type: DataType, markAt: MarkAt | undefined): HandlebarsOptions['portable'] & object {
  const { session, tokens, diagnostics } = draft;
  return {
    isList(list) {
      const path = dataPath(list);
      const found = path && typeAt(type, path);
      return !found || membersOf(found.type).some(({ kind }) => kind === 'list');
    },
    refused(number, offset, { what, hint }) {
      if (!markAt) return;
      const { place, trail } = authorsPlace(session.files, tokens.entry(number).mark ?? markAt(offset));
      diagnostics.push(problems.notPortable(what, hint, place && sharpen(draft, place, what), trail));
    },
  };
}
