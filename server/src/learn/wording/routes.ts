import { checkWording, wordingHints } from '@muster/contract/learn/wording';
import { route } from '../../platform/http/route.ts';

export const routes = [route(checkWording, async ({ body }) => ({ hints: wordingHints(body.text) }))];
