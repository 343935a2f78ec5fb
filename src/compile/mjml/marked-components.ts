import { MARK } from '../marks.js';
import type { MjmlComponentClass } from './mjml-package.js';

const known = new WeakMap<MjmlComponentClass, MjmlComponentClass>();

/**
 * MJML's components, with their elements' places written on everything they print: Jink's mixins are told of in the
 * same way, as something not the author's whose call is.
 */
export function markComponents(components: Record<string, MjmlComponentClass>): MjmlComponentClass[] {
  return Object.values(components).map((component) => {
    let marked = known.get(component);
    if (!marked) {
      marked = markComponent(component);
      known.set(component, marked);
    }
    return marked;
  });
}

function markComponent(Component: MjmlComponentClass): MjmlComponentClass {
  return class extends Component {
    static override componentName = Component.getTagName();
    private readonly mark: string;
    private allStyles: object | undefined;

    constructor(data: Record<string, unknown>) {
      super(data);
      this.mark = data.mark ? ` ${MARK}="${OWN_MARK},${data.mark}"` : '';
    }

    /** The same for all of a component's elements; MJML asks for each. */
    override getStyles(): object {
      this.allStyles ??= super.getStyles();
      return this.allStyles;
    }

    override htmlAttributes(attributes: object): string {
      return this.mark + super.htmlAttributes(attributes);
    }
  };
}

/** File 0 is Jink's own in every project (marks.ts). */
export const OWN_MARK = '0:1:1';
