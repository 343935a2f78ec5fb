/** Outlook of 2016 and later: `mso`, version 16, no Internet Explorer. */
export function holdsForWord(condition: string): boolean {
  const tokens = condition.match(/[()&|!]|(?:(?:gte?|lte?)\s+)?(?:mso|vml|ie)(?:\s+[\d.]+)?|\S+/gi) ?? [];
  let at = 0;
  const any = (): boolean => {
    let value = all();
    while (tokens[at] === '|') {
      at++;
      value = all() || value;
    }
    return value;
  };
  const all = (): boolean => {
    let value = one();
    while (tokens[at] === '&') {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const token = tokens[at++] ?? '';
    if (token === '!') return !one();
    if (token === '(') {
      const value = any();
      at++;
      return value;
    }
    const [, comparison = '', name = '', version] = /^(gte?|lte?)?\s*(mso|vml|ie)(?:\s+([\d.]+))?$/i.exec(token) ?? [];
    if (name.toLowerCase() === 'vml') return true;
    if (name.toLowerCase() !== 'mso') return false;
    if (version === undefined) return true;
    const difference = 16 - Number(version);
    const holds: Record<string, boolean> = {
      gt: difference > 0,
      gte: difference >= 0,
      lt: difference < 0,
      lte: difference <= 0,
    };
    return holds[comparison.toLowerCase()] ?? difference === 0;
  };
  return any();
}
