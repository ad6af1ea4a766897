import type { first } from './first.ts'; // CAUGHT

export const third = (): typeof first | undefined => undefined;
