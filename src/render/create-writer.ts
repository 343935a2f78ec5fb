import { literal } from './scope.js';

/** Gathers what is written without a step between into one addition. */
export function createWriter(lines: string[]) {
  let parts: string[] = [];
  let text = '';
  const endText = () => {
    if (text) parts.push(literal(text));
    text = '';
  };
  const end = () => {
    endText();
    if (parts.length) lines.push(`o += ${parts.join(' + ')};`);
    parts = [];
  };
  return {
    text: (more: string) => {
      text += more;
    },
    value: (code: string) => {
      endText();
      parts.push(code);
    },
    line: (code: string) => {
      end();
      lines.push(code);
    },
    end,
  };
}
