import type { DeskApplication, DeskApplications, DeskRow } from '#contracts/application'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'

/** What the unit has to answer, what is due first on top; the open one beside them (审批队列). */
export const useDeskApplications = (view: () => string, id: () => string): OpenOne<DeskApplication> & { list: Pages<DeskRow, DeskApplications> } => {
  const list = usePages<DeskRow, DeskApplications>(['application', 'desk'], '/application/desk/applications', () => ({ view: view() }))
  return { list, ...useOpenOne<DeskApplication>({ key: ['application', 'desk-one'], at: '/application/desk/applications', chosen: id, first: () => list.rows.value[0]?.id }) }
}
