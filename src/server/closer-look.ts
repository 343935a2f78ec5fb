import { type Checker, type CheckSetup, type Findings, startChecker } from '../tasks/check-threads.js';

/** Looks closely at one template after the other, in a thread that is started when it is first needed. */
export interface CloserLook {
  /** Undefined when something else came up. `project` is another number for each time that the project was opened. */
  take(name: string, project: number): Promise<Findings | undefined>;
  /** Something else came up. */
  interrupt(): void;
  end(): Promise<void>;
}

/** How long a check may take, in ms: whoever writes a template can make it endless. */
const LONGEST = 60_000;

/** What comes of a check that failed because of Jink, or took too long. */
const NOTHING: Findings = { styles: [], diagnostics: new Map() };

export function createCloserLook(setup: CheckSetup, complain: (error: unknown) => void, longest = LONGEST): CloserLook {
  let checker: Checker | undefined;
  let interrupt = () => {};
  return {
    async take(name, project) {
      checker ??= startChecker(setup);
      const { check, stop, end, ready } = checker;
      const giveUp = (reason: unknown) => {
        complain(reason);
        checker = undefined;
        void end();
        return NOTHING;
      };
      let timer: NodeJS.Timeout | undefined;
      let isOver = false;
      const tooLong = new Promise<Findings>((resolve) => {
        const give = () => resolve(giveUp(new Error(`The check of "${name}" took too long.`)));
        void ready.then(() => {
          if (!isOver) timer = setTimeout(give, longest);
        });
      });
      const interrupted = new Promise<undefined>((resolve) => {
        interrupt = () => {
          stop();
          resolve(undefined);
        };
      });
      try {
        return await Promise.race([check(name, project).catch(giveUp), tooLong, interrupted]);
      } finally {
        isOver = true;
        clearTimeout(timer);
      }
    },
    interrupt: () => interrupt(),
    async end() {
      interrupt();
      await checker?.end();
    },
  };
}
