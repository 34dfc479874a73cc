import { expect, test } from 'vitest'
import { personalKinds } from '../../../../server/systems/governance/publication/personal-in.ts'
import { personalWords } from './personal-words.ts'

test('marks numbers, doors and plates while somebody types, each once and in the order of the text', () => {
  expect(personalWords('光明里3号楼2门501室旁边，津A12345 挡道，找林先生 13800009999，光明里3号楼2门501室', personalKinds)).toEqual([
    { kind: 'door', words: '3号楼2门' }, { kind: 'door', words: '501室' }, { kind: 'plate', words: '津A12345' }, { kind: 'phone', words: '13800009999' },
  ])
  expect(personalWords('路边自来水管破裂，路面积水约 30 米', personalKinds)).toEqual([])
})
