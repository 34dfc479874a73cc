import type { Job } from '#base/home'
import { alarmRoutes } from '../alarm/routes.ts'
import { leakRoutes } from '../leak/routes.ts'
import { returnedRoutes } from '../returned/routes.ts'
import { findUnusual } from './find-unusual.ts'
import { usageRoutes } from './routes.ts'

/** All that watches how data are used: what system.ts declares of it. 使用监管 */
export const watchRoutes = [usageRoutes, alarmRoutes, leakRoutes, returnedRoutes] as const
export const watchJobs: readonly Job[] = [{ name: 'exchange.find_unusual', everySeconds: 60, perform: findUnusual }]
