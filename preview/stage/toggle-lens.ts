import { address, go } from '../state/address';

/** Sees an email through one lens, or without it again. */
export function toggleLens(id: string): void {
  go({ lenses: address.get().lenses.includes(id) ? [] : [id] });
}
