import type { Position } from '../document/positions.js';
import { checkExpression, type SyntaxProblem } from './javascript.js';
import { renameDefault } from './send-time/rewrite.js';

/** Where Pug's lexer stands. */
interface LexerPlace {
  lineno: number;
  colno: number;
  filename: string;
}

/** Follows Pug while it reads a file, because its errors do not tell where something began. */
export interface PugReading {
  /** What Pug's lexer calls, see pug-lexer.ts. */
  lex: { advance(lexer: LexerPlace): void; isExpression(lexer: LexerPlace, expression: string): boolean };
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
