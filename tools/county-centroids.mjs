// Writes data/places/county_centroids.csv (fips,latitude,longitude) from the npm package us-atlas: the middle of each
// county, weighted by area. Run: node tools/county-centroids.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const radians = Math.PI / 180;

// Area and area-weighted middle of one ring, on a plane that is true to scale at the ring's first point. Longitudes are
// unrolled so that rings across the 180th meridian (Aleutians West) stay in one piece.
function moments(ring) {
  const [lon0, lat0] = ring[0];
  const shrink = Math.cos(lat0 * radians);
  const plane = ring.map(([lon, lat]) => [(((lon - lon0 + 540) % 360) - 180) * shrink, lat - lat0]);
  let area = 0, x = 0, y = 0;
  for (let i = 0; i + 1 < plane.length; i++) {
    const cross = plane[i][0] * plane[i + 1][1] - plane[i + 1][0] * plane[i][1];
    area += cross / 2;
    x += ((plane[i][0] + plane[i + 1][0]) * cross) / 6;
    y += ((plane[i][1] + plane[i + 1][1]) * cross) / 6;
  }
  return { area: area * shrink, lon: lon0 + x / area / shrink, lat: lat0 + y / area };
}

// Outer rings run one way and holes the other, so the signed areas add up.
function middle(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat().map(moments).filter((m) => m.area !== 0);
  if (rings.length === 0) return null;  // a county too small for this scale
  const lon0 = rings[0].lon;
  let area = 0, lon = 0, lat = 0;
  for (const ring of rings) {
    area += ring.area;
    lon += (((ring.lon - lon0 + 540) % 360) - 180) * ring.area;
    lat += ring.lat * ring.area;
  }
  return { lat: lat / area, lon: ((lon0 + lon / area + 540) % 360) - 180 };
}

const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("us-atlas/counties-10m.json"), "utf8"));
const rows = feature(atlas, atlas.objects.counties).features
  .map((county) => ({ fips: county.id, at: middle(county.geometry) }))
  .filter(({ at }) => at)
  .map(({ fips, at }) => `${fips},${at.lat.toFixed(4)},${at.lon.toFixed(4)}`)
  .sort();
writeFileSync(new URL("../data/places/county_centroids.csv", import.meta.url),
              "fips,latitude,longitude\n" + rows.join("\n") + "\n");
console.log(`${rows.length} counties`);
