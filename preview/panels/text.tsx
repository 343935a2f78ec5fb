import { CodeView } from '../editor/code-view';
import { useDetail } from '../state/detail';
import type { Panel } from './panel';
import { Waiting } from './waiting';

export const text: Panel = { id: 'text', title: 'Text', icon: 'text', shortcut: 't', Panel: PlainText };

/** The email for who reads no HTML. */
function PlainText() {
  const detail = useDetail();
  return detail ? <CodeView text={detail.text} language="text" label="Plain text of the email" /> : <Waiting />;
}
