import { startPage } from '../../oncall/index.ts'; // CAUGHT
import type { Page } from '../../oncall/index.ts'; // CAUGHT

export const page: Page = startPage();
