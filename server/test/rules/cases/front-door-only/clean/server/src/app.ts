import { catalog } from './catalog/module.ts';

export const start = catalog;
