import { startApp } from '../../base/shell/start-app.ts'
import App from './App.vue'
import { blocks } from './application-blocks.ts'
import { pages } from './pages.ts'

void startApp({ app: 'desk', base: '/desk/', root: App, texts: { 'zh-CN': () => import('virtual:texts/desk/zh-CN'), en: () => import('virtual:texts/desk/en') }, pages, blocks })
