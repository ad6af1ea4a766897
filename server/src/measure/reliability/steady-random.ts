/** Numbers from 0 to 1 that are always the same, so that a figure asked for twice says the same (Lehmer's generator). */
export function steadyRandom(seed = 20_260_101): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
