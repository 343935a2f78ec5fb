import type { Correspondent } from '../../src/model/inbox';

/** A name, or an address where there is none. */
export function person({ name, address }: Correspondent): string {
  return name || address;
}

/** `Ada Lovelace <ada@example.com>` */
export function whole({ name, address }: Correspondent): string {
  return name ? `${name} <${address}>` : address;
}

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const all = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** The time of today, else the day. */
export function when(at: string): string {
  const date = new Date(at);
  return (date.toDateString() === new Date().toDateString() ? time : day).format(date);
}

/** Day and time; what cannot be read, as it is. */
export function exactly(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : all.format(date);
}
