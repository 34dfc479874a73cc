import { defineAsyncComponent, type Component } from 'vue'

const found = import.meta.glob<{ default: Component }>('../../systems/*/ApplicationBlock.vue')

/** What systems add to the page of an application: how it is received and the like (办件页板块). */
export const blocks: Component[] = Object.keys(found).sort().map(path => defineAsyncComponent(async () => (await found[path]?.())?.default ?? Promise.reject(new Error(path))))
