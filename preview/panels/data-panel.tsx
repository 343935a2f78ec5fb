import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createJsonEditor, type JsonEditor } from '../editor/json-editor';
import '../editor/code-view.css';
import { detailState, useDetail } from '../state/detail';
import { takeNewFile } from '../state/draft-file';
import { draftKey, drafts, dropDraft, useDraft } from '../state/drafts';
import { saveData } from '../state/save-data';
import { useShortcuts } from '../state/shortcuts';
import { useShown } from '../state/shown';
import { useStore } from '../state/store';
import { typeData } from '../state/type-data';
import { Button } from '../ui/button';
import './data-panel.css';
import { SaveAs } from './save-as';
import { Waiting } from './waiting';

interface DataFile {
  /** Whose it is: template and scenario. */
  of: string;
  name?: string | undefined;
  text: string;
}

/** The scenario's JSON: the email follows while somebody types, the file only when they save. */
export function DataPanel() {
  const saving = useRef<() => void>(() => {});
  useShortcuts(useMemo(() => [{ keys: ['Mod+s'], title: 'Save', run: () => saving.current() }], []));
  const { template, scenario } = useShown();
  const detail = useDetail();
  const draft = useDraft();
  const [isNaming, setNaming] = useState(false);
  const isOfDraft = useStore(detailState, ({ draft }) => draft !== undefined);
  // The details of a draft have its data, not those of the file.
  const file = useRef<DataFile | undefined>(undefined);
  const of = template && scenario ? draftKey(template.name, scenario.name) : '';
  const before = file.current?.of === of ? file.current : undefined;
  const name = detail?.dataFile ?? before?.name;
  if (draft) file.current = { of, name, text: draft.now ?? draft.from };
  else if (detail && !isOfDraft) file.current = { of, name, text: detail.data };
  if (!template || !scenario || !detail || file.current?.of !== of) return <Waiting />;
  const shown = { template, scenario };
  const { text: fileText } = file.current;
  const text = draft?.text ?? fileText;
  const isUnsaved = draft !== undefined && !draft.isSaved;
  const save = () => void saveData(shown, text);
  saving.current = save;
  const problem = draft?.diagnostics.find(({ severity }) => severity === 'error');
  return (
    <>
      <div class="panel-bar">
        <span class="data-file">
          {isUnsaved && (
            <span class="badge badge-dot" title="Not saved">
              <span class="unseen">Not saved</span>
            </span>
          )}
          <span class="cut" title={name}>
            {name?.split('/').at(-1) ?? 'No file yet'}
          </span>
        </span>
        <span class="panel-bar-space" />
        {isUnsaved && (
          <Button kind="quiet" onClick={() => dropDraft(of)}>
            Discard
          </Button>
        )}
        <Button onClick={() => setNaming(true)}>Save as…</Button>
        <Button kind="primary" disabled={!isUnsaved} onClick={save}>
          Save
        </Button>
      </div>
      <Editor key={of} of={of} fileText={fileText} onType={(next) => typeData(shown, next, fileText)} onSave={save} />
      {draft?.now !== undefined && (
        <div class="data-changed" role="status">
          <p>The file has changed since you began to type.</p>
          <Button onClick={() => dropDraft(of)}>Take the file</Button>
          <Button onClick={() => takeNewFile(of)}>Keep mine</Button>
        </div>
      )}
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
  fileText: string;
  onType(text: string): void;
  onSave(): void;
}

function Editor({ of, fileText, onType, onSave }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<JsonEditor | undefined>(undefined);
  const detail = useDetail();
  const draft = useDraft();
  const calls = useRef({ onType, onSave });
  calls.current = { onType, onSave };
  useEffect(() => {
    const made = createJsonEditor(place.current!, {
      text: drafts.get()[of]?.text ?? fileText,
      label: 'Data of the scenario, as JSON',
      onType: (next) => calls.current.onType(next),
      onSave: () => calls.current.onSave(),
    });
    editor.current = made;
    return () => made.close();
  }, [of]);
  const isTyped = draft !== undefined;
  useEffect(() => {
    // As long as there is a draft, the editor knows best what it says.
    if (!drafts.get()[of]) editor.current?.show(fileText);
  }, [fileText, isTyped]);
  useEffect(() => {
    if (detail) editor.current?.explain(detail.schema, draft?.diagnostics ?? detail.diagnostics);
  }, [detail, draft?.diagnostics]);
  return <div class="code-place" ref={place} />;
}
