import type { IconName } from '../ui/icon';
import { isPhone } from '../ui/window-size';

/** A way to see an email: one frame or two of these widths. */
export interface Device {
  id: string;
  title: string;
  icon: IconName;
  /** In px. */
  widths: readonly number[];
  shortcut: string;
}

export const DEVICES: readonly Device[] = [
  { id: 'desktop', title: 'Desktop', icon: 'desktop', widths: [700], shortcut: '1' },
  { id: 'tablet', title: 'Tablet', icon: 'tablet', widths: [600], shortcut: '2' },
  { id: 'phone', title: 'Phone', icon: 'phone', widths: [360], shortcut: '3' },
  { id: 'beside', title: 'Side by side', icon: 'beside', widths: [700, 360], shortcut: '4' },
];

/** In a window that is itself a phone's, the phone comes first. */
export function defaultWidths(): readonly number[] {
  return DEVICES.find(({ id }) => id === (isPhone() ? 'phone' : 'desktop'))!.widths;
}

/** Of no name: a width that somebody dragged. */
export function deviceOf(widths: readonly number[]): Device | undefined {
  return DEVICES.find((device) => device.widths.join() === widths.join());
}
