import type { Position } from '../document/positions.js';
import { checkExpression, type SyntaxProblem } from './javascript.js';
import { renameDefault } from './send-time/rewrite.js';

/** What Jink looks at in Pug's lexer, which has no types. */
interface PugLexer {
  lineno: number;
  colno: number;
  filename: string;
}

/** Follows Pug while it reads a file, because its errors do not tell where something began. */
export interface PugReading {
  /** Joins Pug's lexer as a plugin. */
  lex: { advance(lexer: PugLexer): boolean; isExpression(lexer: PugLexer, expression: string): boolean };
  /** Where what Pug read last began. */
  token(): Position;
}

/** An expression that is not JavaScript. */
export class NotJavaScript extends Error {
  constructor(
    readonly expression: string,
    readonly problem: SyntaxProblem,
    /** Absolute path. */
    readonly path: string,
    /** The expression stands here, or not far behind. */
    readonly near: Position,
  ) {
    super(problem.message);
  }
}

export function createPugReading(): PugReading {
  let token: Position = { line: 1, column: 1 };
  return {
    lex: {
      advance({ lineno, colno }) {
        token = { line: lineno, column: colno };
        return false; // only a look
      },
      // In place of Pug's own check, which does not know `?.` and `??`.
      isExpression({ lineno, colno, filename }, expression) {
        const problem = checkExpression(renameDefault(expression));
        if (problem) throw new NotJavaScript(expression, problem, filename, { line: lineno, column: colno });
        return true;
      },
    },
    token: () => token,
  };
}
