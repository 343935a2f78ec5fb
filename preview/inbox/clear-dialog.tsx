import type { InboxList } from '../../src/model/inbox';
import { go } from '../state/address';
import { clearInbox } from '../state/inbox';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** Asks once more, because files go as well. */
export function ClearDialog({ list, onClose }: { list: InboxList; onClose(): void }) {
  // Of messages that are not shown, nobody here knows what they are.
  const hasFiles = list.messages.length < list.total || list.messages.some(({ source }) => source === 'outbox');
  return (
    <Dialog title="Delete all messages?" onClose={onClose}>
      <p>
        {list.total === 1 ? 'The only message' : `All ${list.total} messages`} will be gone
        {hasFiles && (
          <>
            , and with them all files in <code>.jink/outbox</code>
          </>
        )}
        .
      </p>
      <div class="dialog-actions">
        <Button onClick={onClose}>Keep them</Button>
        <Button
          kind="primary"
          onClick={() => {
            go({ place: undefined }, { replace: true });
            void clearInbox();
            onClose();
          }}
        >
          Delete all
        </Button>
      </div>
    </Dialog>
  );
}
