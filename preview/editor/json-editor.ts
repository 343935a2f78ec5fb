import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, forceLinting, linter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { ShownDiagnostic } from '../../src/model/protocol';
import { common } from './common';
import { replaceText } from './replace-text';
import { completeSchema } from './schema/complete-schema';
import { hintSchema } from './schema/hint-schema';
import { lintSchema } from './schema/lint-schema';
import type { Schema } from './schema/schema';

export interface JsonEditorOptions {
  text: string;
  label: string;
  onType(text: string): void;
  onSave(): void;
}

export interface JsonEditor {
  show(text: string): void;
  /** What the data should be, and what the server found wrong with them. */
  explain(schema: object, diagnostics: readonly ShownDiagnostic[]): void;
  focus(): void;
  close(): void;
}

/** Data to be typed: completed, explained and marked by their schema. */
export function createJsonEditor(parent: HTMLElement, { text, label, onType, onSave }: JsonEditorOptions): JsonEditor {
  let schema: Schema = {};
  let told: readonly ShownDiagnostic[] = [];
  let isShowing = false;
  const parse = jsonParseLinter();
  const lint = (view: EditorView): Diagnostic[] => {
    const wrong = view.state.doc.toString().trim() ? parse(view) : [];
    if (wrong.length) return wrong;
    const found = lintSchema(view.state, schema);
    const places = new Set(found.map(({ from }) => view.state.doc.lineAt(from).number));
    return [
      ...found,
      ...told
        .flatMap((each) => marksOf(each, view.state))
        .filter(({ from }) => !places.has(view.state.doc.lineAt(from).number)),
    ];
  };
  const save = () => {
    onSave();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: save },
          { key: 'Escape', run: leave },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        history(),
        json(),
        closeBrackets(),
        bracketMatching(),
        indentOnInput(),
        autocompletion({ override: [(context) => completeSchema(context, schema)] }),
        hintSchema(() => schema),
        linter(lint, { delay: 200 }),
        common,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isShowing) onType(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show(next) {
      isShowing = true;
      replaceText(view, next);
      isShowing = false;
    },
    explain(nextSchema, diagnostics) {
      schema = nextSchema as Schema;
      told = diagnostics;
      forceLinting(view);
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

/** Tab indents, so Escape is the way out for the keyboard. */
function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  view.dom.closest<HTMLElement>('.panel')?.focus();
  return true;
}

function marksOf({ place, message, severity }: ShownDiagnostic, { doc }: EditorState): Diagnostic[] {
  if (!place?.file.endsWith('.json') || place.line > doc.lines) return [];
  const line = doc.line(place.line);
  const from = Math.min(line.from + place.column - 1, line.to);
  return [{ from, to: Math.max(from, line.to), severity: severity === 'info' ? 'info' : severity, message }];
}
