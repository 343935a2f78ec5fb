import { CodeView } from '../editor/code-view';
import { useDetail } from '../state/detail';
import type { Panel } from './panel';
import { Waiting } from './waiting';

export const html: Panel = { id: 'html', title: 'HTML', icon: 'html', shortcut: 'h', Panel: Html };

/** The finished HTML, with the data in it. */
function Html() {
  const detail = useDetail();
  return detail ? <CodeView text={detail.html} language="html" label="HTML of the email" /> : <Waiting />;
}
