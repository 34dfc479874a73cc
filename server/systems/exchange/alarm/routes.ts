import type { Http } from '#base/http'
import { AlarmFilter, AlarmId, ExplainUse, JudgedAlarm, MisusedUse, UseAlarms } from '../contract.ts'
import { findAlarms } from './find-alarms.ts'
import { judgeAlarm } from './judge-alarm.ts'

const params = { alarmId: '01930000-0000-7000-8000-00000000e003' }
const judge = 'exchange.request.arbitrate'

export function alarmRoutes(http: Http): void {
  http.get('/exchange/use-alarms', {
    config: { may: 'exchange.request.read', example: { query: { open: true } } },
    schema: { querystring: AlarmFilter, response: { 200: UseAlarms } },
  }, (request) => request.read((deed) => findAlarms(deed, request.query)))

  http.post('/exchange/use-alarms/:alarmId/explain', {
    config: { may: judge, idempotency: 'optional', example: { params, body: { reason: '防汛期间值班查询', standing: false } } },
    schema: { params: AlarmId, body: ExplainUse, response: { 200: JudgedAlarm } },
  }, (request) => request.perform((deed) => judgeAlarm(deed, request.params.alarmId, { as: 'explained', ...request.body })))

  http.post('/exchange/use-alarms/:alarmId/misuse', {
    config: { may: judge, idempotency: 'optional', example: { params, body: { reason: '与办件无关的批量查询' } } },
    schema: { params: AlarmId, body: MisusedUse, response: { 200: JudgedAlarm } },
  }, (request) => request.perform((deed) => judgeAlarm(deed, request.params.alarmId, { as: 'misuse', ...request.body })))
}
