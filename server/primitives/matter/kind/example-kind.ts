/** The smallest kind that passes the checks: documentation and tests read it. */
export const exampleKind = `kind: example
name: 示例
source: { title: 平台方案, channel: platform, since: 2026-01-01 }
start: open
roles:
  desk: { name: 值班, who: holder }
limits:
  answer: { name: 答复, amount: 2, unit: working_days }
states:
  open: { name: 待答复, limit: answer, usual: answer }
  answered: { name: 已答复, final: true }
actions:
  answer: { name: 答复, from: [open], to: answered, by: [desk], needs: [note], effects: [resolve, close] }
`
