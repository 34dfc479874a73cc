import { startApp } from '../../base/shell/start-app.ts'
import App from './App.vue'
import { pages } from './pages.ts'

void startApp({ app: 'field', base: '/field/', root: App, texts: { 'zh-CN': () => import('virtual:texts/field/zh-CN'), en: () => import('virtual:texts/field/en') }, pages })
