export const save = 'insert into oncall.pages select 1';
