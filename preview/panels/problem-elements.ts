import { pointOut } from '../stage/measured';

/** Scrolls to the elements that a problem is about and marks them; undefined when it is about none. */
export function elementPointer(elements: readonly number[] | undefined): (() => void) | undefined {
  return elements?.length ? () => pointOut(elements) : undefined;
}
