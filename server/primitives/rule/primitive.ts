import { writeTables } from './write-tables.ts'
import type { Home } from '#base/home'
import { loadCalendar, renewCalendar } from './keep-calendar.ts'
import { publishTable } from './publish-table.ts'
import { routes } from './routes.ts'
import type { RuleTable } from './table-shape.ts'

export const primitive: Home = {
  name: 'rule',
  chinese: '规则',
  permissions: ['rule.table.read', 'rule.table.edit', 'rule.table.approve'],
  events: ['rule.published', 'rule.calendar_renewed'],
  routes: [routes],
  seeds: [
    { file: 'calendar/*.yaml', schema: 'calendar', optional: true, load: loadCalendar },
    { file: 'rules/*.yaml', schema: 'rule-table', optional: true, write: writeTables, load: async (deed, content, { path }) => { await publishTable(deed, content as RuleTable, 'folder', path) } },
  ],
  jobs: [{ name: 'rule.renew_calendar', everySeconds: 600, perform: async (run) => { await run.perform(renewCalendar) } }],
}
