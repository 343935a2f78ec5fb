/** In px; the same as in the media queries of the styles. */
const PHONE = 720;
const NARROW = 1100;

/** Panels are sheets, and the phone is the first width. */
export function isPhone(): boolean {
  return innerWidth < PHONE;
}

/** The list is a drawer. */
export function hasDrawer(): boolean {
  return innerWidth < NARROW;
}
