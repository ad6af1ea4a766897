import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { TokenPanel } from '../catalog/token-panel.tsx';
import { Head } from '../ui/section.tsx';

/** API tokens. */
export function TokensScreen() {
  useTitle(words.tokens.title);
  return (
    <>
      <Head title={words.tokens.title} about={words.tokens.about} />
      <div className="max-w-3xl">
        <TokenPanel />
      </div>
    </>
  );
}
