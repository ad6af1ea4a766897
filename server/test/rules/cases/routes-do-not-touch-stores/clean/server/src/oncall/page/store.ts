export const savePage = [];
