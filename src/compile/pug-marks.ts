import { replaceMergeTags } from '../document/merge-tags.js';
import { type MarkedFiles, writeMark } from './marks.js';
import { RUNTIME } from './mixin-runtime.js';
import { block, mapTree, type PugNode, statement, walkTree } from './pug-tree.js';
import { rewriteTree } from './send-time/rewrite-tree.js';

/** What writes into the HTML, or decides what is written. */
const MARKED = /^(Tag|InterpolatedTag|Text|Code|Comment|BlockComment|Conditional|Each|EachOf|Case)$/;

/**
 * Rewrites the syntax tree of one file: every element notes where it was written, every mixin call is announced, so
 * that elements inside the mixin also know who called it, and a mixin's `block` is announced as being the caller's.
 * The turns of `while` are counted, so that one without end is a mistake like others. Its JavaScript is rewritten, so
 * that it knows of values that come when an email is sent.
 */
export function markTree(tree: PugNode, files: MarkedFiles, file: string): PugNode {
  rewriteTree(tree, ({ line, column = 1 }) => writeMark(files, file, line, column));
  return mapTree(tree, (node, inMixin) => {
    const mark = writeMark(files, file, node.line, node.column ?? 1);
    if (MARKED.test(node.type)) node.mark = { place: mark, called: inMixin };
    if (node.code)
      node.code.mark = { place: writeMark(files, file, node.code.line, node.code.column ?? 1), called: inMixin };
    if (node.type === 'Mixin' && node.call) {
      return block([statement(`${RUNTIME}.enter("${mark}")`, node), node, statement(`${RUNTIME}.leave()`, node)], node);
    }
    if (node.type === 'MixinBlock') {
      return block([statement(`${RUNTIME}.lend()`, node), node, statement(`${RUNTIME}.take()`, node)], node);
    }
    if (node.type === 'While') node.block?.nodes?.unshift(statement(`${RUNTIME}.turn()`, node));
    return node;
  });
}

/** Jink's layout has the title, but an author says what it is: its mark leads to the block that does. */
export function markTitle(linked: PugNode, files: MarkedFiles, nameOf: (path: string) => string): void {
  walkTree(linked, (title) => {
    if (title.type !== 'Tag' || title.name !== 'title' || !title.mark || !title.block) return;
    let said: PugNode | undefined;
    walkTree(title.block, (node) => {
      if (/^(Text|Code)$/.test(node.type) && node.filename !== title.filename) said ??= node;
    });
    if (!said?.filename) return;
    const author = writeMark(files, nameOf(said.filename), said.line, said.column ?? 1);
    title.mark = { ...title.mark, place: `${title.mark.place},${author}` };
  });
}

/**
 * Merge tags that authors write in attributes, arguments and code. Pug would escape their quotes and brackets, so
 * that `title='{{t "key"}}'` came out broken; as one private-use token each they pass through unharmed.
 */
export interface MergeTagTokens {
  protect(tree: PugNode): void;
  restore(html: string): string;
}

export function createMergeTagTokens(): MergeTagTokens {
  const tags: string[] = [];
  const numbers = new Map<string, number>();
  const token = (tag: string) => {
    const written = tag.replace(/\\(["'`\\])/g, '$1');
    let number = numbers.get(written);
    if (number === undefined) {
      number = tags.push(written) - 1;
      numbers.set(written, number);
    }
    return `\uE000${number}\uE001`;
  };
  const hide = (code: string) => replaceMergeTags(code, token);
  return {
    protect(tree) {
      mapTree(tree, (node) => {
        for (const attribute of node.attrs ?? [])
          if (typeof attribute.val === 'string') attribute.val = hide(attribute.val);
        if (node.type === 'Code' && node.val) node.val = hide(node.val);
        if (node.type === 'Each' && node.obj) node.obj = hide(node.obj);
        if (node.type === 'Mixin' && node.args) node.args = hide(node.args);
        if (node.code?.val) node.code.val = hide(node.code.val);
        return node;
      });
    },
    restore: (html) => html.replace(/\uE000(\d+)\uE001/g, (found, number) => tags[Number(number)] ?? found),
  };
}
