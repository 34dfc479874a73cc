/** Pairs of neighbouring signs, by which Chinese text is found without a dictionary: 暖气不热 → 暖气 气不 不热. Letters and digits stay whole; one sign alone stays alone. PostgreSQL has no parser for Chinese. 二字切分 */
export function pairsOf(text: string): string[] {
  const runs = text.toLowerCase().match(/[\u4e00-\u9fff]+|[a-z0-9]+/g) ?? []
  return runs.flatMap((run) => (/^[a-z0-9]/.test(run) || run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))))
}
