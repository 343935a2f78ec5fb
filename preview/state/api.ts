import type { Refusal } from '../../src/model/protocol';
import { pathOf } from './address';

/** The server said no, or nothing at all. */
export class RefusedError extends Error {
  readonly hint: string | undefined;
  readonly status: number;
  constructor({ error, hint }: Refusal, status: number) {
    super(error);
    this.hint = hint;
    this.status = status;
  }
}

const TOKEN = 'jink-token';
let token = document.querySelector<HTMLMetaElement>(`meta[name=${TOKEN}]`)?.content ?? '';

/** What an address of the server may ask of an email. */
export interface Asked {
  scenario?: string;
  draft?: string | undefined;
  lenses?: readonly string[];
  remote?: boolean;
}

/** `/view/billing/receipt?scenario=long&lens=dark`. */
export function emailAddress(kind: string, name: string, { scenario, draft, lenses, remote }: Asked = {}): string {
  const query = new URLSearchParams();
  if (scenario && scenario !== 'default') query.set('scenario', scenario);
  if (draft) query.set('draft', draft);
  if (lenses?.length) query.set('lens', lenses.join());
  if (remote) query.set('remote', '1');
  const text = query.toString().replaceAll('%2C', ',');
  return `${kind}/${pathOf(name)}${text && `?${text}`}`;
}

/** @throws {RefusedError} */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return read(await ask(path, { ...(signal && { signal }) }));
}

/**
 * Asks the server to do something; the page's token goes along.
 * @throws {RefusedError}
 */
export async function post<Answer>(path: string, body: object, method = 'POST'): Promise<Answer> {
  const send = () =>
    ask(path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Jink-Token': token },
      body: JSON.stringify(body),
    });
  let response = await send();
  if (response.status === 403 && (await renewToken())) response = await send();
  return read(response);
}

/** A server that was started anew gives its page another token; whether it did. */
export async function renewToken(): Promise<boolean> {
  const page = await (await ask('./', {})).text();
  const found = new DOMParser()
    .parseFromString(page, 'text/html')
    .querySelector<HTMLMetaElement>(`meta[name=${TOKEN}]`);
  if (!found?.content || found.content === token) return false;
  token = found.content;
  return true;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RefusedError({ error: 'The server does not answer.', hint: 'Is jink dev still running?' }, 0);
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as Answer;
  throw new RefusedError(refusalIn(text), response.status);
}

function refusalIn(text: string): Refusal {
  try {
    const found = JSON.parse(text) as Partial<Refusal>;
    return { error: found.error ?? text, ...(found.hint && { hint: found.hint }) };
  } catch {
    return { error: text.trim() || 'The server refused.' };
  }
}
