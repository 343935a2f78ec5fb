import { readFileSync } from 'node:fs';
import type { AppliedStyle } from '../../model/compiled-template.js';
import type { Severity } from '../../model/diagnostic.js';
import type { CheckedEmail, Finding } from '../../model/rule.js';
import { FEATURES, type Impact, type Matcher } from './features.js';

/** What caniemail.com knows, made by scripts/client-support.js. */
interface Matrix {
  date: string;
  clients: Record<string, string>;
  features: Record<string, Feature>;
}

interface Feature {
  title: string;
  /** The day of the last test. */
  tested: string;
  /** A letter for each client: y yes, a in part, n no, u not tested. */
  support: string;
  /** By client: the values that it does not support although it does support the feature. */
  without?: Record<string, string[]>;
}

let read: Matrix | undefined;

function matrix(): Matrix {
  read ??= JSON.parse(readFileSync(new URL('./caniemail.json', import.meta.url), 'utf8')) as Matrix;
  return read;
}

/** Every client there is data about, as in `outlook.windows`, and their families, as in `outlook`. */
export function knownClients(): string[] {
  const clients = Object.keys(matrix().clients);
  return [...new Set([...clients.map((client) => client.split('.')[0]!), ...clients])];
}

/** The clients that are meant: a family stands for all of its clients. */
export function resolveClients(names: readonly string[]): string[] {
  const all = Object.keys(matrix().clients);
  const isMeant = (client: string, name: string) =>
    client === name || (client.startsWith(`${name}.`) && client !== 'gmail.other-accounts');
  return all.filter((client) => names.some((name) => isMeant(client, name)));
}

export function nameOfClient(client: string): string {
  return matrix().clients[client] ?? client;
}

const byKind = new Map<string, [string, Matcher][]>();

/** The features of one kind, with what recognises them. */
export function matchersOf<Kind extends Matcher['kind']>(
  kind: Kind,
): [slug: string, matcher: Extract<Matcher, { kind: Kind }>][] {
  let found = byKind.get(kind);
  if (!found) {
    found = Object.entries(FEATURES).filter(([, matcher]) => matcher.kind === kind);
    byKind.set(kind, found);
  }
  return found as [string, Extract<Matcher, { kind: Kind }>][];
}

/** Those of the clients that do not support a feature, or not with this value. */
export function clientsWithout(slug: string, clients: readonly string[], value = ''): string[] {
  const { clients: names, features } = matrix();
  const feature = features[slug];
  if (!feature) return [];
  const order = Object.keys(names);
  return clients.filter((client) => {
    const status = feature.support[order.indexOf(client)];
    if (status === 'n') return true;
    const words = feature.without?.[client] ?? [];
    return status === 'a' && words.some((word) => mentionsWord(value, word));
  });
}

function mentionsWord(value: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])(?:[\\d.]+)?${word}(?![\\w-])`, 'i').test(value.replace(/:\s+/g, ':'));
}

/** Those of the clients that read what stands in these at-rules. */
export function readersOf({ around }: Pick<AppliedStyle, 'around'>, clients: readonly string[]): string[] {
  return around.reduce(
    (left: string[], rule) => {
      const without = matchersOf('at').flatMap(([slug, { pattern }]) =>
        pattern.test(rule) ? clientsWithout(slug, left, rule) : [],
      );
      return left.filter((client) => !without.includes(client));
    },
    [...clients],
  );
}

const SEVERITIES: Record<Impact, Severity> = { content: 'error', layout: 'warning' };

/** Says which clients do not support something. */
export function tellUnsupported(
  email: CheckedEmail,
  slug: string,
  what: string,
  clients: readonly string[],
  impact: Impact | undefined,
): Finding {
  const { title, tested } = matrix().features[slug]!;
  const share = Math.round((clients.length / Math.max(1, email.clients.length)) * 100);
  const names = clients.map(nameOfClient);
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0];
  return {
    severity: impact ? SEVERITIES[impact] : 'info',
    message: `${what} does nothing in ${list} (${share}% of the chosen clients).`,
    hint: `${title}: last tested ${tested}.`,
    url: `https://www.caniemail.com/features/${slug}/`,
  };
}
