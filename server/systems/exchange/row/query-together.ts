import type { Actor, Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import type { QueriedRows } from '../contract.ts'
import { askPlatform, isQuestion, type LiveRows } from '../drawn/ask-platform.ts'
import { queryRows, type Asked } from './query-rows.ts'

type Perform = <R>(work: (deed: Deed) => Promise<R>) => Promise<R>
type Waiting = Readonly<{ asked: Asked; perform: Perform; settle: (answer: QueriedRows | Refusal) => void; fail: (error: unknown) => void }>

/** So many go in one transaction at most. */
const MOST = 100
const lines = new Map<string, Waiting[]>()

/** Queries of one asker under one grant that come while another is on its way go together, since all of them would wait for the grant's quota anyway: one transaction, each with its own answer and leaf. Told only after commit. 合并提交 */
export function queryTogether(actor: Actor, perform: Perform, grantId: string, asked: Asked): Promise<QueriedRows> {
  const name = [actor.kind, actor.id, actor.postId, actor.departmentId, grantId].join(' ')
  return new Promise<QueriedRows>((resolve, reject) => {
    const settle = (answer: QueriedRows | Refusal): void => (answer instanceof Refusal ? reject(answer) : resolve(answer))
    const waiting = { asked, perform, settle, fail: reject }
    const line = lines.get(name)
    if (line) line.push(waiting)
    else {
      lines.set(name, [waiting])
      void drain(name)
    }
  })
}

async function drain(name: string): Promise<void> {
  const line = lines.get(name)!
  while (line.length > 0) await answer(name, line.splice(0, MOST))
  lines.delete(name)
}

/** What refuses all of them (the quota, a grant that ended) is found out for each alone: the quota's last rows go to who came first. */
async function answer(name: string, batch: readonly Waiting[]): Promise<void> {
  const grantId = name.slice(name.lastIndexOf(' ') + 1)
  try {
    const [{ perform }, asks] = [batch[0]!, batch.map(({ asked }) => asked)]
    const first = await perform((deed) => queryRows(deed, grantId, asks))
    const answers = isQuestion(first) ? await answerLive(perform, grantId, asks, await askPlatform(first)) : first // asked between two transactions, and the grant is judged in both
    batch.forEach((one, at) => one.settle(answers[at]!))
  } catch (error) {
    if (batch.length === 1) batch[0]!.fail(error)
    else for (const one of batch) await answer(name, [one])
  }
}

async function answerLive(perform: Perform, grantId: string, asks: readonly Asked[], live: LiveRows): Promise<(QueriedRows | Refusal)[]> {
  const answers = await perform((deed) => queryRows(deed, grantId, asks, live))
  if (isQuestion(answers)) throw new Error('asked already')
  return answers
}
