import { useState } from 'preact/hooks';
import { CodeView } from '../editor/code-view';
import { useDetail } from '../state/detail';
import { Tabs } from '../ui/tabs';
import type { Panel } from './panel';
import { Waiting } from './waiting';

export const template: Panel = { id: 'template', title: 'Template', icon: 'template', shortcut: 'm', Panel: Template };

const PARTS = [
  { id: 'html', title: 'HTML' },
  { id: 'text', title: 'Text' },
  { id: 'subject', title: 'Subject' },
] as const satisfies readonly { id: string; title: string }[];

type Part = (typeof PARTS)[number]['id'];

/** What `jink build` writes: Handlebars where the data will be. */
function Template() {
  const detail = useDetail();
  const [part, setPart] = useState<Part>('html');
  if (!detail) return <Waiting />;
  const { template } = detail;
  const shown = {
    html: template.html,
    text: template.text,
    subject: `${template.subject}\n\n${template.preheader}`.trim(),
  }[part];
  return (
    <>
      <Tabs<Part> label="Part of the template" tabs={PARTS} open={part} onOpen={(id) => setPart(id)} />
      <CodeView
        key={part}
        text={shown}
        language={part === 'html' ? 'html' : 'text'}
        hasTags
        label={`Handlebars, ${PARTS.find(({ id }) => id === part)!.title}`}
      />
    </>
  );
}
