import { checkEmail } from '../check/check.js';
import { MESSAGE_CHECKS } from '../mail/message-checks/index.js';
import type { ResolvedConfig } from '../model/config.js';
import type { CheckedMessage, MessageChecks, MessageFinding } from '../model/inbox.js';
import type { Rule } from '../model/rule.js';
import { resolveClients } from '../rules/clients/support.js';
import { emailFromHtml } from './finished-email.js';

/** What `place.file` of a finding in the HTML is. */
const HTML = 'message.html';

/** Twice what Gmail shows: larger HTML is told of for its size alone, because reading it with every rule takes seconds. */
const LARGEST_HTML = 200_000;
/** The same for many tags in few bytes. */
const MOST_TAGS = 8000;

/** Rules about how an email is written, which say nothing of one that is finished. */
const OF_AUTHORS = new Set(['unstyled-class', 'dynamic-class', 'columns-sum', 'text-part']);

/**
 * Looks at a message as it was sent, whoever made it: at the message itself, and at its HTML with the rules of
 * `jink check`. Places are lines of the decoded HTML, or of the message.
 */
export async function checkMessage(
  message: CheckedMessage,
  rules: readonly Rule[],
  config: ResolvedConfig,
): Promise<MessageChecks> {
  const findings: MessageFinding[] = [];
  const passed: MessageChecks['passed'] = [];
  for (const { id, summary, check } of MESSAGE_CHECKS) {
    const before = findings.length;
    check(message, ({ line, ...finding }) => {
      const place = line === undefined ? {} : { place: { file: 'message.eml', line, column: 1 } };
      findings.push({ code: id, part: 'message', ...finding, ...place });
    });
    if (findings.length === before) passed.push({ id, summary });
  }
  const { html, text, subject } = message;
  if (!html) return { findings, passed };
  const settings = config.rules;
  const clients = resolveClients(config.clients);
  const context = { root: '', config, settings, clients, template: '', scenario: '' };
  const isLarge = html.length > LARGEST_HTML || html.split('<', MOST_TAGS + 1).length > MOST_TAGS;
  const email = await emailFromHtml(isLarge ? '<p></p>' : html, HTML, context);
  const found = checkEmail(
    { ...email, ...(isLarge && { html }), text, subject },
    rules.filter(({ id }) => (isLarge ? id === 'gmail-clip' : !OF_AUTHORS.has(id))),
    settings,
  );
  findings.push(...fold(found.map((finding): MessageFinding => ({ ...finding, part: 'html' }))));
  return { findings, passed };
}

/** What is said of many lines in the same words is said once, of the first. */
function fold(findings: readonly MessageFinding[]): MessageFinding[] {
  const first = new Map<string, MessageFinding>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.severity} ${finding.message}`;
    const known = first.get(key);
    if (known) known.times = (known.times ?? 1) + 1;
    else first.set(key, { ...finding });
  }
  const order = ['error', 'warning', 'info'];
  return [...first.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
