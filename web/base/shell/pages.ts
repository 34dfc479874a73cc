import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '../ui/icons.ts'
import { may } from '../session/session.ts'

/** A word of the menu; a lesser page lies under the word of another, and `when` tells whether it has anything for who is here (菜单项). */
type MenuEntry = { icon: IconName, order: number, under?: string, when?: () => boolean, badge?: () => Promise<{ default: Component }> }

/** One page of an app; the menu shows it only to those who may open it (页面). */
export type Page = {
  path: string, name: string, title: string, component: () => Promise<{ default: Component }>,
  may?: string, menu?: MenuEntry, bare?: boolean
}

export const routesOf = (pages: readonly Page[]): RouteRecordRaw[] =>
  pages.map(({ path, name, component, title, may: permission, bare }) => ({ path, name, component, meta: { title, may: permission, bare: bare === true } }))

const groupOf = (page: Page): string => page.menu?.under ?? page.name
const shown = (pages: readonly Page[]): Page[] =>
  pages.filter(page => page.menu !== undefined && may(page.may) && page.menu.when?.() !== false).sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0))

/** The words of the menu: of pages under one word the first that one may open stands for all of them. */
export const menuOf = (pages: readonly Page[]): Page[] => shown(pages).filter((page, at, all) => all.findIndex(one => groupOf(one) === groupOf(page)) === at)

/** The page of the menu on which one is, and those that lie under the same word (同组页面). */
export const besideOf = (pages: readonly Page[], path: string): Page[] => {
  const all = shown(pages)
  const here = all.find(page => path === page.path || path.startsWith(`${page.path}/`))
  return here === undefined ? [] : all.filter(page => groupOf(page) === groupOf(here))
}

/** The lists of all systems for one app, as import.meta.glob found them. */
export const gather = (found: Record<string, unknown>): Page[] => Object.values(found).flat() as Page[]
