import { data } from './data';
import { html } from './html';
import { inspect } from './inspect';
import type { Panel } from './panel';
import { problems } from './problems';
import { send } from './send';
import { size } from './size';
import { subject } from './subject';
import { template } from './template';
import { text } from './text';

/** Every panel, in the order of its buttons; the first four have a place of their own on phones. */
export const panels: readonly Panel[] = [problems, data, inspect, subject, html, text, template, size, send];
