import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { sessionOf } from '../kit/session.ts'
import { cityNames, places } from './cast.ts'

describe.each(cityNames)('the hotline in %s', (name) => {
  const at = places[name]
  let city: TestCity
  const sessions = new Map<string, Promise<string>>()
  const send = async (login: string, method: 'GET' | 'POST', url: string, payload?: object, key?: string) => {
    const hour = `${login} ${Math.floor(city.now().getTime() / 600_000)}` // a session does not outlive a moved clock
    const cookie = sessions.get(hour) ?? sessionOf(city.city, login, city.now())
    sessions.set(hour, cookie)
    return city.anonymous({ method, url, headers: { cookie: await cookie }, ...(payload ? { payload } : {}), ...(key ? { key } : {}) })
  }
  const get = (login: string, url: string) => send(login, 'GET', url)
  const post = (login: string, url: string, payload: object = {}, key?: string) => send(login, 'POST', url, payload, key)
  const step = (login: string, id: string, action: string, body: object = {}) => post(login, `/hotline/orders/${id}/${action}`, body)
  const did = async (login: string, id: string, action: string, body: object = {}) => {
    const answer = await step(login, id, action, body)
    expect(answer.json(), `${login} ${action}`).toMatchObject({ id })
    return answer.json() as { id: string; number: string; state: string; unitId: string | null; stateDueAt: string | null; version: number }
  }
  const refused = async (answer: Promise<{ json(): { code: string }; statusCode: number }>, status: number, code?: string) => {
    const { statusCode, json } = await answer.then((got) => ({ statusCode: got.statusCode, json: got.json() }))
    expect(json, JSON.stringify(json)).toMatchObject(code ? { code } : {})
    expect(statusCode).toBe(status)
  }
  const call = async (number = '13800019001') => {
    const id = randomUUIDv7()
    const answer = await post('tang', '/hotline/calls', { id, number })
    expect(answer.statusCode).toBe(201)
    return answer.json() as { id: string; number: string; earlier: { calls: number } }
  }
  const register = async (overrides: object = {}, callId?: string) => {
    const id = randomUUIDv7()
    const answer = await post('tang', '/hotline/orders', {
      id, callId: callId ?? (await call()).id, kind: 'help', words: '家里没水，楼下水管漏水', divisionCode: at.community, itemCode: at.item, placeWords: '3号楼2门', ...overrides,
    })
    expect(answer.json()).toMatchObject({ id, repeated: false, state: 'registered' })
    return id
  }
  const answered = async (overrides: object = {}) => {
    const id = await register(overrides)
    await did('cao', id, 'dispatch', { unitId: at.department('water') })
    await did('yang', id, 'receive')
    await did('yang', id, 'handle', { note: '已换阀门，恢复供水' })
    return id
  }
  beforeAll(async () => { city = await openTestCity({ city: name, at: '2026-11-25T02:24:00Z' }) })
  afterAll(() => city.close())

  test('a call becomes an order, is dispatched by rule, answered, called back by another, rated and closed', async () => {
    const taken = await call('13800019002')
    expect(taken).toMatchObject({ number: '138****9002', earlier: { calls: 0 } })
    await post('tang', `/hotline/calls/${taken.id}/name`, { name: '林秀梅' })
    const id = await register({}, taken.id)
    const advice = (await get('cao', `/hotline/orders/${id}`)).json()
    expect(advice.caller).toEqual({ name: '林*梅', number: '138****9002' })
    expect(advice.dispatch.because.sentence).toContain('依据')
    const dispatched = await did('cao', id, 'dispatch')
    expect(dispatched.unitId).toBe(advice.dispatch.unitId)
    const other = await register({}, taken.id) // two matters in one call; the dispatcher names the unit
    await did('cao', other, 'dispatch', { unitId: at.department('water'), supporting: [at.department('market')] })
    await did('cao', other, 'comment', { note: '请尽快' })
    await did('luo', other, 'support-receive')
    await did('yang', other, 'receive')
    await did('yang', other, 'progress', { note: '抢修人员已到场' })
    await did('luo', other, 'support-finish', { note: '已配合' })
    await did('yang', other, 'handle', { note: '已修好' })
    await did('deng', other, 'call-back', { score: 4, note: '满意' })
    expect((await did('deng', other, 'close')).state).toBe('closed')
    const { trace } = (await get('deng', `/hotline/orders/${other}`)).json()
    expect(trace.steps.map((one: { action: string }) => one.action)).toEqual(['opened', 'dispatch', 'comment', 'support_receive', 'receive', 'progress', 'support_finish', 'handle', 'call_back', 'close'])
    expect((await call('13800019002')).earlier.calls).toBe(1)
  })

  test('what can be told at once is answered and closed while the caller listens', async () => {
    const taken = await call('13800019003')
    const id = await register({ kind: 'consult', words: '停水了多久来', itemCode: null, divisionCode: null }, taken.id)
    await refused(step('tang', id, 'answer-on-call', { note: '' }), 400)
    await refused(step('tang', id, 'answer-on-call', { note: '已告知', articleId: 'no-such' }), 404, 'hotline.article_unknown')
    expect((await did('tang', id, 'answer-on-call', { note: '已告知计划停水会提前公告', articleId: 'water-cut' })).state).toBe('closed')
    await post('tang', `/hotline/calls/${taken.id}/end`, { outcome: 'answered', note: '' })
    await refused(post('tang', '/hotline/orders', { id: randomUUIDv7(), callId: taken.id, kind: 'consult', words: '再问一件' }), 409, 'hotline.call_over')
    const own = (await get('tang', '/hotline/calls')).json()
    expect(own.items.find((one: { id: string }) => one.id === taken.id)).toMatchObject({ outcome: 'answered', orders: [{ id, state: 'closed' }] })
    expect(own.today.calls).toBeGreaterThanOrEqual(1)
  })

  test('pressed twice is registered once, and nobody registers under another one\'s call', async () => {
    const taken = await call()
    const body = { id: randomUUIDv7(), callId: taken.id, kind: 'help', words: '没水' }
    const first = await post('tang', '/hotline/orders', body)
    const second = await post('tang', '/hotline/orders', body)
    expect(second.json()).toMatchObject({ id: first.json().id, number: first.json().number, repeated: true })
    await refused(post('tang', '/hotline/orders', { ...body, callId: (await call()).id }), 409, 'hotline.id_taken')
    await refused(post('tang', '/hotline/orders', { ...body, id: randomUUIDv7(), callId: randomUUIDv7() }), 404, 'hotline.call_unknown')
    await refused(post('tang', '/hotline/orders', { ...body, id: randomUUIDv7(), words: '  ' }), 400, 'hotline.words_missing')
    await refused(post('deng', '/hotline/orders', { ...body, id: randomUUIDv7() }), 403)
    await refused(post('yang', '/hotline/calls', { id: randomUUIDv7() }), 403)
  })

  test('a unit sees its own orders and no others; a resident and a stranger see none', async () => {
    const id = await register()
    await refused(get('yang', `/hotline/orders/${id}`), 404, 'hotline.order_unknown')
    await did('cao', id, 'dispatch', { unitId: at.department('water') })
    const seen = (await get('yang', `/hotline/orders/${id}`)).json()
    expect(seen.words).toContain('没水')
    expect(seen.caller).toBeNull()
    await refused(get('song', `/hotline/orders/${id}`), 404)
    await refused(get('pan', `/hotline/orders/${id}`), 404)
    await refused(step('song', id, 'receive'), 404)
    await refused(get('li', `/hotline/orders/${id}`), 403)
    await refused(city.anonymous({ url: `/hotline/orders/${id}` }), 401)
    await refused(get('tang', `/hotline/orders/${randomUUIDv7()}`), 404)
    const list = (login: string) => get(login, '/hotline/orders?limit=200').then((got) => got.json().items.map((one: { id: string }) => one.id))
    expect(await list('yang')).toContain(id)
    expect(await list('cao')).toContain(id)
    for (const login of ['song', 'pan', 'liu']) expect(await list(login)).not.toContain(id)
    await did('yang', id, 'return', { reason: '是供热管道，不是自来水' })
    await city.deliver()
    await refused(get('yang', `/hotline/orders/${id}`), 404)
  })

  test('returned three times it is designated, and the designated unit keeps it', async () => {
    const id = await register()
    for (const [unit, login] of [['urban-management', 'liu'], ['water', 'yang'], ['housing-construction', 'huang']] as const) {
      await refused(step('cao', id, 'designate', { unitId: at.department('water'), reason: '急' }), 409, 'matter.not_yet')
      await did('cao', id, 'dispatch', { unitId: at.department(unit) })
      await refused(step(login, id, 'return', { reason: ' ' }), 400)
      await did(login, id, 'return', { reason: '不归我们管' })
    }
    await refused(step('cao', id, 'dispatch', { unitId: at.department('water') }), 409, 'matter.too_often')
    await refused(step('tang', id, 'designate', { unitId: at.department('water'), reason: '三次派单不成' }), 403)
    await did('cao', id, 'designate', { unitId: at.department('water'), reason: '三次派单不成，指定办理' })
    await refused(step('yang', id, 'return', { reason: '还是不归我们' }), 409, 'matter.designated')
    await did('yang', id, 'receive')
    expect(Number((await city.sql('select count(*) from ledger.entry where kind = $1', ['hotline.designated']))[0]!.count)).toBe(1)
  })

  test('risk is received in minutes, the rest in a working day that may be a Sunday', async () => {
    const risky = await register({ risk: true })
    const minutes = (due: string | null) => (Date.parse(due!) - city.now().getTime()) / 60_000
    const urgent = await did('cao', risky, 'dispatch', { unitId: at.department('water') })
    expect(minutes(urgent.stateDueAt)).toBeCloseTo(name === 'tianjin' ? 15 : 20, 0)
    const supply = await did('cao', await register({ risk: false, supply: 'water' }), 'dispatch', { unitId: at.department('water') })
    expect(minutes(supply.stateDueAt)).toBeCloseTo(name === 'tianjin' ? 30 : 60, 0)
    city.setNow('2026-09-18T02:00:00Z') // a Friday; the Sunday after is worked for the holidays
    const plain = await register({ itemCode: at.ordinary, words: '垃圾没人收' })
    const due = (await did('cao', plain, 'dispatch', { unitId: at.department('water') })).stateDueAt!
    expect(due.slice(0, 10)).toBe('2026-09-20')
    const hard = await register({ itemCode: at.ordinary, words: '垃圾没人收，几家扯皮', complex: true })
    await did('cao', hard, 'dispatch', { unitId: at.department('water') })
    city.setNow('2026-09-21T02:00:00Z')
    await refused(step('yang', plain, 'return', { reason: '不归我们' }), 409, 'matter.too_late')
    expect((await did('yang', plain, 'receive')).state).toBe('handling')
    expect((await did('yang', hard, 'return', { reason: '属于属地' })).state).toBe('registered')
    city.setNow('2026-11-25T02:24:00Z')
  })

  test('it is extended once, by the head, and not again', async () => {
    const id = await register({ itemCode: at.ordinary, risk: false, supply: 'none' })
    await did('cao', id, 'dispatch', { unitId: at.department('water') })
    await did('yang', id, 'receive')
    await refused(step('yang', id, 'extend', { reason: '等材料', workingDays: 3 }), 403)
    await refused(step('fan', id, 'extend', { reason: '等材料', workingDays: 3 }), 404)
    await did('meng', id, 'extend', { reason: '等材料', workingDays: 3 })
    await refused(step('meng', id, 'extend', { reason: '还在等', workingDays: 3 }), 409)
  })

  test('whoever handled it does not call back; who was not content gets it handled again, then may have it reopened', async () => {
    const id = await answered()
    await refused(step('yang', id, 'call-back', { score: 5 }), 403)
    await refused(step('deng', id, 'call-back', { score: 6 }), 400)
    await did('deng', id, 'send-back', { reason: '来电人说水还是小' })
    await did('yang', id, 'handle', { note: '已清洗滤网' })
    await did('deng', id, 'call-back', { score: 2 })
    await did('deng', id, 'close')
    expect((await did('deng', id, 'reopen', { reason: '又停了' })).state).toBe('registered')
    expect((await get('deng', `/hotline/orders/${id}`)).json().trace.matter.cycle).toBe(2)
  })

  test('whoever accuses is named to nobody but the hotline, and each look leaves a leaf', async () => {
    const taken = await call('13800019009')
    await post('tang', `/hotline/calls/${taken.id}/name`, { name: '孙德福' })
    const id = await register({ kind: 'accusation', words: '这家店往河里倒废油', itemCode: at.ordinary }, taken.id)
    await did('cao', id, 'dispatch', { unitId: at.department('water') })
    for (const login of ['yang', 'cao', 'deng']) {
      const body = (await get(login, `/hotline/orders/${id}`)).body
      expect(JSON.parse(body)).toMatchObject({ caller: null, callerShown: null, callerHidden: true, looks: login === 'deng', dials: login === 'deng' })
      for (const word of ['孙', '德福', '9009']) expect(body).not.toContain(word)
    }
    await refused(step('yang', id, 'caller', { purpose: 'verify_by_call' }), 403)
    await refused(step('yang', id, 'dials', { id: randomUUIDv7(), extension: '8001' }), 403, 'hotline.accusation_not_dialled')
    await refused(step('deng', id, 'caller', { purpose: 'curiosity' }), 400, 'hotline.purpose_unknown')
    const leaves = async () => Number((await city.sql('select count(*) from ledger.entry where kind = $1', ['hotline.caller_seen']))[0]!.count)
    const before = await leaves()
    expect((await step('deng', id, 'caller', { purpose: 'verify_by_call' })).json()).toMatchObject({ name: '孙德福', number: '13800019009', showFor: 60 })
    await step('deng', id, 'caller', { purpose: 'verify_by_call' })
    expect(await leaves()).toBe(before + 2)
    await refused(step('tang', id, 'incident', { incidentId: randomUUIDv7(), words: '倒废油' }), 409, 'hotline.accusation_never_incident')
    const other = await register({ itemCode: at.ordinary })
    await refused(step('cao', other, 'join', { masterId: id }), 409, 'hotline.accusation_never_joined')
  })

  test('a unit calls through the exchange and never sees a number', async () => {
    const taken = await call('13800019010')
    await post('tang', `/hotline/calls/${taken.id}/name`, { name: '林秀梅' })
    const id = await register({}, taken.id)
    await did('cao', id, 'dispatch', { unitId: at.department('water') })
    expect((await get('yang', `/hotline/orders/${id}`)).json()).toMatchObject({ caller: null, callerShown: '林*梅' })
    const dial = { id: randomUUIDv7(), extension: '8001' }
    for (let tap = 0; tap < 2; tap++) expect((await step('yang', id, 'dials', dial)).json()).toMatchObject({ id: dial.id, outcome: null })
    await city.tick()
    const dials = await get('yang', `/hotline/orders/${id}/dials`)
    expect(dials.json().items).toMatchObject([{ id: dial.id, outcome: 'bridged' }])
    expect(dials.body).not.toContain('9010')
    const complaint = await register({ kind: 'complaint' }, taken.id)
    await did('cao', complaint, 'dispatch', { unitId: at.department('water') })
    expect((await get('yang', `/hotline/orders/${complaint}`)).json()).toMatchObject({ caller: null, callerShown: null })
  })

  test('danger is put through with one key: who, when, to which; twice pressed is once', async () => {
    const taken = await call()
    const order = await register({ words: '楼道里着火了' }, taken.id)
    const transfer = { id: randomUUIDv7(), number: '119', reason: '楼道着火', orderId: order }
    await refused(post('tang', `/hotline/calls/${taken.id}/transfers`, { ...transfer, number: '114' }), 400, 'hotline.no_emergency_number')
    await refused(post('tang', `/hotline/calls/${(await call()).id}/transfers`, transfer), 409, 'hotline.order_of_other_call')
    for (let tap = 0; tap < 2; tap++) expect((await post('tang', `/hotline/calls/${taken.id}/transfers`, transfer)).json()).toMatchObject({ number: '119' })
    await city.tick()
    expect((await get('tang', `/hotline/calls/${taken.id}/transfers`)).json().items).toMatchObject([{ id: transfer.id, number: '119', outcome: 'put_through' }])
    expect((await get('cao', `/hotline/orders/${order}`)).json().order.state).toBe('transferred')
  })

  test('what is not taken is refused with the right door and a leaf', async () => {
    const id = await register({ words: '我要打官司', itemCode: null, divisionCode: null })
    await refused(step('tang', id, 'refuse', {}), 400, 'hotline.reason_missing')
    await refused(step('tang', id, 'refuse', { notTaken: 'nonsense' }), 404, 'hotline.not_taken_unknown')
    expect((await did('tang', id, 'refuse', { notTaken: 'litigation' })).state).toBe('refused')
    expect((await get('cao', `/hotline/orders/${id}`)).body).toContain('12368')
    expect(Number((await city.sql('select count(*) from ledger.entry where kind = $1', ['hotline.refused']))[0]!.count)).toBe(1)
  })

  test('an order that is really an incident becomes one, waits for it, and is called back when it ends', async () => {
    const nowhere = await register({ divisionCode: null })
    await refused(step('tang', nowhere, 'incident', { incidentId: randomUUIDv7(), words: '漏水' }), 400, 'hotline.place_missing')
    const id = await register({ itemCode: at.ordinary, words: '垃圾堆在路口，我叫林秀梅' })
    const incidentId = randomUUIDv7()
    const raised = await step('tang', id, 'incident', { incidentId, words: '路口堆着垃圾' })
    expect(raised.json()).toMatchObject({ id, state: 'linked', incidentId })
    const seen = await get('zhao', `/governance/incidents/${incidentId}`)
    expect(seen.statusCode).toBe(200)
    expect(seen.body).not.toContain('林秀梅')
    await city.anonymous({ url: '/healthz' })
    const second = await register({ itemCode: at.ordinary, words: '同一堆垃圾' })
    expect((await step('tang', second, 'incident-link', { incidentId })).json()).toMatchObject({ state: 'linked' })
    await refused(step('tang', await register(), 'incident-link', { incidentId: randomUUIDv7() }), 404, 'hotline.incident_unknown')
    expect((await send('zhao', 'POST', `/governance/incidents/${incidentId}/reject`, { reason: '已清走' })).statusCode).toBe(200)
    await city.deliver()
    for (const order of [id, second]) expect((await get('cao', `/hotline/orders/${order}`)).json().order.state).toBe('registered')
  })

  test('two callers with one matter are one, and both are called back with it', async () => {
    const master = await register()
    const joined = await register()
    await refused(step('tang', joined, 'join', { masterId: joined }), 400, 'hotline.same_order')
    expect((await did('tang', joined, 'join', { masterId: master })).state).toBe('merged')
    await refused(step('cao', await register(), 'join', { masterId: joined }), 409, 'hotline.master_is_joined')
    expect((await get('deng', `/hotline/orders/${master}`)).json().joined).toMatchObject([{ id: joined }])
  })

  test('while the caller speaks: what, where, the same before, what to say', async () => {
    const { name: community } = (await city.sql<{ name: string }>('select name from place.division where code = $1', [at.community]))[0]!
    const said = community.replace(/(社区居委会|村委会|居委会|社区)$/, '')
    const words = `家里没水了，水管爆了，我住${said}3号楼2门501`
    await register({ placeWords: '3号楼' })
    const ask = (body: object) => post('tang', '/hotline/candidates', { words, ...body })
    const found = (await ask({ divisionCode: at.community })).json()
    expect(found.items[0].code).toBe(at.item)
    expect(found.address).toContain('3号楼2门501')
    expect(found.places.map((one: { code: string }) => one.code)).toContain(at.community)
    expect(found.same.length).toBeGreaterThan(0)
    expect(found.articles[0].id).toBe('water-cut')
    expect(found.receive.sentence).toContain('依据')
    expect((await ask({ divisionCode: at.community, kind: 'accusation' })).json()).toMatchObject({ same: [], sameToday: 0 })
    expect((await ask({ words: '我要打官司' })).json().notTaken[0]).toMatchObject({ code: 'litigation', door: { phone: '12368' } })
    expect((await ask({ words: '' })).json()).toMatchObject({ items: [], places: [], articles: [] })
  })

  test('of places with one name none is taken', async () => {
    const [twin] = await city.sql<{ name: string }>(`select name from place.division where level = 'community' and name ~ '村' group by name having count(distinct left(path, 6)) > 1 order by name limit 1`)
    const { name: twice } = twin ?? (await city.sql<{ name: string }>(`select name from place.division where level = 'community' group by name having count(*) > 1 order by name limit 1`))[0]!
    const { places: found } = (await post('tang', '/hotline/candidates', { words: `我在${twice}`, limit: 5 })).json()
    expect(found.length).toBeGreaterThan(1)
    for (const one of found) expect(one).toMatchObject({ sameName: true })
  })

  test('a department keeps its knowledge: one writes, another approves, and what is overdue shows', async () => {
    const text = { title: '河边能不能钓鱼', words: ['钓鱼', '鱼竿'], answer: '景观河道两侧划定的区域可以钓鱼，桥上和码头不可以。', source: '河道管理条例', reviewOn: '2027-06-01' }
    expect((await post('liu', '/hotline/knowledge', { id: 'fishing', ...text })).json()).toEqual({ id: 'fishing', version: 1 })
    await refused(post('liu', '/hotline/knowledge', { id: 'fishing', ...text }), 409, 'hotline.article_exists')
    await refused(post('tang', '/hotline/knowledge', { id: 'other', ...text }), 403)
    await refused(get('tang', '/hotline/knowledge/fishing'), 404)
    const search = async () => (await get('tang', `/hotline/knowledge?q=${encodeURIComponent('桥上能钓鱼吗')}`)).json().items.map((one: { id: string }) => one.id)
    expect(await search()).not.toContain('fishing')
    const decide = (login: string, version: number, body: object = { approve: true }) => post(login, `/hotline/knowledge/fishing/versions/${version}/decision`, body)
    await refused(decide('liu', 1), 403)
    await refused(decide('meng', 1), 403, 'hotline.article_of_other_unit')
    await refused(decide('fan', 1, { approve: false }), 400, 'hotline.reason_missing')
    expect((await decide('fan', 1)).statusCode).toBe(200)
    expect(await search()).toContain('fishing')
    await refused(post('yang', '/hotline/knowledge/fishing/versions', text), 403, 'hotline.article_of_other_unit')
    expect((await post('fan', '/hotline/knowledge/fishing/versions', { ...text, answer: '划定的区域可以钓鱼，冰面不可以。' })).json()).toMatchObject({ version: 2 })
    await refused(decide('fan', 2), 403, 'hotline.own_article')
    await refused(post('liu', '/hotline/knowledge/fishing/versions', text), 409, 'hotline.article_waits')
    await city.sql(`update hotline.article set review_on = '2026-11-01', changed_at = changed_at + interval '1 second' where id = 'fishing'`)
    await city.tick()
    const overdue = (await get('tang', '/hotline/knowledge?view=overdue')).json()
    expect(overdue.items.map((one: { id: string }) => one.id)).toContain('fishing')
    expect((await get('liu', '/notices')).body).toContain('hotline.notice.review_due')
    await refused(post('liu', '/hotline/knowledge/fishing/review', { reviewOn: '2026-11-01' }), 400, 'hotline.review_in_the_past')
    await post('liu', '/hotline/knowledge/fishing/review', { reviewOn: '2027-08-01' })
    expect((await get('tang', '/hotline/knowledge?view=overdue')).json().items.map((one: { id: string }) => one.id)).not.toContain('fishing')
  })
})
