import { exportAudit } from '@muster/contract/platform/audit';
import { createClient } from '@muster/contract/platform/client';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { confirming } from '../app/confirmation.ts';

/** Asks for the export and hands it to the browser as a file. It may be large, so it is never text of this page. */
export async function saveExport(query: QueryOf<typeof exportAudit>): Promise<void> {
  const got: Response[] = [];
  const send = confirming(
    createClient({
      baseUrl: '',
      headers: () => ({ 'x-muster': '1' }),
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (!answer.ok) return answer;
        got.push(answer);
        return new Response('""');
      },
    }),
  );
  await send(exportAudit, { query });
  const [answer] = got;
  if (!answer) return;
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  save(await answer.blob(), name ?? 'muster-audit.jsonl');
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
