import { useState } from 'react';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { type MadeToken, TokenForm } from '../catalog/token-form.tsx';
import { TokenPanel } from '../catalog/token-panel.tsx';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Head } from '../ui/section.tsx';

/** API tokens: for oneself and for services. A secret stays on the screen until its reader has put it away. */
export function TokensScreen() {
  useTitle(words.tokens.title);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken>();
  return (
    <>
      <Head title={words.tokens.title} about={words.tokens.about}>
        <Button look="primary" onClick={() => setMaking(true)}>
          {words.tokens.make}
        </Button>
      </Head>
      <div className="max-w-3xl space-y-6">
        <div aria-live="polite">
          {made && (
            <div className="space-y-3 rounded-lg border border-line bg-raised p-3">
              <CopyBlock label={words.tokens.secret(made.label)} text={made.secret} />
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="text-sm text-quiet">{words.tokens.keepIt}</p>
                <Button size="small" onClick={() => setMade(undefined)}>
                  {words.tokens.kept}
                </Button>
              </div>
            </div>
          )}
        </div>
        <TokenPanel />
      </div>
      {making && (
        <Dialog title={words.tokens.make} onClose={() => setMaking(false)}>
          <TokenForm
            onMade={(token) => {
              setMaking(false);
              setMade(token);
            }}
          />
        </Dialog>
      )}
    </>
  );
}
