import { randomBytes } from 'node:crypto';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { type MadeEmail, makeFromText } from '../tasks/preview/make-email.js';
import type { Project } from '../tasks/project.js';
import { type KeptEmail, keepEmail } from './kept-email.js';

/** Emails with data that somebody is typing. Nothing of them is written. */
export interface Drafts {
  /** Makes one; without a draft, the diagnostics say why. */
  make(template: CompiledTemplate, request: NewDraft): Promise<{ draft?: string; diagnostics: Diagnostic[] }>;
  find(id: string): Draft | undefined;
  /** Makes the drafts of a template anew. */
  renew(project: Project, template: CompiledTemplate): Promise<void>;
}

interface NewDraft {
  scenario: string;
  data: string;
  /** What the data are called in diagnostics. */
  file: string;
  /** The file that they stand for, when there is one. */
  dataFile?: string;
}

export interface Draft extends NewDraft {
  name: string;
  email: KeptEmail;
}

/** How many are kept. */
const MOST = 20;

export function createDrafts(projectOf: () => Project): Drafts {
  const drafts = new Map<string, Draft>();
  let made = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function makeNow(template: CompiledTemplate, request: NewDraft) {
    const email = await makeFromText(projectOf(), template, request.data, request.file);
    if (!email.email) return { diagnostics: email.diagnostics };
    const id = randomBytes(9).toString('base64url');
    const revision = ++made;
    drafts.set(id, {
      ...request,
      name: template.name,
      email: { ...keepEmail(undefined, of(request, email)), revision },
    });
    for (const old of drafts.keys()) {
      if (drafts.size <= MOST) break;
      drafts.delete(old);
    }
    return { draft: id, diagnostics: email.diagnostics };
  }

  return {
    // One after the other: the compiler works on one email at a time.
    make(template, request) {
      const result = last.then(() => makeNow(template, request));
      last = result.catch(() => {});
      return result;
    },
    find: (id) => drafts.get(id),
    async renew(project, template) {
      for (const draft of drafts.values()) {
        if (draft.name !== template.name) continue;
        const email = await makeFromText(project, template, draft.data, draft.file);
        draft.email = { ...keepEmail(draft.email, of(draft, email)), revision: ++made };
      }
    },
  };
}

function of({ dataFile }: NewDraft, email: MadeEmail): MadeEmail {
  return { ...email, ...(dataFile !== undefined && { dataFile }) };
}
