import { z } from 'zod';

/**
 * A hint of the live stream: something with these topics changed, so ask for it again. A topic is a noun or a
 * noun with an id: `pages`, `page:0198...`, `alerts`, `schedules`. The type `resync` means that hints were
 * missed, and everything shown should be asked for again.
 */
export const hint = z.object({ type: z.string(), topics: z.array(z.string()), id: z.string() });
export type Hint = z.infer<typeof hint>;
