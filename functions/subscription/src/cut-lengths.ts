/**
 * To what length the longest of several texts must be cut so that they have `excess` bytes less
 * altogether: a single long one is cut alone, several all to one length.
 *
 * @returns 0 when they have not so many bytes
 */
export function cutLengths(lengths: readonly number[], excess: number): number {
  const longestFirst = [...lengths].sort((a, b) => b - a);
  let sum = 0;
  for (const [index, length] of longestFirst.entries()) {
    sum += length;
    const next = longestFirst[index + 1] ?? 0;
    const level = Math.floor((sum - excess) / (index + 1));
    if (level >= next) return Math.max(0, level);
  }
  return 0;
}
