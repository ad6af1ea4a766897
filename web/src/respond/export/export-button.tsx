import { Download, FileDown } from 'lucide-react';
import { useState } from 'react';
import { one, useSearchState } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Dated } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';

/** Opens the choice of files; what is taken is what the screen shows, now or as it was. */
export function ExportButton({ incident }: Pick<PanelProps, 'incident'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="small" onClick={() => setOpen(true)} title={words.button}>
        <Download size={15} aria-hidden="true" />
        <span className="max-sm:sr-only">{words.button}</span>
      </Button>
      {open && <ExportDialog incident={incident} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ incident, onClose }: Pick<PanelProps, 'incident'> & { onClose: () => void }) {
  const [search] = useSearchState();
  const at = one(search.at);
  const query = at === '' ? '' : `&at=${encodeURIComponent(at)}`;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="mb-3 text-sm text-quiet">
        {words.lead}
        {at !== '' && (
          <>
            {' '}
            {words.asItWas} <Dated at={at} />.
          </>
        )}
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {words.formats.map(({ format, name, what }) => (
          <li key={format}>
            <a
              href={`/api/v1/incidents/${incident.id}/export?format=${format}${query}`}
              download
              onClick={onClose}
              className="flex min-h-12 items-center gap-3 px-3 py-2 hover:bg-sunken"
            >
              <FileDown size={17} aria-hidden="true" className="shrink-0 text-quiet" />
              <span>
                <span className="font-medium">{name}</span> <span className="text-sm text-quiet">{what}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
