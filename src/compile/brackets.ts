/** What is wrong with the brackets and quotes of a piece of JavaScript, and where. */
export interface BracketProblem {
  /** A bracket or a quote that is never closed, or a closing bracket that none was opened for. */
  kind: 'unclosed' | 'unquoted' | 'unopened';
  offset: number;
}

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Reads JavaScript from `from` to `end` and tells the first thing that does not match. Of brackets that are all open
 * at the end it is the outermost: what follows it may no longer be JavaScript.
 */
export function findBracketProblem(source: string, from: number, end = source.length): BracketProblem | undefined {
  const open: number[] = [];
  for (let i = from; i < end; i++) {
    const char = source[i]!;
    if (isQuote(char)) {
      const close = endOfText(source, i, end);
      if (close !== undefined) i = close;
      else if (/[\p{L}\d]/u.test(source[i - 1] ?? ''))
        break; // an apostrophe: code ended long before
      else return { kind: 'unquoted', offset: i };
    } else if (char in CLOSING) open.push(i);
    else if (isClosing(char)) {
      const innermost = open.at(-1);
      if (innermost !== undefined && CLOSING[source[innermost]!] === char) open.pop();
      else if (open.some((offset) => CLOSING[source[offset]!] === char))
        return { kind: 'unclosed', offset: innermost! };
      else if (open.length && source.slice(open[0], i).includes('\n')) return { kind: 'unclosed', offset: open[0]! };
      else return { kind: 'unopened', offset: i };
    }
  }
  return open.length ? { kind: 'unclosed', offset: open[0]! } : undefined;
}

/** The offset of the bracket that closes the one at `from`; undefined when brackets between do not match either. */
export function closingBracket(source: string, from: number, end = source.length): number | undefined {
  const expected: string[] = [];
  for (let i = from; i < end; i++) {
    const char = source[i]!;
    if (isQuote(char)) i = endOfText(source, i, end) ?? end;
    else if (char in CLOSING) expected.push(CLOSING[char]!);
    else if (isClosing(char)) {
      if (expected.pop() !== char) return undefined;
      if (expected.length === 0) return i;
    }
  }
  return undefined;
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'" || char === '`';
}

function isClosing(char: string): boolean {
  return char === ')' || char === ']' || char === '}';
}

/** The offset of the quote that closes the one at `from`; only a template literal goes on behind its line. */
function endOfText(source: string, from: number, end: number): number | undefined {
  const quote = source[from];
  for (let i = from + 1; i < end && (quote === '`' || source[i] !== '\n'); i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === quote) return i;
    else if (quote === '`' && source[i] === '$' && source[i + 1] === '{') i = closingBracket(source, i + 1, end) ?? end;
  }
  return undefined;
}
