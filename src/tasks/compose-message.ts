import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { writeEml } from '../formats/eml.js';
import { domainOf, hasControls, parseAddress } from '../mail/address.js';
import { createImageEmbedder } from '../mail/embed-images.js';
import { refuseHeader } from '../mail/headers.js';
import { readUnsubscribe } from '../mail/unsubscribe.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Email } from '../model/email.js';
import type { Address, Envelope, Message } from '../model/message.js';
import { SETTINGS } from '../project/defaults.js';
import { createUnsubscribeFill } from './fill-unsubscribe.js';
import { IMAGE_BUDGET, readImages } from './message-images.js';
import type { Project } from './project.js';

/** Headers of every message: no out-of-office answers it. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** The date of drafts, which have to be the same each time they are made; mail programs set it when they send one. */
const NO_DATE = new Date(0);

export interface Composed {
  message?: Message;
  diagnostics: Diagnostic[];
}

/** Makes messages of one template. */
export interface Composer {
  /** What is wrong with the template's images and settings, whatever the message; errors here are in no `compose`. */
  diagnostics: Diagnostic[];
  /** What is wrong with a message; `compose` says the same. */
  check(email: Email, data: Data, envelope: Envelope): Diagnostic[];
  /** @param identity what tells the message from others of the run, where that is known; its content without */
  compose(email: Email, data: Data, envelope: Envelope, identity?: string): Composed;
}

/**
 * Reads what all messages of a template have in common, once.
 * @param run what tells this run from others, and its date: both are part of the message's identity
 */
export function createComposer(
  project: Project,
  template: CompiledTemplate,
  run: { id: string; date: Date },
  imageBudget = IMAGE_BUDGET,
): Composer {
  const { config } = project;
  const settings = config.templates[template.name] ?? {};
  const { images, diagnostics } = readImages(project, template, imageBudget);
  const embedder = createImageEmbedder(images);
  const source = hashOf([template.preheader, template.text, template.html]);
  const fillUnsubscribe = createUnsubscribeFill(template.name, listOf(settings.unsubscribe), config);
  const hasClick = listOf(settings.unsubscribe).some((each) => !each.startsWith('mailto:'));
  if (settings.kind === 'marketing' && !hasClick) diagnostics.push(problems.noUnsubscribe(template.name));

  /** The headers by which the reader unsubscribes. */
  function unsubscribeOf(data: Data, given: Envelope['unsubscribe'], report: (problem: Diagnostic) => void) {
    if (given === undefined && settings.unsubscribe === undefined) return {};
    const filled = given === undefined ? fillUnsubscribe(data) : { written: listOf(given) };
    if ('diagnostic' in filled) {
      report(filled.diagnostic);
      return {};
    }
    const read = readUnsubscribe(filled.written);
    if ('headers' in read) return read.headers;
    report(problems.unsubscribeAddress(template.name, read.reason));
    return {};
  }

  /** All that stands around the content of a message, and what is wrong with it. */
  function address(email: Email, data: Data, envelope: Envelope) {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
    const from = envelope.from ?? addressIn('from', project, report);
    const replyTo = envelope.replyTo ?? addressIn('replyTo', project, report);
    const subject = (envelope.subject ?? email.subject).trim();
    if (subject === '') report(problems.noSubject(template.name));
    if (hasControls(subject)) report(problems.invalidHeader('Subject', 'it has a line break or a control character'));
    const unsubscribe = unsubscribeOf(data, envelope.unsubscribe, report);
    const extra = { ...settings.headers, ...envelope.headers };
    for (const [name, value] of Object.entries(extra)) {
      const reason = refuseHeader(name, value);
      if (reason) report(problems.invalidHeader(name, reason));
    }
    if (settings.listId !== undefined && !/^[a-z\d.-]{1,200}$/i.test(settings.listId))
      report(problems.invalidHeader('List-ID', 'it is not like news.example.com'));
    const list = settings.listId && { 'List-ID': `<${settings.listId}>` };
    return { from, replyTo, subject, headers: { ...AUTOMATIC, ...list, ...unsubscribe, ...extra }, diagnostics };
  }

  return {
    diagnostics,
    check: (email, data, envelope) => address(email, data, envelope).diagnostics,
    compose(email, data, envelope, known) {
      const { from, replyTo, subject, headers, diagnostics: found } = address(email, data, envelope);
      if (!from || found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
      const to = envelope.to ? [envelope.to] : [];
      const { html, attachments } = embedder.embed(email.html);
      const content = known === undefined ? [email.text, email.html] : [known, source];
      const identity = [run.id, template.name, ...to.map(({ address }) => address), subject, ...content];
      const message: Message = {
        ...email,
        html,
        subject,
        from,
        to,
        ...(replyTo && { replyTo }),
        date: run.date,
        messageId: `${hashOf(identity)}@${domainOf(from)}`,
        headers,
        attachments: [...attachments, ...(envelope.attachments ?? [])],
        ...(envelope.invitation && { invitation: envelope.invitation }),
      };
      return { message, diagnostics: found };
    },
  };
}

/** A message to nobody yet, to open in a mail program; the same each time. */
export function draftOf(project: Project, template: CompiledTemplate, email: Email, data: Data): Composed {
  const composer = createComposer(project, template, { id: 'draft', date: NO_DATE });
  const { message, diagnostics } = composer.compose(email, data, { headers: { 'X-Unsent': '1' } });
  const all = [...composer.diagnostics, ...diagnostics];
  return { ...(message && !all.some(({ severity }) => severity === 'error') && { message }), diagnostics: all };
}

/** The message as text; it is all ASCII but for names before the @ of addresses. */
export async function printMessage(message: Message): Promise<string> {
  return (await writeEml(message)).toString('utf8');
}

/** An address of the config; whoever goes on with a config that is wrong hears of it again. */
function addressIn(
  key: 'from' | 'replyTo',
  { config, root, configFile = 'jink.config.ts' }: Project,
  report: (diagnostic: Diagnostic) => void,
): Address | undefined {
  if (!config[key]) return undefined;
  const parsed = parseAddress(config[key]);
  if ('address' in parsed) return parsed.address;
  const place = { file: relative(root, resolve(root, configFile)), line: 1, column: 1 };
  report(problems.configValue(key, SETTINGS[key].expected, place));
  return undefined;
}

/** A config in JavaScript may hold anything; what is no text is no address. */
function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return [value ?? []].flat().map(String);
}

/** Each part with its length before it, so that no two lists are one text. */
function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
