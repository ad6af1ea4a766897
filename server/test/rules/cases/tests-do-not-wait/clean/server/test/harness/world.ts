export const pause = () => setTimeout(() => {}, 5);
