/** The live stream as a browser hears it. */
import type { Hint } from '@muster/contract/platform/live';
import type { Slice } from './slice.ts';

export interface Hearing {
  heard: Hint[];
  leave(): Promise<void>;
}

/** Listens in somebody's name until told to leave. */
export async function listenAs({ app }: Pick<Slice, 'app'>, token: string): Promise<Hearing> {
  const end = new AbortController();
  const answer = await fetch(`${app.address()}/api/v1/live`, {
    signal: end.signal,
    headers: { authorization: `Bearer ${token}` },
  });
  const heard: Hint[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const line of whole.flatMap((event) => event.split('\n')))
        if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)));
    }
  })().catch(() => undefined);
  return {
    heard,
    async leave() {
      end.abort();
      await reading;
    },
  };
}
