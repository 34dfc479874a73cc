import { Map as Maplibre, Marker, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { boundsOf, pointsOf, type Districts, type MapPoint } from './sketch.ts'

setWorkerUrl(workerUrl)

export type BaseMap = { tiles: string, approval: string } | null
export type Shown = { points: readonly MapPoint[], districts: Districts | null, chosen: string | null }
export type OpenMap = { show: (shown: Shown) => void, zoom: (by: number) => void, close: () => void }
type Words = { cluster: (count: number) => string }

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const styleOf = (base: BaseMap, districts: Districts | null): StyleSpecification => ({
  version: 8,
  sources: {
    ...base === null ? {} : { base: { type: 'raster' as const, tiles: [base.tiles], tileSize: 256 } },
    districts: { type: 'geojson', data: districts ?? { type: 'FeatureCollection', features: [] } },
    points: { type: 'geojson', data: pointsOf([]), cluster: true, clusterRadius: 44, clusterMaxZoom: 15 },
  },
  layers: [
    { id: 'land', type: 'background', paint: { 'background-color': colour('--map-land') } },
    ...base === null ? [] : [{ id: 'base', type: 'raster' as const, source: 'base' }],
    ...base === null ? [{ id: 'fill', type: 'fill' as const, source: 'districts', paint: { 'fill-color': colour('--map-block') } }] : [],
    { id: 'edge', type: 'line', source: 'districts', paint: { 'line-color': colour('--line-strong'), 'line-width': 1 } },
    { id: 'points', type: 'circle', source: 'points', paint: { 'circle-radius': 0.1, 'circle-opacity': 0 } },
  ],
})

/** A marker is a button with a word, so that map and list say the same (标记). */
const markerOf = (label: string, text: string, tone: string, act: () => void): HTMLButtonElement => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `map-marker ${tone}`
  button.setAttribute('aria-label', label)
  button.textContent = text
  button.addEventListener('click', event => { event.stopPropagation(); act() })
  return button
}

/** Opens a map in a box: districts as a sketch, or a base with its approval number; points cluster with their counts (地图). */
export const openMap = (box: HTMLElement, base: BaseMap, words: Words, choose: (id: string) => void): OpenMap => {
  const map = new Maplibre({ container: box, style: styleOf(base, null), attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0 })
  const markers = new Map<string, Marker>()
  let shown: Shown = { points: [], districts: null, chosen: null }
  let framed = ''
  map.touchZoomRotate.disableRotation()

  const place = (): void => {
    if (!map.isSourceLoaded('points')) return
    const wanted = new Set<string>()
    for (const feature of map.querySourceFeatures('points')) {
      if (feature.geometry.type !== 'Point') continue
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates
      const { cluster_id: cluster, point_count: count, id, title, tone } = feature.properties
      const key = cluster === undefined ? `p${id}.${id === shown.chosen}` : `c${cluster}.${count}`
      wanted.add(key)
      if (markers.has(key)) continue
      const grow = (): void => { void map.getSource<GeoJSONSource>('points')?.getClusterExpansionZoom(cluster).then(zoom => { map.easeTo({ center: [longitude, latitude], zoom }) }) }
      const element = cluster === undefined ? markerOf(title, '', `point ${tone ?? 'calm'} ${id === shown.chosen ? 'chosen' : ''}`, () => { choose(id) }) : markerOf(words.cluster(count), String(count), 'cluster', grow)
      markers.set(key, new Marker({ element }).setLngLat([longitude, latitude]).addTo(map))
    }
    for (const [key, marker] of markers) if (!wanted.has(key)) { marker.remove(); markers.delete(key) }
  }
  const draw = (): void => {
    if (!map.isStyleLoaded()) { map.once('idle', draw); return }
    void map.getSource<GeoJSONSource>('districts')?.setData(shown.districts ?? { type: 'FeatureCollection', features: [] })
    void map.getSource<GeoJSONSource>('points')?.setData(pointsOf(shown.points))
    const bounds = boundsOf(shown.points, shown.districts)
    if (bounds !== null && framed !== bounds.join()) { framed = bounds.join(); map.fitBounds(bounds, { padding: 32, maxZoom: 15, animate: false }) }
  }
  map.on('render', place)
  map.on('idle', () => { place(); box.dataset['ready'] = String(shown.points.length) })
  return {
    show: next => { shown = next; delete box.dataset['ready']; draw() },
    zoom: by => { map.zoomTo(map.getZoom() + by) },
    close: () => { map.remove() },
  }
}
