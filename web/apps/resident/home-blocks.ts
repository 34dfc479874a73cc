import { defineAsyncComponent, type Component } from 'vue'

const found = import.meta.glob<{ default: Component }>('../../systems/*/HomeBlock.vue')

/** What systems put on the residents' front page: one's own matters and the like (首页板块). */
export const homeBlocks: Component[] = Object.keys(found).sort().map(path => defineAsyncComponent(async () => (await found[path]?.())?.default ?? Promise.reject(new Error(path))))
