import { createHash } from 'node:crypto';
import * as problems from '../../diagnostics/problems.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { directionOf } from '../mixin-runtime.js';
import type { SendTimeTokens } from '../send-time/tokens.js';
import { isInside, nameOf, type Session } from '../session.js';
import { checkMjml, explainMjmlErrors } from './check-mjml.js';
import { markComponents } from './marked-components.js';
import { findMjml, type MjmlPackage } from './mjml-package.js';
import type { MjmlSource } from './mjml-source.js';
import type { MjmlTree } from './mjml-tree.js';
import { readMjml } from './read-mjml.js';
import { createSkeleton, FONTS } from './skeleton.js';
import { textSourceOf } from './text-source.js';
import { withoutIndentation } from './without-indentation.js';

export interface RenderedMjml {
  /** Marked, texts too when they were asked for; undefined when there were errors. */
  html?: string;
  /** The same for the text part, without MJML's layout. */
  text?: string;
  diagnostics: Diagnostic[];
  /** Absolute paths, without the template's own. */
  files: string[];
}

/**
 * Renders MJML. Its elements are read by Jink, which knows places and includes, and rendered by the project's mjml.
 * What was rendered once is remembered, because mjml takes longer to load than all of Jink.
 */
export async function renderMjml(
  session: Session,
  source: MjmlSource,
  tokens: SendTimeTokens,
  exact: boolean,
): Promise<RenderedMjml> {
  const installed = findMjml(session);
  const start = { file: nameOf(session, source.path), line: 1, column: 1 };
  if (!installed || !/^([5-9]|\d\d)/.test(installed.version))
    return { diagnostics: [problems.missingMjml(installed?.version, start)], files: [] };
  const { tree, diagnostics, files } = readMjml(session, source, tokens, exact);
  if (isInside(installed.file, session.root)) files.push(installed.file);
  if (!tree) return { diagnostics, files };
  setLanguage(tree, session.config.locale);
  if (hasErrors(diagnostics)) {
    // What else is wrong with the elements is told at once.
    diagnostics.push(...checkMjml(tree, installed.load(), session.files));
    return { diagnostics, files };
  }

  const key = keyOf(tree, `${installed.version} ${exact}`, session);
  const known = session.cache?.read(key);
  const made = known ? (JSON.parse(known) as Made) : await render(session, tree, installed, start, exact);
  if (!known && made.html !== undefined) session.cache?.write(key, JSON.stringify(made));
  const { html } = made;
  const text = textSourceOf(tree.root);
  const parts = { ...(html !== undefined && { html }), ...(text !== undefined && { text }) };
  return { ...parts, diagnostics: [...diagnostics, ...made.diagnostics], files };
}

interface Made {
  html?: string;
  diagnostics: Diagnostic[];
}

async function render(
  session: Session,
  tree: MjmlTree,
  installed: MjmlPackage,
  start: { file: string; line: number; column: number },
  exact: boolean,
): Promise<Made> {
  const mjml = installed.load();
  const diagnostics = checkMjml(tree, mjml, session.files);
  if (hasErrors(diagnostics)) return { diagnostics };
  try {
    const { html, errors } = await mjml.render(tree.root, {
      presets: [{ components: markComponents(mjml, exact), dependencies: {} }],
      fonts: { ...FONTS },
      skeleton: createSkeleton(tree),
    });
    return {
      html: withoutIndentation(html),
      diagnostics: [...diagnostics, ...explainMjmlErrors(errors, tree, mjml, session.files)],
    };
  } catch (error) {
    return {
      diagnostics: [...diagnostics, problems.mjmlFailed(error instanceof Error ? error.message : String(error), start)],
    };
  }
}

/** The language and direction of documents that do not say theirs, which MJML leaves undetermined. */
function setLanguage({ root }: MjmlTree, locale: string): void {
  root.attributes.lang ??= locale;
  root.attributes.dir ??= directionOf(String(root.attributes.lang));
}

/** Marks number their files anew in each process, so the files' names are a part of the key. */
function keyOf({ root, styles, preview, titleMark }: MjmlTree, version: string, { files }: Session): string {
  const text = JSON.stringify([version, root, styles, preview, titleMark]);
  const numbers = new Set([...text.matchAll(/\b(\d+):\d+:\d+/g)].map(([, number]) => Number(number)));
  const names = [...numbers].map((number) => files.name(number));
  return `mjml-${createHash('sha256').update(text).update(names.join()).digest('hex').slice(0, 24)}`;
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
