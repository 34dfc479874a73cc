import type { Home } from '#base/home'
import { jobRoutes } from './job/routes.ts'
import { watchSources } from './job/watch-sources.ts'
import { forgetRuns } from './run/forget-runs.ts'
import { runRoutes } from './run/routes.ts'
import { runTransfers } from './run/run-transfers.ts'

export { useConnectors } from './connectors-here.ts'

export const system: Home = {
  name: 'transfer',
  chinese: '数据汇聚交换',
  needs: ['exchange'],
  permissions: ['transfer.job.read', 'transfer.job.read_all', 'transfer.job.manage'],
  events: ['transfer.finished', 'transfer.stopped', 'transfer.source_full'],
  routes: [jobRoutes, runRoutes],
  jobs: [
    { name: 'transfer.run', everySeconds: 2, shared: true, perform: runTransfers },
    { name: 'transfer.forget_runs', everySeconds: 3600, perform: forgetRuns },
    { name: 'transfer.watch_sources', everySeconds: 60, perform: watchSources },
  ],
}
