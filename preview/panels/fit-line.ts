interface Line {
  subject: string;
  preheader: string;
}

/** Web mail writes its lists in this size, in px. */
const FONT = '14px Arial, sans-serif';
const BETWEEN = ' – ';

/** What of a subject and a preheader fits on one line, as a mail program would cut it. */
export function fitLine(subject: string, preheader: string, width: number): Line {
  const pen = document.createElement('canvas').getContext('2d')!;
  const cut = (text: string, font: string, room: number) => {
    pen.font = font;
    if (pen.measureText(text).width <= room) return text;
    const letters = [...text];
    let [fits, tooLong] = [0, letters.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (pen.measureText(`${letters.slice(0, middle).join('')}…`).width <= room) fits = middle;
      else tooLong = middle;
    }
    return letters.slice(0, fits).join('');
  };
  const shown = cut(subject, `bold ${FONT}`, width);
  if (shown.length < subject.length) return { subject: shown, preheader: '' };
  pen.font = `bold ${FONT}`;
  const used = pen.measureText(subject + BETWEEN).width;
  return { subject, preheader: cut(preheader, FONT, Math.max(0, width - used)) };
}
