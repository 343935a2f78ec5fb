import type { Attachment, Invitation } from '../../model/message.js';
import type { SendEnvelope } from './read-envelope.js';

/**
 * Why what an application puts into a message cannot be: types say it to those who use them, and what comes from
 * somewhere else may be anything. A path or an address is never followed; undefined when all is well.
 */
export function refuseExtras({
  subject,
  unsubscribe,
  headers,
  attachments,
  invitation,
}: SendEnvelope): string | undefined {
  if (subject !== undefined && typeof subject !== 'string') return 'a subject is a text';
  if (unsubscribe !== undefined && ![unsubscribe].flat().every((each) => typeof each === 'string'))
    return 'what to unsubscribe at is a text, or a list of texts';
  if (headers !== undefined && !isObject(headers)) return 'headers are an object of texts';
  if (attachments !== undefined && !(Array.isArray(attachments) && attachments.every(isAttachment)))
    return 'an attachment is { filename, content, contentType }, and its content is bytes';
  if (invitation !== undefined && !isInvitation(invitation))
    return 'an invitation is { method, content }, and its content is the text of an .ics file';
  return undefined;
}

/** Why this is no row of `sendAll`; undefined for one that is. */
export function refuseRow(row: unknown): string | undefined {
  if (!isObject(row)) return 'a row is { template, to, data }';
  if (typeof row.template !== 'string') return 'the template of a row is its name';
  return isObject(row.data) ? undefined : 'the data of a row are an object';
}

function isAttachment(value: unknown): value is Attachment {
  if (!isObject(value)) return false;
  const { filename, content, contentType, cid, ...more } = value;
  return (
    Object.keys(more).length === 0 &&
    content instanceof Uint8Array &&
    typeof filename === 'string' &&
    /^[^\p{C}/\\]{1,200}$/u.test(filename) &&
    typeof contentType === 'string' &&
    /^[\w.+-]+\/[\w.+-]+$/.test(contentType) &&
    !/^(multipart|message)\//i.test(contentType) &&
    (cid === undefined || (typeof cid === 'string' && /^[\w.@-]{1,200}$/.test(cid)))
  );
}

function isInvitation(value: unknown): value is Invitation {
  if (!isObject(value)) return false;
  const { method, content, ...more } = value;
  const methods: readonly unknown[] = ['PUBLISH', 'REQUEST', 'CANCEL', 'REPLY'];
  return Object.keys(more).length === 0 && methods.includes(method) && typeof content === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
