import type { Mjml, MjmlAttributes, MjmlComponentClass, MjmlTypeClass } from './mjml-package.js';

/** All attributes of an element, from what a component is made of. */
export type FormatAttributes = (data: {
  attributes?: MjmlAttributes;
  globalAttributes?: MjmlAttributes;
}) => MjmlAttributes;

/** As MJML's components do it for each element: defaults, those for all elements, its own; `#abc` becomes `#aabbcc`. */
export function formatAttributes(
  { allowedAttributes = {}, defaultAttributes = {} }: MjmlComponentClass,
  typeOf: Mjml['typeOf'],
): FormatAttributes {
  const plain = typeOf('string').prototype.getValue;
  const types = new Map<string, MjmlTypeClass | undefined>();
  /** Undefined where values stay as they are, as with most types. */
  const typeFor = (name: string) => {
    const type = allowedAttributes[name];
    const Type = type && typeOf(type);
    const changing = Type && Type.prototype.getValue !== plain ? Type : undefined;
    types.set(name, changing);
    return changing;
  };
  const add = (all: MjmlAttributes, attributes: MjmlAttributes) => {
    for (const name of Object.keys(attributes)) {
      const Type = types.has(name) ? types.get(name) : typeFor(name);
      all[name] = Type ? new Type(attributes[name]).getValue() : attributes[name];
    }
  };
  let defaults: MjmlAttributes | undefined;
  return ({ attributes = {}, globalAttributes = {} }) => {
    if (!defaults) {
      defaults = {};
      add(defaults, defaultAttributes);
    }
    const all = { ...defaults };
    add(all, globalAttributes);
    add(all, attributes);
    return all;
  };
}
