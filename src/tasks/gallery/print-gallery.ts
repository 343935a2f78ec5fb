import { createHash } from 'node:crypto';
import { encodeAttribute } from '../../document/attribute-text.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { GalleryEmail } from './collect-emails.js';
import { encodePath, pathsOf } from './frame-pages.js';

/** How much of each scenario's problems a page tells. */
const MOST_PROBLEMS = 100;

/**
 * The gallery's page: a list that can be read without scripts, and all that its script needs.
 * @param files as in `preview/gallery`; `page` has places named `jink:…`
 * @param limit of an email's HTML, in bytes: where Gmail clips it
 */
export function printGallery(
  project: string,
  emails: readonly GalleryEmail[],
  files: { page: string; style: string; script: string },
  limit: number,
): string {
  const values: Record<string, string> = {
    title: text(project),
    summary: text(summaryOf(emails)),
    style: files.style,
    script: files.script,
    hash: createHash('sha256').update(files.script).digest('base64'),
    cards: emails.map((email) => printCard(email, limit)).join('\n'),
    data: JSON.stringify(emails.map((email) => dataOf(email, limit))).replaceAll('<', '\\u003c'),
  };
  return files.page.replace(PLACE, (written, name: string) => values[name] ?? written);
}

/** Where something is put into the page, written so that it is sound HTML, CSS and JavaScript. */
const PLACE = /(?:<!-- |\/\* |")?jink:(\w+)(?: -->| \*\/|")?/g;

function summaryOf(emails: readonly GalleryEmail[]): string {
  const templates = new Set(emails.map(({ name }) => name)).size;
  return `${count(templates, 'template')}, ${count(emails.length, 'email')}`;
}

function printCard(gallery: GalleryEmail, limit: number): string {
  const { name, scenario, email } = gallery;
  const path = encodePath(pathsOf(gallery).light);
  const words = [name, scenario, email?.subject, email?.preheader].filter(Boolean).join(' ').toLowerCase();
  const thumb = email
    ? `<span class="thumb" inert><iframe src="${path}" sandbox="allow-same-origin" loading="lazy" tabindex="-1" aria-hidden="true" title="${text(`${name}, ${scenario}`)}"></iframe></span>`
    : `<span class="thumb none"><span>${text(firstError(gallery))}</span></span>`;
  const subject = email ? email.subject || 'No subject' : 'There is no email to show';
  const bytes = bytesOf(gallery);
  const size = email ? `<span class="size${bytes > limit ? ' is-error' : ''}">${kilobytes(bytes)}</span>` : '';
  return `<li class="card" data-email="${text(`${name}/${scenario}`)}" data-words="${text(words)}"${isWrong(gallery) ? ' data-wrong' : ''}>
<a href="${email ? path : '#'}">${thumb}
<span class="name">${text(name)} <span class="scenario">${text(scenario)}</span></span>
<span class="subject">${text(subject)}</span>
<span class="preheader">${text(email?.preheader ?? '')}</span></a>
<p class="facts">${size}${badges(gallery)}</p>
</li>`;
}

function firstError({ diagnostics }: GalleryEmail): string {
  return diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'It could not be filled in.';
}

function badges({ diagnostics }: GalleryEmail): string {
  const [errors, warnings] = ['error', 'warning'].map(
    (severity) => diagnostics.filter((each) => each.severity === severity).length,
  );
  return [
    errors ? `<span class="badge is-error">${count(errors, 'error')}</span>` : '',
    warnings ? `<span class="badge is-warning">${count(warnings, 'warning')}</span>` : '',
  ].join('');
}

function isWrong({ diagnostics }: GalleryEmail): boolean {
  return diagnostics.some(({ severity }) => severity !== 'info');
}

/** What the script shows of one email when it is opened. */
function dataOf(gallery: GalleryEmail, limit: number) {
  const { name, file, scenario, email, diagnostics } = gallery;
  const paths = Object.fromEntries(Object.entries(pathsOf(gallery)).map(([kind, path]) => [kind, encodePath(path)]));
  return {
    name,
    file,
    scenario,
    ...(email && { subject: email.subject, preheader: email.preheader, paths, size: kilobytes(bytesOf(gallery)) }),
    isClipped: bytesOf(gallery) > limit,
    problems: diagnostics
      .filter(({ severity }) => severity !== 'info')
      .slice(0, MOST_PROBLEMS)
      .map(problemOf),
  };
}

function problemOf({ severity, code, message, hint, place }: Diagnostic) {
  return { severity, code, message, ...(hint && { hint }), ...(place && { place: `${place.file}:${place.line}` }) };
}

function bytesOf({ email }: GalleryEmail): number {
  return Buffer.byteLength(email?.html ?? '');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function text(words: string): string {
  return encodeAttribute(words);
}
