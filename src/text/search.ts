/**
 * The index of the last item that begins at or before an offset; -1 when all begin after it. The items are in order.
 *
 * @param startOf where the item with an index begins; must not decrease
 */
export function lastAt(count: number, startOf: (index: number) => number, offset: number): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
