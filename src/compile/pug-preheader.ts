import { type MarkedFiles, writeMark } from './marks.js';
import { RUNTIME } from './mixin-runtime.js';
import { block, type PugNode, statement, walkTree } from './pug-tree.js';
import { OWN_LAYOUT } from './session.js';

/**
 * What stands in the layout's block `preheader` without a call of the mixin is given to the mixin: it would be seen
 * at the top of the email otherwise.
 */
export function hidePreheader(linked: PugNode, files: MarkedFiles, nameOf: (path: string) => string): void {
  walkTree(linked, (named) => {
    if (named.type !== 'NamedBlock' || named.name !== 'preheader' || named.filename !== OWN_LAYOUT) return;
    const [first] = written(named);
    if (!first || callsMixin(named)) return;
    const place = writeMark(files, nameOf(first.filename ?? OWN_LAYOUT), first.line, first.column ?? 1);
    const call: PugNode = {
      ...block(named.nodes ?? [], first),
      type: 'Mixin',
      name: 'preheader',
      call: true,
      args: null,
      attrs: [],
      attributeBlocks: [],
      block: block(named.nodes ?? [], first),
    };
    delete call.nodes;
    named.nodes = [statement(`${RUNTIME}.enter("${place}")`, first), call, statement(`${RUNTIME}.leave()`, first)];
  });
}

/** What of a block can be seen in the email. */
function written(named: PugNode): PugNode[] {
  const found: PugNode[] = [];
  walkTree(named, (node) => {
    const isText = node.type === 'Text' && /\S/.test(node.val ?? '');
    if (isText || /^(Tag|InterpolatedTag)$/.test(node.type) || (node.type === 'Code' && node.buffer)) found.push(node);
  });
  return found;
}

/** Calls of other mixins count as well: they may write the preheader. */
function callsMixin(named: PugNode): boolean {
  let calls = false;
  walkTree(named, (node) => {
    calls ||= node.type === 'Mixin' && node.call === true;
    calls ||= node.attrs?.some(({ name, val }) => name === 'class' && /\bpreheader\b/.test(String(val))) ?? false;
  });
  return calls;
}
