import type { Upstream, UpstreamAnswer, UpstreamEntry, UpstreamRequest } from '#systems/exchange'

export type FakeUpstream = Upstream & Readonly<{
  entries: ReadonlyMap<string, UpstreamEntry>; answers: readonly UpstreamAnswer[]
  /** Somebody up there asks for something. */
  ask(request: UpstreamRequest): void
  /** Nothing gets through until it is mended. */
  cut(off: boolean): void
}>

/** A platform above that reaches nobody, for demonstrations and tests: it keeps in memory what it was sent, two requests a page. 上级平台（模拟） */
export function upstreamFake(): FakeUpstream {
  const entries = new Map<string, UpstreamEntry>()
  const answers: UpstreamAnswer[] = []
  const asked: UpstreamRequest[] = []
  let off = false
  const through = (): void => { if (off) throw new Error('the line is cut') }
  return {
    name: '上级共享平台（模拟）', entries, answers,
    ask: (request) => { asked.push(request) },
    cut: (now) => { off = now },
    register: async (sent) => { through(); for (const entry of sent) entries.set(entry.code, entry) },
    requests: async (after) => {
      through()
      const from = after === null ? 0 : Number(after)
      const requests = asked.slice(from, from + 2)
      return { requests, next: String(from + requests.length) }
    },
    answer: async (answer) => { through(); answers.push(answer) },
  }
}
