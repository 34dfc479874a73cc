import { startApp } from '../../base/shell/start-app.ts'
import App from './App.vue'
import { blocks } from './application-blocks.ts'
import { pages } from './pages.ts'

void startApp({ app: 'resident', base: '/', root: App, texts: { 'zh-CN': () => import('virtual:texts/resident/zh-CN'), en: () => import('virtual:texts/resident/en') }, pages, blocks })
