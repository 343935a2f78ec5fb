import * as problems from '../../diagnostics/problems.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { authorsPlace, type MarkedFiles } from '../marks.js';
import type { Mjml, MjmlError } from './mjml-package.js';
import { type MjmlNode, type MjmlTree, walkMjml } from './mjml-tree.js';

/** Elements without a component that stand for others. */
const STAND_INS = new Set(['mjml', 'mj-all', 'mj-class', 'mj-selector', 'mj-html-attribute']);

/** What MJML would leave out, and what it cannot compute with because it is known only when the email is sent. */
export function checkMjml(tree: MjmlTree, { components, dependencies }: Mjml, files: MarkedFiles): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (diagnostic: Diagnostic, mark: string) => found.push({ ...diagnostic, ...authorsPlace(files, mark) });
  for (const node of walkMjml(tree.root)) {
    const { tagName, children, mark } = node;
    if (!components[tagName] && !STAND_INS.has(tagName)) {
      tell(problems.mjmlUnknownElement(tagName, Object.keys(components)), mark);
      continue;
    }
    checkLaterValues(tree, node, components[tagName]?.allowedAttributes, tell);
    const allowed = dependencies[tagName];
    if (allowed && dropsOthers(tagName, allowed))
      for (const child of children)
        if (components[child.tagName] && !isAllowed(child.tagName, allowed))
          tell(problems.mjmlLostElement(child.tagName, `${tagName} cannot have it in it`), child.mark);
    if (/^mj-(section|group)$/.test(tagName)) checkColumns(node, tell);
  }
  return found;
}

/** Elements that do not print children they do not know. */
function dropsOthers(name: string, allowed: readonly (string | RegExp)[]): boolean {
  return allowed.length === 0 || /^(mjml|mj-head|mj-accordion-element)$/.test(name);
}

function isAllowed(name: string, allowed: readonly (string | RegExp)[]): boolean {
  return name === 'mj-raw' || allowed.some((each) => (typeof each === 'string' ? each === name : each.test(name)));
}

type Tell = (diagnostic: Diagnostic, mark: string) => void;

/** Attributes that MJML takes as texts and still computes with. */
const COMPUTED = /^(border(-\w+)?|inner-border(-\w+)?|mj-class|name|background-(size|position)(-[xy])?)$/;

function checkLaterValues(
  { attributeMark }: MjmlTree,
  node: MjmlNode,
  types: Record<string, string> | undefined,
  tell: Tell,
): void {
  for (const [name, value] of Object.entries(node.attributes)) {
    if (typeof value !== 'string' || !hasMergeTag(value)) continue;
    const isText = /^(string|color)/.test(types?.[name] ?? 'string') && !COMPUTED.test(name);
    if (!isText) tell(problems.mjmlLaterValue(node.tagName, name), attributeMark(node, name));
  }
}

/** MJML divides a row by the number of its columns, unless they have a width. */
function checkColumns({ tagName, children }: MjmlNode, tell: Tell): void {
  if (!children.some(({ content }) => content && /\uE010[ie]\d/.test(content))) return;
  for (const { tagName: name, attributes, mark } of children)
    if (name !== 'mj-raw' && attributes.width === undefined) {
      tell(problems.mjmlLaterColumns(name, tagName), mark);
      return;
    }
}

/** What MJML itself says of its elements, in Jink's words. */
export function explainMjmlErrors(
  errors: readonly MjmlError[],
  { nodes, attributeMark }: MjmlTree,
  { components }: Mjml,
  files: MarkedFiles,
): Diagnostic[] {
  return errors.flatMap(({ line, message, tagName }): Diagnostic[] => {
    const node = nodes[line];
    if (!node) return [];
    const at = (diagnostic: Diagnostic, name?: string) => ({
      ...diagnostic,
      ...authorsPlace(files, name ? attributeMark(node, name) : node.mark),
    });
    const illegal = /^Attributes? (.+) (?:is|are) illegal$/.exec(message)?.[1];
    if (illegal) {
      const known = Object.keys(components[tagName]?.allowedAttributes ?? {});
      return illegal.split(', ').map((name) => at(problems.mjmlUnknownAttribute(tagName, name, known), name));
    }
    const [, name, value = '', rest = ''] =
      /^Attribute (\S+) has invalid value: ([\s\S]*) for type \w+\s*,?([\s\S]*)$/.exec(message) ?? [];
    if (name) return hasMergeTag(value) ? [] : [at(problems.mjmlValue(name, value, rest.trim()), name)];
    const [, child, parent, places = ''] = /^(\S+) cannot be used inside (\S+), only inside: (.*)$/.exec(message) ?? [];
    if (child) return [at(problems.mjmlMisplaced(child, parent!, places))];
    // What is left is about titles, which are a matter of every template, whatever it is written in.
    return [];
  });
}
