/**
 * Divides room among demands so that nobody's share is cut for the sake of a larger one (max-min fairness): what is
 * small gets all it asks for, and what is left is divided evenly among the others. Same unit and order as the demands.
 */
export function fairShares(demands: readonly number[], room: number): readonly number[] {
  const shares = demands.map(() => 0);
  const smallestFirst = demands
    .map((demand, index) => ({ demand, index }))
    .sort((a, b) => a.demand - b.demand);
  let left = Math.max(0, room);
  smallestFirst.forEach(({ demand, index }, position) => {
    const share = Math.min(demand, Math.floor(left / (demands.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
