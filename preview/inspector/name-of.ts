import type { InspectedElement } from '../../src/model/protocol';

/** `td.wrapper.last`; classes beyond the third are left out. */
export function tagOf(element: Element): string {
  const classes = [...element.classList].filter((name) => !/^jink-/.test(name));
  return [element.tagName.toLowerCase(), ...classes.slice(0, 3)].join('.');
}

/** `+columns`, or the tag where no mixin wrote it. */
export function nameOf(element: Element, source: InspectedElement | null | undefined): string {
  return source?.mixin ? `+${source.mixin}` : tagOf(element);
}

export function placeText(source: InspectedElement | null | undefined): string {
  return source?.place ? `${source.place.file}:${source.place.line}` : '';
}
