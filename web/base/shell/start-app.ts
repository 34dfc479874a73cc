import '../look/index.ts'
import { createApp, effectScope, nextTick, watch, type Component } from 'vue'
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { useIsFetching, useIsMutating, VueQueryPlugin, type QueryClient } from '@tanstack/vue-query'
import { startLook } from '../look/index.ts'
import { i18n, language, startTexts, text, type Loaders } from '../texts/texts.ts'
import { makeQueries } from '../api/queries.ts'
import { keepMode } from '../session/keep-mode.ts'
import { may, startSession, who } from '../session/session.ts'
import { applicationBlocks } from './application-blocks.ts'
import { routesOf, type Page } from './pages.ts'

type Shell = { app: 'resident' | 'field' | 'desk', base: string, root: Component, texts: Loaders, pages: readonly Page[], blocks?: readonly Component[] }

const makeRouter = ({ base, pages }: Shell): Router => {
  const router = createRouter({ history: createWebHistory(base), routes: routesOf(pages), scrollBehavior: (_, __, saved) => saved ?? { top: 0 } })
  router.beforeEach(to => may(to.meta['may'] as string | undefined) || to.name === 'login' ? true
    : who.value?.stage === 'enrol' && router.hasRoute('enrol') ? { name: 'enrol', query: { to: to.fullPath } }
    : who.value === null ? { name: 'login', query: { to: to.fullPath } } : { name: 'not-found', params: { path: to.path.slice(1).split('/') } })
  return router
}

/** Sets data-ready on the page when its route stands and nothing is being fetched: what tests and people wait for (就绪). */
const tellReady = (router: Router, queries: QueryClient): void => {
  const [fetching, mutating] = [useIsFetching({}, queries), useIsMutating({}, queries)]
  const page = document.documentElement
  const tell = async (): Promise<void> => {
    delete page.dataset['ready']
    await router.isReady()
    await nextTick()
    if (fetching.value === 0 && mutating.value === 0) page.dataset['ready'] = String(router.currentRoute.value.name ?? '')
  }
  watch([fetching, mutating, router.currentRoute], () => { void tell() }, { immediate: true, flush: 'post' })
}

const nameThePage = (router: Router): void => {
  watch([router.currentRoute, language], ([route]) => { document.title = [text(String(route.meta['title'] ?? 'web.name')), text('web.name')].join(' · ') }, { immediate: true })
}

const keepShell = ({ app, base }: Shell): void => {
  if (!import.meta.env.PROD || app === 'desk' || !('serviceWorker' in navigator)) return
  void navigator.serviceWorker.register(`${base}service-worker.js`, { scope: base }).catch(() => undefined)
}

/** Starts one app: look, texts, session, then its pages (启动). */
export const startApp = async (shell: Shell): Promise<void> => {
  startLook(shell.app)
  await Promise.all([startTexts(shell.texts), startSession(shell.app === 'field' ? 72 * 3_600_000 : 0)])
  const router = makeRouter(shell)
  const queries = makeQueries()
  createApp(shell.root).provide(applicationBlocks, shell.blocks ?? []).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app')
  effectScope(true).run(() => { tellReady(router, queries); nameThePage(router); if (shell.app === 'resident') keepMode() })
  keepShell(shell)
}
