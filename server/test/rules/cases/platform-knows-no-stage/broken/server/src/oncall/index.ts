export const openPages = [];
