import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { words } from './messages.ts';
import type { Act } from './optimistic.ts';

/** One thing that can be done: its name, what it does, why not now. */
export interface Choice {
  name: string;
  run: () => void;
  whyNot: string | undefined;
}

/** Quiet for how long: three spans, one press. */
export function SnoozeDialog({ onClose, go }: { onClose: () => void; go: (act: Act) => void }) {
  return (
    <Dialog title={words.snoozeTitle} onClose={onClose}>
      <p className="mb-3 text-sm text-quiet">{words.snoozeText}</p>
      <div className="grid grid-cols-3 gap-2">
        {[15, 60, 240].map((minutes) => (
          <Button
            key={minutes}
            className="min-h-14 text-lg"
            onClick={() => {
              onClose();
              go({ kind: 'snooze', minutes });
            }}
          >
            {words.snoozeFor(minutes)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** The rare choices of a page, as a sheet for the thumb. */
export function MoreDialog({ choices, onClose }: { choices: Choice[]; onClose: () => void }) {
  return (
    <Dialog title={words.more} onClose={onClose}>
      <div className="grid gap-2">
        {choices.map((one) => (
          <Button
            key={one.name}
            className="min-h-14 text-base"
            whyNot={one.whyNot}
            onClick={() => {
              onClose();
              one.run();
            }}
          >
            {one.name}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** The button of one choice. */
export function ChoiceButton({ choice, className }: { choice: Choice; className: string }) {
  return (
    <Button className={className} whyNot={choice.whyNot} onClick={choice.run}>
      {choice.name}
    </Button>
  );
}
