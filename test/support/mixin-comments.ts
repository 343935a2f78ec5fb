import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the comment at the head of a mixin's file says. */
export interface MixinComment {
  /** The file's name without `.pug`. */
  file: string;
  /** `columns`. */
  name: string;
  /** As it is called: `+columns(width, wrapperClasses)`. */
  call: string;
  /** The mixin's line in the file, as a call: the comment must say the same. */
  definition: string;
  aliases: string[];
  /** Whole sentences. */
  purpose: string[];
  /** Arguments and attributes of its own. */
  options: { name: string; text: string }[];
  examples: { title: string; code: string }[];
}

const FOLDER = fileURLToPath(new URL('../../mixins/', import.meta.url));

/** The comments of all mixins, in the order of index.pug. */
export function mixinComments(): MixinComment[] {
  const index = readFileSync(`${FOLDER}index.pug`, 'utf8');
  return [...index.matchAll(/^include (\S+)/gm)].map(([, file]) => {
    const comment = readComment(file!, readFileSync(`${FOLDER}${file}.pug`, 'utf8'));
    const aliases = [...index.matchAll(/^\/\/- alias (\w+) = (\w+)/gm)].filter(([, , name]) => name === comment.name);
    return { ...comment, aliases: aliases.map(([, alias]) => alias!) };
  });
}

/** Files of the folder that index.pug does not name. */
export function unlistedMixins(): string[] {
  const listed = new Set(mixinComments().map(({ file }) => `${file}.pug`));
  return readdirSync(FOLDER).filter((name) => name !== 'index.pug' && !listed.has(name));
}

function readComment(file: string, source: string): Omit<MixinComment, 'aliases'> {
  const [, text = '', definition = ''] = /^\/\/-\n((?: {2}.*\n|\n)+)mixin (.+)\n/.exec(source) ?? [];
  const [head = '', ...examples] = text.replace(/^ {2}/gm, '').split(/^Example: /m);
  const [first = '', ...lines] = head.trim().split('\n');
  const [call = ''] = first.split(/ {2,}/);
  const sentences = joinLines(lines);
  return {
    file,
    name: /^\+(\w+)/.exec(call)?.[1] ?? '',
    call,
    definition: `+${definition}`,
    purpose: sentences.filter((sentence) => !OPTION.test(sentence)),
    options: sentences.flatMap((sentence) => {
      const [, name, said] = OPTION.exec(sentence) ?? [];
      return name && said ? [{ name, text: said }] : [];
    }),
    examples: examples.map((example) => {
      const [title = '', ...code] = example.trimEnd().split('\n');
      return { title, code: `${code.map((line) => line.replace(/^ {2}/, '')).join('\n')}\n` };
    }),
  };
}

const OPTION = /^(\w+): (.+)$/;

/** A line goes on where the one before has no full stop. */
function joinLines(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last === undefined || last.endsWith('.')) joined.push(line);
    else joined[joined.length - 1] = `${last} ${line}`;
  }
  return joined;
}
