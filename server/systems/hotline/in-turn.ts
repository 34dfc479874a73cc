/** One after the other: a transaction has one connection, and it answers one question at a time. */
export async function inTurn<T, R>(list: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const made: R[] = []
  for (const one of list) made.push(await act(one))
  return made
}
