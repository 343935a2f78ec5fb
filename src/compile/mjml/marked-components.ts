import { MARK } from '../marks.js';
import { type FormatAttributes, formatAttributes } from './format-attributes.js';
import type { Mjml, MjmlAttributes, MjmlComponentClass } from './mjml-package.js';
import { writeAttributes, writesLikeMjml } from './write-attributes.js';

/** With marks on every element, and with as few as it takes to find the author's element around any other. */
const marked = {
  all: new WeakMap<MjmlComponentClass, MjmlComponentClass>(),
  few: new WeakMap<MjmlComponentClass, MjmlComponentClass>(),
};

/**
 * How many of a component's tags it takes until one stands outside of the comments for Outlook; of others, enough.
 */
const TAGS: Record<string, number> = {
  'mj-body': 2,
  'mj-wrapper': 3,
  'mj-section': 3,
  'mj-column': 2,
  'mj-group': 2,
  'mj-text': 1,
  'mj-button': 1,
  'mj-image': 1,
  'mj-divider': 1,
  'mj-spacer': 1,
  'mj-table': 1,
};
const ENOUGH = 5;

/**
 * MJML's components, with their elements' places written on what they print: Jink's mixins are told of in the same way,
 * as something not the author's whose call is.
 * @param exact every element tells its place
 */
export function markComponents({ components, typeOf }: Mjml, exact: boolean): MjmlComponentClass[] {
  const known = exact ? marked.all : marked.few;
  return Object.values(components).map((component) => {
    const made = known.get(component) ?? markComponent(component, formatAttributes(component, typeOf), exact);
    known.set(component, made);
    return made;
  });
}

function markComponent(Component: MjmlComponentClass, format: FormatAttributes, exact: boolean): MjmlComponentClass {
  const name = Component.getTagName();
  const most = exact ? Number.POSITIVE_INFINITY : (TAGS[name] ?? ENOUGH);
  const isUsual = writesLikeMjml(Component);
  /** While an element is made: its attributes, which MJML would take far longer to put together. */
  let formatted: MjmlAttributes | undefined;
  return class extends Component {
    static override componentName = name;
    declare private given: MjmlAttributes;
    private readonly mark: string;
    private told = 0;
    private allStyles: object | undefined;

    static override get defaultAttributes(): MjmlAttributes | undefined {
      return formatted ? NONE : Component.defaultAttributes;
    }

    constructor(data: Record<string, unknown>) {
      formatted = format(data);
      super({ ...data, attributes: NONE, globalAttributes: NONE });
      this.mark = data.mark ? ` ${MARK}="${OWN_MARK},${data.mark}"` : '';
    }

    get attributes(): MjmlAttributes {
      return this.given;
    }

    /** MJML sets them first of all, before a component's own constructor goes on. */
    set attributes(attributes: MjmlAttributes) {
      this.given = formatted ?? attributes;
      formatted = undefined;
    }

    /** The same for all of a component's elements; MJML asks for each. */
    override getStyles(): object {
      this.allStyles ??= super.getStyles();
      return this.allStyles;
    }

    override htmlAttributes(attributes: object): string {
      const written = isUsual ? writeAttributes(this, attributes) : super.htmlAttributes(attributes);
      return this.told++ < most ? this.mark + written : written;
    }
  };
}

const NONE: MjmlAttributes = {};

/** File 0 is Jink's own in every project (marks.ts). */
export const OWN_MARK = '0:1:1';
