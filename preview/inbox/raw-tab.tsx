import { useEffect, useState } from 'preact/hooks';
import { CodeView } from '../editor/code-view';
import { Empty } from '../ui/empty';

/** An editor is no place for more. In characters. */
const LONGEST = 500_000;

/** The message as it was sent, to the letter. */
export function RawTab({ id }: { id: string }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    fetch(`api/inbox/${id}/raw`, { signal: stop.signal })
      .then((response) => response.text())
      .then(setText, () => {
        if (!stop.signal.aborted) setText('');
      });
    return () => stop.abort();
  }, [id]);
  if (text === undefined) return <div class="loading" role="status" aria-label="Loading" />;
  if (text === '') return <Empty title="This message is gone" />;
  return (
    <>
      {text.length > LONGEST && <p class="message-note">Only the beginning. The download has all of it.</p>}
      <CodeView text={text.slice(0, LONGEST)} language="text" label="The message as it was sent" />
    </>
  );
}
