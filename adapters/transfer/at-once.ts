/** Does something for each, some of them at once, and ends at the first error: nothing more is begun after it. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  most: number,
  doIt: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  let failing = false;
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (failing) return;
      await doIt(item).catch((error: unknown) => {
        failing = true;
        throw error;
      });
    }
  };
  const workers = Array.from({ length: Math.min(most, items.length) }, worker);
  const ended = await Promise.allSettled(workers);
  const broken = ended.find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
}
