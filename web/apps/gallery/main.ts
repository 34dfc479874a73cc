import { createApp, nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import '../../base/look/index.ts'
import GalleryPage from '../../base/gallery/GalleryPage.vue'
import { sample } from '../../base/gallery/samples.ts'
import { holdClock, zone } from '../../base/clock/use-clock.ts'
import { i18n, startTexts } from '../../base/texts/texts.ts'

const asked = new URLSearchParams(location.search)
const page = document.documentElement
if (asked.get('mode') === 'elder') page.dataset['mode'] = 'elder'
if (asked.get('theme') === 'wall') { page.dataset['theme'] = 'wall'; page.dataset['device'] = 'phone' }
zone.value = 'Asia/Shanghai'
holdClock(sample.now)
await startTexts({ 'zh-CN': () => import('virtual:texts/desk/zh-CN'), en: () => import('virtual:texts/desk/en') })
createApp(GalleryPage).use(i18n).use(createRouter({ history: createWebHistory('/gallery/'), routes: [{ path: '/:rest(.*)*', component: GalleryPage }] })).mount('#app')
await nextTick()
setTimeout(() => { page.dataset['ready'] = 'gallery' }, 400)
