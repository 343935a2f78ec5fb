import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Refusal } from '../model/protocol.js';

/** Says why something is not answered: to programs as JSON, to people as a line of text. */
export function refuse(request: Request, response: Response, status: number, error: string, hint?: string): void {
  response.status(status);
  if (request.path.startsWith('/api/')) response.json({ error, ...(hint && { hint }) } satisfies Refusal);
  else response.type('text/plain').send(`${error}\n${hint ? `${hint}\n` : ''}`);
}

/** For the methods that a path does not have: looking at something never changes it. */
export function only(method: 'GET' | 'POST' | 'DELETE'): RequestHandler {
  return (request, response) => {
    response.set('Allow', method === 'GET' ? 'GET, HEAD' : method);
    refuse(request, response, 405, `This answers ${method} only.`);
  };
}

const SENTENCES: Record<number, string> = {
  400: 'This request cannot be read.',
  413: 'This is too large.',
  415: 'This server reads JSON only, in UTF-8.',
};

/** The last middleware: an error is told by its status alone, without anything of this machine. */
export function refuseErrors(complain: (error: unknown) => void): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const wanted = Number(error?.status);
    const status = wanted >= 400 && wanted < 500 ? wanted : 500;
    if (status === 500) complain(error);
    if (response.headersSent) return void response.end();
    refuse(request, response, status, SENTENCES[status] ?? 'This request cannot be answered.');
  };
}
