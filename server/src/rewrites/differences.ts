/** Longest common subsequence: where two lists differ. For files of a scene's length; longer ones count as different. */

/** Items `from` to `to` of the old list stand where items `newFrom` to `newTo` of the new one do; ends are exclusive. */
export interface Difference {
  from: number;
  to: number;
  newFrom: number;
  newTo: number;
}

const mostCells = 4_000_000;

/** Null when the lists are too long to compare. */
export function differences(old: readonly string[], changed: readonly string[]): Difference[] | null {
  let start = 0;
  while (start < old.length && start < changed.length && old[start] === changed[start]) start += 1;
  let [end, newEnd] = [old.length, changed.length];
  while (end > start && newEnd > start && old[end - 1] === changed[newEnd - 1]) [end, newEnd] = [end - 1, newEnd - 1];
  const [rows, columns] = [end - start, newEnd - start];
  if (rows * columns > mostCells) return null;
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[start + row] === changed[start + column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
  const found: Difference[] = [];
  let [row, column] = [0, 0];
  const differ = (rowsOn: number, columnsOn: number): void => {
    const last = found.at(-1);
    if (last?.to === start + row && last.newTo === start + column) {
      last.to += rowsOn;
      last.newTo += columnsOn;
    } else
      found.push({
        ...{ from: start + row, to: start + row + rowsOn },
        ...{ newFrom: start + column, newTo: start + column + columnsOn },
      });
    [row, column] = [row + rowsOn, column + columnsOn];
  };
  while (row < rows || column < columns) {
    if (row < rows && column < columns && old[start + row] === changed[start + column])
      [row, column] = [row + 1, column + 1];
    else if (
      column >= columns ||
      (row < rows && (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    )
      differ(1, 0);
    else differ(0, 1);
  }
  return found;
}
