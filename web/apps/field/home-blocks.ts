import { defineAsyncComponent, type Component } from 'vue'

const found = import.meta.glob<{ default: Component }>('../../systems/*/FieldHomeBlock.vue')

/** What systems put on the grid worker’s front page (首页板块). */
export const homeBlocks: Component[] = Object.keys(found).sort().map(path => defineAsyncComponent(async () => (await found[path]?.())?.default ?? Promise.reject(new Error(path))))
