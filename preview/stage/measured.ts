import { createStore } from '../state/store';

/** An email as it is laid out under a visible frame, where nobody sees it: it can be asked where everything is. */
export interface Measured {
  document: Document;
  /** In px of the email. */
  width: number;
  height: number;
}

/** By the frame's place from the left. */
export const measured = createStore<readonly (Measured | undefined)[]>([]);

export function setMeasured(place: number, next: Measured | undefined): void {
  const all = [...measured.get()];
  all[place] = next;
  measured.set(all);
}

/** Elements to scroll to; they are marked for a moment if they were pointed out. */
export interface Pointing {
  elements: readonly number[];
  isMarked: boolean;
  time: number;
}

export const pointing = createStore<Pointing | undefined>(undefined);

export function pointOut(elements: readonly number[]): void {
  pointing.set({ elements, isMarked: true, time: performance.now() });
}

export function scrollTo(elements: readonly number[]): void {
  pointing.set({ elements, isMarked: false, time: performance.now() });
}

const ATTRIBUTE = 'data-jink-element';

export function elementAt(document: Document, index: number): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(`[${ATTRIBUTE}="${index}"]`) ?? undefined;
}

export function indexOf(element: Element | null): number | undefined {
  const written = element?.closest(`[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE);
  return written ? Number(written) : undefined;
}
