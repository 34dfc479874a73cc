import { randomUUID } from 'node:crypto'
import type { CityProcess } from './city-process.ts'

/** What clients send, and where it should then be found. */
export type Story = {
  /** Makes the nth request; `id` is the client's own. */
  request(id: string): { method: string; url: string; body: unknown; headers?: Record<string, string> }
  newId(): string
}
type Sent = { id: string; key: string; acknowledged: boolean }

export type KillReport = { sent: number; acknowledged: string[]; open: string[]; rounds: number; refused: string[] }

/**
 * Several clients send as fast as they are answered; the server is killed in the middle; what was not acknowledged is sent again after the
 * restart, under the same id and key, as a phone would do. In the end everything is acknowledged.
 */
export async function killRounds(city: CityProcess, story: Story, rounds: number, clients = 8, say: (line: string) => void = () => {}): Promise<KillReport> {
  const sent: Sent[] = []
  const refused: string[] = []
  const again: Sent[] = []
  const deliver = async (address: string, one: Sent): Promise<boolean> => {
    const { method, url, body, headers } = story.request(one.id)
    try {
      const answer = await fetch(address + url, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': one.key, ...headers } })
      const text = await answer.text()
      if (answer.ok) one.acknowledged = true
      else if (answer.status !== 409 && answer.status < 500) refused.push(`${answer.status} ${(JSON.parse(text) as { code: string }).code}`) // 409: the killed one is still being undone
      return true
    } catch {
      return false // no answer: the server is gone
    }
  }

  for (let round = 1; round <= rounds; round += 1) {
    const address = await city.up()
    let living = true
    const work = Array.from({ length: clients }, async () => {
      while (living) {
        const one = again.shift() ?? { id: story.newId(), key: randomUUID(), acknowledged: false }
        if (!sent.includes(one)) sent.push(one)
        if (!(await deliver(address, one))) break
      }
    })
    await new Promise((wait) => setTimeout(wait, 300 + Math.random() * 1200))
    await city.kill()
    living = false
    await Promise.all(work)
    again.push(...sent.filter((one) => !one.acknowledged && !again.includes(one)))
    say(`killed ${round} of ${rounds}: ${sent.filter(({ acknowledged }) => acknowledged).length} acknowledged, ${again.length} to send again`)
  }

  const address = await city.up()
  for (let tries = 0; tries < 50 && sent.some((one) => !one.acknowledged); tries += 1) {
    for (const one of sent.filter(({ acknowledged }) => !acknowledged)) await deliver(address, one)
    if (sent.some((one) => !one.acknowledged)) await new Promise((wait) => setTimeout(wait, 200))
  }
  return { sent: sent.length, acknowledged: sent.filter(({ acknowledged }) => acknowledged).map(({ id }) => id), open: sent.filter(({ acknowledged }) => !acknowledged).map(({ id }) => id), rounds, refused: [...new Set(refused)] }
}

/** Waits until no event is due any more; those parked are told. */
export async function untilDelivered(city: CityProcess): Promise<{ parked: number }> {
  for (let i = 0; i < 600; i += 1) {
    const [left] = await city.sql<{ open: number; parked: number }>('select count(*) filter (where done_at is null and parked_at is null)::int as open, count(*) filter (where parked_at is not null)::int as parked from event.delivery')
    if (left!.open === 0) return { parked: left!.parked }
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error('events are still undelivered after a minute')
}
