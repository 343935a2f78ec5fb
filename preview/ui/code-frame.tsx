/** The author's lines around a mistake, as the terminal prints them. */
export function CodeFrame({ frame }: { frame: string }) {
  const lines = frame.replace(/\n+$/, '').split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <pre class="code-frame" tabIndex={0}>
      {lines.map((line, i) => (
        <span key={i} class={/^\s*>/.test(line) ? 'is-meant' : /^\s*\|\s*\^+$/.test(line) ? 'is-caret' : ''}>
          {line || ' '}
        </span>
      ))}
    </pre>
  );
}
