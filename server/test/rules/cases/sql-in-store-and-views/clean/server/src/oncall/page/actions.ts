import { load } from './store.ts';

export const hint = ['Select a person from the list.', 'Update the page', load];
