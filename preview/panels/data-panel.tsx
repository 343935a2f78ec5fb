import { useEffect, useRef, useState } from 'preact/hooks';
import { createJsonEditor, type JsonEditor } from '../editor/json-editor';
import '../editor/code-view.css';
import { useDetail } from '../state/detail';
import { draftKey, dropDraft, typeData, useDraft } from '../state/drafts';
import { saveData } from '../state/save-data';
import { useShown } from '../state/shown';
import { Button } from '../ui/button';
import './data-panel.css';
import { SaveAs } from './save-as';
import { Waiting } from './waiting';

/** The scenario's JSON: the email follows while somebody types, the file only when they save. */
export function DataPanel() {
  const { template, scenario } = useShown();
  const detail = useDetail();
  const draft = useDraft();
  const [isNaming, setNaming] = useState(false);
  // While a draft is shown, the server's answer may hold the draft's data.
  const file = useRef<{ of: string; text: string } | undefined>(undefined);
  const of = template && scenario ? draftKey(template.name, scenario.name) : '';
  if (detail && template && (!draft || file.current?.of !== of))
    file.current = { of, text: draft?.from ?? detail.data };
  if (!template || !scenario || !detail || file.current?.of !== of) return <Waiting />;
  const shown = { template, scenario };
  const text = draft?.text ?? detail.data;
  const save = () => void saveData(shown, draft?.text ?? detail.data);
  const problem = draft?.diagnostics.find(({ severity }) => severity === 'error');
  const name = detail.dataFile ?? `no file yet`;
  return (
    <>
      <div class="panel-bar">
        <span class="data-file cut">
          {name}
          {draft && <span class="data-unsaved">Not saved</span>}
        </span>
        <span class="panel-bar-space" />
        {draft && (
          <Button kind="quiet" onClick={() => dropDraft(of)}>
            Discard
          </Button>
        )}
        <Button onClick={() => setNaming(true)}>Save as…</Button>
        <Button kind="primary" disabled={!draft} onClick={save}>
          Save
        </Button>
      </div>
      <Editor key={of} of={of} text={text} onType={(next) => typeData(shown, next, file.current!.text)} onSave={save} />
      {problem && (
        <p class="data-problem" role="status">
          {problem.message} {problem.hint}
        </p>
      )}
      {isNaming && <SaveAs shown={shown} text={text} onClose={() => setNaming(false)} />}
    </>
  );
}

interface EditorProps {
  of: string;
  text: string;
  onType(text: string): void;
  onSave(): void;
}

function Editor({ of, text, onType, onSave }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<JsonEditor | undefined>(undefined);
  const detail = useDetail();
  const draft = useDraft();
  const calls = useRef({ onType, onSave });
  calls.current = { onType, onSave };
  useEffect(() => {
    const made = createJsonEditor(place.current!, {
      text,
      label: 'Data of the scenario, as JSON',
      onType: (next) => calls.current.onType(next),
      onSave: () => calls.current.onSave(),
    });
    editor.current = made;
    return () => made.close();
  }, [of]);
  useEffect(() => editor.current?.show(text), [text]);
  useEffect(() => {
    if (detail) editor.current?.explain(detail.schema, draft?.diagnostics ?? detail.diagnostics);
  }, [detail, draft?.diagnostics]);
  return <div class="code-place" ref={place} />;
}
