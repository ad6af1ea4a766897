import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { words } from './factor-messages.ts';

/** The one time that the codes are shown. */
export function CodesOnce({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog title={words.codesTitle} onClose={onClose}>
      <div className="space-y-4">
        <p className="text-sm text-quiet">{words.codesAbout}</p>
        <CopyBlock label={words.codesLabel} text={codes.join('\n')} shaped />
        <Button look="primary" className="w-full" onClick={onClose}>
          {words.codesKept}
        </Button>
      </div>
    </Dialog>
  );
}
