import { useState } from 'preact/hooks';
import { createScenario } from '../state/save-data';
import type { Shown } from '../state/shown';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** Asks for the name of a new scenario. */
export function SaveAs({ shown, text, onClose }: { shown: Shown; text: string; onClose(): void }) {
  const [name, setName] = useState('');
  const [refused, setRefused] = useState('');
  const { template } = shown;
  const isTaken = template.scenarios.some((each) => each.name === name);
  const isValid = /^[a-z\d][\w-]*$/i.test(name);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isValid || isTaken) return;
    const reason = await createScenario(shown, name, text);
    if (reason) setRefused(reason);
    else onClose();
  };
  const says = isTaken
    ? 'There is a scenario of this name.'
    : name && !isValid
      ? 'Letters, digits, - and _ make a name.'
      : refused || `Writes ${template.file.replace(/\.[^/]*$/, '')}.${name || 'name'}.json`;
  return (
    <Dialog title="Save as a new scenario" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>Name</span>
          <input
            class="input"
            value={name}
            placeholder="long-names"
            autocomplete="off"
            spellcheck={false}
            autofocus
            aria-describedby="save-as-says"
            onInput={({ currentTarget }) => {
              setName(currentTarget.value);
              setRefused('');
            }}
          />
        </label>
        <p id="save-as-says" class="field-label" role="status">
          {says}
        </p>
        <div class="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <button type="submit" class="button button-primary" disabled={!isValid || isTaken}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
