import { replaceTokens, type SendTimeTokens, type TokenKind, writeToken } from './tokens.js';

/** A condition or loop that is open, with the texts of its branches. */
interface Open {
  kind: TokenKind;
  number: number;
  texts: string[];
}

/** Plain text without conditions that decide nothing, and without loops that print nothing. */
export function simplifyConditions(text: string, tokens: SendTimeTokens): string {
  const open: Open[] = [];
  let done = '';
  let at = 0;
  const write = (more: string) => {
    const block = open.at(-1);
    if (block) block.texts[block.texts.length - 1] += more;
    else done += more;
  };
  replaceTokens(text, (kind, number, offset) => {
    write(text.slice(at, offset));
    const token = writeToken(kind, number);
    at = offset + token.length;
    if (kind === 'value' || kind === 'guard') write(token);
    else if (kind === 'else') open.at(-1)?.texts.push('');
    else if (kind === 'end') {
      const block = open.pop();
      if (block) write(printBlock(block));
    } else open.push({ kind: tokens.entry(number).kind, number, texts: [''] });
    return '';
  });
  write(text.slice(at));
  return done;
}

function printBlock({ kind, number, texts: [yes = '', no = ''] }: Open): string {
  if (yes === no || (yes.trim() === '' && no.trim() === '')) return kind === 'each' ? '' : yes;
  const middle = no === '' ? '' : writeToken('else', number) + no;
  return writeToken(kind, number) + yes + middle + writeToken('end', number);
}
