export const all = 'select id from oncall.pages';
