import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { filler } from '../render/filler.js';
import { createMixinRuntime, type MixinRuntime } from './mixin-runtime.js';
import type { PugRuntime } from './pug-program.js';
import type { PresenceOf } from './send-time/attributes.js';
import { createSendTime } from './send-time/program-runtime.js';
import { DEFAULT_NAME } from './send-time/rewrite.js';
import { createSendTimeTokens, guardText, type SendTimeTokens } from './send-time/tokens.js';
import { isSendTime } from './send-time/values.js';
import type { Session } from './session.js';

/** The data that a template will have when its email is sent. */
export interface LaterData {
  names: readonly string[];
  presenceOf: PresenceOf;
  /** No helper can be called when the email is sent. */
  isPortable: boolean;
  tokens: SendTimeTokens;
}

/** What a template's program is run with. */
export interface Scope {
  /** What it can call by name. */
  values: Data;
  /** What it finds under `RUNTIME`. */
  runtime: MixinRuntime & object;
  pug: PugRuntime;
}

export interface ScopeInput {
  /** Values that are known now. */
  data: Data;
  /** Values that are not. */
  later?: LaterData | undefined;
}

/** @param helperFailed hears of helpers that throw, with their name */
export function createScope(
  session: Session,
  { data, later }: ScopeInput,
  pug: PugRuntime,
  report: (diagnostic: Diagnostic) => void,
  helperFailed: (name: string) => void = () => {},
): Scope {
  const { locals, locale } = session.config;
  const tokens = later?.tokens ?? createSendTimeTokens();
  // With all data at hand, what looks like a merge tag in them is none; without, it is one of the author's.
  const guard = later ? (text: string) => text : guardText;
  const sendTime = createSendTime(pug, tokens, later?.presenceOf ?? (() => undefined), guard);
  const watched = Object.entries(session.helpers).map(([name, helper]) => {
    const call = (...values: unknown[]) => {
      try {
        return helper(...values);
      } catch (error) {
        helperFailed(name);
        throw error;
      }
    };
    return [name === 'default' ? DEFAULT_NAME : name, sendTime.helper(name, call)];
  });
  const mixins = createMixinRuntime(session.files, locale, report);
  const laterValues = (later?.names ?? []).map((name) => [name, sendTime.valueOf(name)]);
  return {
    values: { ...Object.fromEntries(watched), ...locals, ...data, ...Object.fromEntries(laterValues) },
    runtime: {
      ...mixins,
      ...sendTime.runtime,
      filler: later?.isPortable ? fillAll : (sendTime.helper('filler', mixins.filler) as typeof mixins.filler),
    },
    pug: sendTime.pug,
  };
}

/** A text that is not known yet is taken for an empty one: too much filler does no harm. */
function fillAll(text: unknown): string {
  return filler(isSendTime(text) ? '' : text);
}
