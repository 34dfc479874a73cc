import type { Home } from '#base/home'
import { routes } from './routes.ts'
import { sweepFiles } from './sweep-files.ts'
import { holdings } from './file-holdings.ts'

export const primitive: Home = {
  name: 'file',
  chinese: '文件',
  routes: [routes],
  jobs: [{ name: 'file.sweep', everySeconds: 3600, perform: sweepFiles }],
  contributions: holdings,
}
