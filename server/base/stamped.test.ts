import { expect, test } from 'vitest'
import type { Deed } from '#base/deed'
import { stamped } from '#base/stamped'

/** One database with committed and uncommitted state, as connections see it. */
function openRows() {
  let committed = { stamp: 'a', rows: ['first'] }
  const open = new Map<object, { stamp: string; rows: string[] }>()
  const asked = { stamps: 0, loads: 0 }
  const view = (deed: Deed) => open.get(deed) ?? committed
  const kept = stamped<readonly string[]>({
    stampOf: async (deed) => { asked.stamps++; return view(deed).stamp },
    restamp: async (deed, stamp) => { open.set(deed, { ...view(deed), stamp }) },
    load: async (deed) => { asked.loads++; return [...view(deed).rows] },
  })
  const connection = {}
  const begin = (tx: object = connection) => ({ tx }) as Deed
  return {
    kept, asked, begin,
    write: async (deed: Deed, row: string) => { open.set(deed, { ...view(deed), rows: [...view(deed).rows, row] }); await kept.changed(deed) },
    end: (deed: Deed, stands: boolean) => { if (stands) committed = view(deed); open.delete(deed) },
  }
}

test('what was rolled back is seen by its own deed and by nobody after it', async () => {
  const { kept, begin, write, end } = openRows()
  const deed = begin()
  await write(deed, 'phantom')
  expect(await kept.read(deed)).toEqual(['first', 'phantom'])
  end(deed, false)
  expect(await kept.read(begin())).toEqual(['first'])
})
test('what stands is seen by the same connection at once, by another when it looks again', async () => {
  const { kept, begin, write, end } = openRows()
  const other = {}
  await kept.read(begin(other))
  const deed = begin()
  await write(deed, 'second')
  end(deed, true)
  expect(await kept.read(begin())).toEqual(['first', 'second'])
  expect(await kept.read(begin(other))).toEqual(['first'])
  expect(await kept.read(begin(other), true)).toEqual(['first', 'second'])
})
test('a connection that looked a moment ago asks the database nothing', async () => {
  const { kept, begin, asked } = openRows()
  for (let look = 0; look < 100; look++) await kept.read(begin())
  expect(asked).toEqual({ stamps: 1, loads: 1 })
})
