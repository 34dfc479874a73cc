import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '../ui/icons.ts'
import { may } from '../session/session.ts'

/** One page of an app; the menu shows it only to those who may open it (页面). */
export type Page = {
  path: string, name: string, title: string, component: () => Promise<{ default: Component }>,
  may?: string, menu?: { icon: IconName, order: number, badge?: () => Promise<{ default: Component }> }, bare?: boolean
}

export const routesOf = (pages: readonly Page[]): RouteRecordRaw[] =>
  pages.map(({ path, name, component, title, may: permission, bare }) => ({ path, name, component, meta: { title, may: permission, bare: bare === true } }))

export const menuOf = (pages: readonly Page[]): Page[] =>
  pages.filter(page => page.menu !== undefined && may(page.may)).sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0))

/** The lists of all systems for one app, as import.meta.glob found them. */
export const gather = (found: Record<string, unknown>): Page[] => Object.values(found).flat() as Page[]
