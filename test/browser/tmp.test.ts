import { it, expect } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { openTestCity } from '../kit/city.ts'
import { upstreamFake } from '../../server/connectors/upstream-fake.ts'
import { useUpstream } from '../../server/systems/exchange/system.ts'
import { axe, desk, enter, look, openBrowser } from './kit.ts'
it('x', async () => {
  await buildWeb(() => undefined)
  const city = await openTestCity()
  const above = upstreamFake(); useUpstream(above)
  above.ask({ id: 'GJ-2026-001', askedBy: '外省某市公积金中心', resource: '307012000214', fields: ['groom_name', 'state'], purpose: '办理异地公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 100 })
  above.ask({ id: 'GJ-2026-002', askedBy: '外省某市公积金中心', resource: '999999999999', fields: ['state'], purpose: '办理异地公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 100 })
  await city.tick()
  const url = await city.listen()
  const b = await openBrowser()
  await enter(b.context, city, url, 'hou')
  const p = await b.open(`${url}/desk/upstream`, { size: desk, page: 'upstream' })
  await p.getByText('GJ-2026-001').waitFor()
  await axe(p)
  await look(p, 'upstream')
  expect(b.errors).toEqual([])
  await b.close(); await city.close()
})
