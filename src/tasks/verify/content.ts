import { decodeEntities } from '../../document/decode-entities.js';
import { attribute, classes, closest } from '../../document/find.js';
import { replaceMergeTags } from '../../document/merge-tags.js';
import { parse, textIn } from '../../document/parse.js';
import type { Element } from '../../model/document.js';

/** What an email says, whatever it looks like; each list in the order of the HTML. */
export interface Content {
  /** All text in one, without white space, merge tags included. */
  text: string;
  links: string[];
  images: string[];
  mergeTags: string[];
  /** What stands in comments for Outlook, with their conditions; those of tables alone are left out. */
  comments: string[];
}

/** What is lost or added between an original and its conversion. */
export interface ContentDifference {
  what: 'text' | 'link' | 'image' | 'merge tag' | 'comment for Outlook';
  before: string | undefined;
  after: string | undefined;
}

/** Reads what an email says in its body and title. */
export function contentOf(html: string): Content {
  const document = parse(html);
  const links: string[] = [];
  const images: string[] = [];
  for (const element of document.elements) {
    const href = element.name === 'a' ? attribute(element, 'href') : undefined;
    if (href !== undefined) links.push(decodeEntities(href));
    const src = element.name === 'img' ? attribute(element, 'src') : undefined;
    if (src !== undefined) images.push(decodeEntities(src));
  }
  const text = textsOf(document.root, document.source);
  const mergeTags: string[] = [];
  const body = /<body[\s\S]*/i.exec(document.source)?.[0] ?? document.source;
  replaceMergeTags(body, (tag) => {
    mergeTags.push(tag.replace(/\s+/g, ' '));
    return tag;
  });
  const comments = [...body.matchAll(/<!--\[if ([^\]]*)\]>(?!<!-->)([\s\S]*?)<!\[endif\]-->/g)].flatMap(
    ([, condition, inside]) => {
      const says = textIn(inside!.replace(/<style[\s\S]*?<\/style>/gi, ''))
        .replace(/\s+/g, ' ')
        .trim();
      return says ? [`${condition}: ${says}`] : [];
    },
  );
  return { text, links, images, mergeTags, comments };
}

function textsOf(root: Element, source: string): string {
  const parts: string[] = [];
  const stack = [...root.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'text') {
      parts.push(decodeEntities(source.slice(node.start, node.end)));
    } else if (node.kind === 'element') {
      if (/^(style|script|head)$/.test(node.name) || isFiller(node)) continue;
      stack.push(...[...node.children].reverse());
    }
  }
  return parts.join('').replace(/[\s\u00A0]+/g, '');
}

/** What `+preheader` puts behind its text. */
function isFiller(element: Element): boolean {
  return (
    classes(element).includes('filler') || closest(element, (one) => classes(one).includes('filler')) !== undefined
  );
}

/** Where two emails first say different things. */
export function compareContent(before: Content, after: Content): ContentDifference[] {
  const differences: ContentDifference[] = [];
  const first = firstDifference(before.text, after.text);
  if (first !== -1) {
    const around = (text: string) => text.slice(Math.max(0, first - 20), first + 40);
    differences.push({ what: 'text', before: around(before.text), after: around(after.text) });
  }
  differences.push(...compareLists('link', before.links, after.links));
  differences.push(...compareLists('image', before.images, after.images));
  differences.push(...compareLists('merge tag', before.mergeTags, after.mergeTags));
  // Jink writes some of its own.
  let at = -1;
  const lost = before.comments.find((one) => {
    at = after.comments.indexOf(one, at + 1);
    return at === -1;
  });
  if (lost !== undefined) differences.push({ what: 'comment for Outlook', before: lost, after: undefined });
  return differences;
}

function compareLists(what: ContentDifference['what'], before: string[], after: string[]): ContentDifference[] {
  const at = before.findIndex((one, i) => one !== after[i]);
  if (at === -1 && before.length === after.length) return [];
  const index = at === -1 ? before.length : at;
  return [{ what, before: before[index], after: after[index] }];
}

function firstDifference(a: string, b: string): number {
  if (a === b) return -1;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}
