// SPDX-License-Identifier: Apache-2.0
// An instant in space (three.js): table, the body's segments, the 25 levels in their colours.
import {
  BoxGeometry, CapsuleGeometry, CircleGeometry, Color, CylinderGeometry, DirectionalLight, DoubleSide, Group, HemisphereLight,
  Mesh, MeshLambertMaterial, PerspectiveCamera, Quaternion, Scene as Space, SphereGeometry, Vector3,
  WebGLRenderer, type BufferGeometry,
} from 'three';
import type {Scene, Segment, Triple} from './data';
import {tubesOf} from './pictured';
import {frameBody, type Place} from './poses';
import {TrunkSkin} from './skin';
import type {Picture} from './viewer';

/** Whether this browser draws in space. */
export function hasWebGl(): boolean {
  if (!('inversimThree' in globalThis)) return false;
  return document.createElement('canvas').getContext('webgl2') !== null;
}

interface View {azimuth: number; elevation: number; distance: number}

// the user's left side, the head to the right; as seen a little from above and in front
const views: Record<string, View> = {
  side: {azimuth: -90, elevation: 3, distance: 3.9},
  oblique: {azimuth: -58, elevation: 13, distance: 3.95},
  front: {azimuth: 0, elevation: 10, distance: 4},
};
const kDegree = Math.PI / 180;
// made when asked for: a page without poses does not bring three.js
const yAxis = () => new Vector3(0, 1, 0);
const vector = (t: Triple) => new Vector3(t[0], t[1], t[2]);

function between(mesh: Mesh, from: Vector3, to: Vector3): Mesh {
  mesh.position.copy(from).add(to).multiplyScalar(0.5);
  mesh.quaternion.setFromUnitVectors(yAxis(), to.clone().sub(from).normalize());
  return mesh;
}

export class SpacePicture implements Picture {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  private readonly renderer: WebGLRenderer;
  private readonly space = new Space();
  private readonly camera = new PerspectiveCamera(32, 1, 0.05, 40);
  private readonly bodies: Group[] = [];
  private readonly levels: MeshLambertMaterial[] = [];
  private readonly paints = new Map<string, MeshLambertMaterial>();
  private readonly skin: TrunkSkin;
  private look: View = {...(views['oblique'] as View)};
  private spine = false;

  constructor(private readonly scene: Scene, count: number) {
    this.renderer = new WebGLRenderer({antialias: true, preserveDrawingBuffer: true, powerPreference: 'low-power'});
    this.canvas = this.renderer.domElement;
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', 'Table, person and spine at this instant, in space; drag to turn');
    this.element = document.createElement('div');
    this.element.className = 'picture';
    this.element.append(this.canvas);
    this.camera.up.set(0, 0, 1);
    for (let i = 0; i < count; ++i) {
      const group = new Group();
      this.bodies.push(group);
      this.space.add(group);
    }
    this.space.add(new HemisphereLight(0xffffff, 0x8a8f96, 2.2));
    const sun = new DirectionalLight(0xffffff, 1.6);
    sun.position.set(1.5, -3, 4);
    this.space.add(sun);
    this.addTable();
    for (const segment of scene.segments) this.addSegment(segment);
    this.skin = new TrunkSkin(scene);
    this.space.add(new Mesh(this.skin.geometry, this.paint('--body', 0.3)));
    this.addSpine();
    this.listen();
  }

  /** A material in one of the page's colours, which change with light and dark. */
  private paint(name: string, opacity = 1): MeshLambertMaterial {
    const key = `${name} ${opacity}`;
    let material = this.paints.get(key);
    if (material === undefined) {
      material = new MeshLambertMaterial({transparent: opacity < 1, opacity, depthWrite: opacity === 1, side: opacity < 1 ? DoubleSide : 0});
      this.paints.set(key, material);
    }
    return material;
  }

  private put(body: number, geometry: BufferGeometry, paint: MeshLambertMaterial): Mesh {
    const mesh = new Mesh(geometry, paint);
    this.bodies[body]?.add(mesh);
    return mesh;
  }

  private addTable(): void {
    const floor = new Mesh(new CircleGeometry(1.7, 64), this.paint('--floor'));
    floor.position.z = -0.002;
    this.space.add(floor);
    for (const box of this.scene.boxes) {
      const mesh = this.put(box.on === 'bed' ? 1 : 0, new BoxGeometry(2 * box.half[0], 2 * box.half[1], 2 * box.half[2]), this.paint('--pad'));
      mesh.position.set(...box.at);
    }
    for (const tube of tubesOf(this.scene)) {
      const from = vector(tube.from), to = vector(tube.to);
      between(this.put(tube.on === 'bed' ? 1 : 0, new CapsuleGeometry(tube.radius, from.distanceTo(to), 6, 12),
                       this.paint(tube.part === 'pad' ? '--pad' : '--steel')), from, to);
    }
  }

  private addSegment(segment: Segment): void {
    if (segment.kind === 'trunk') return;  // skin.ts
    const flesh = this.paint('--body', 0.5);
    const end = vector(segment.end), length = Math.max(0.01, end.length());
    if (segment.kind === 'head') {
      const head = this.put(segment.body, new SphereGeometry(0.1, 24, 16), flesh);
      head.scale.set(1.2, 0.85, 1);
      head.position.set(...segment.centre);
    } else if (segment.kind === 'foot') {
      const foot = this.put(segment.body, new BoxGeometry(0.07, 0.09, 0.2), flesh);
      foot.position.set(0.4 * segment.end[0], 0, 0.4 * segment.end[2]);
      if (segment.apart) this.twice(foot, segment.apart[0], segment.apart[0]);
    } else {
      const radius = Math.max(0.025, Math.min(0.08, segment.width / 2));
      const limb = (dy0: number, dy1: number) => between(
        this.put(segment.body, new CapsuleGeometry(radius, Math.max(0.01, length - radius), 6, 16), flesh),
        new Vector3(0, dy0, 0), end.clone().add(new Vector3(0, dy1, 0)));
      if (segment.apart) {
        limb(segment.apart[0], segment.apart[1]);
        limb(-segment.apart[0], -segment.apart[1]);
      } else {
        limb(0, 0);
      }
    }
  }

  /** One body for both legs: drawn on both sides. */
  private twice(mesh: Mesh, y: number, other: number): void {
    const second = mesh.clone();
    mesh.position.y += y;
    second.position.y -= other;
    mesh.parent?.add(second);
  }

  private addSpine(): void {
    for (const level of this.scene.levels) {
      const colour = new MeshLambertMaterial();
      this.levels.push(colour);
      // thicker than the disc is, so that its colour is seen from afar
      const disc = this.put(level.body, new CylinderGeometry(0.5, 0.5, Math.max(0.011, 1.5 * level.height), 24), colour);
      disc.scale.set(Math.max(0.03, level.width), 1, Math.max(0.026, level.depth));
      disc.quaternion.setFromUnitVectors(yAxis(), new Vector3(1, 0, 0));
      const segment = this.scene.segments.find((s) => s.body === level.body);
      if (segment === undefined || segment.kind !== 'trunk') continue;
      const bone = vector(segment.end);
      const vertebra = between(this.put(level.body, new CylinderGeometry(0.5, 0.5, bone.length(), 20), this.paint('--bone')), new Vector3(), bone);
      vertebra.scale.set(0.75 * Math.max(0.028, level.width), 1, 0.75 * Math.max(0.024, level.depth));
    }
  }

  show(places: readonly Place[], colours: readonly string[]): void {
    places.forEach((place, i) => {
      const group = this.bodies[i];
      if (group === undefined) return;
      group.position.set(...place.p);
      group.quaternion.copy(new Quaternion(place.q[1], place.q[2], place.q[3], place.q[0]));
    });
    this.skin.update(places);
    this.levels.forEach((material, k) => material.color.set(colours[k] ?? 'gray'));
    this.aim(places);
    this.renderer.render(this.space, this.camera);
  }

  resize(): void {
    const width = Math.max(200, this.element.clientWidth), height = Math.max(160, this.element.clientHeight);
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    const style = getComputedStyle(document.documentElement);
    this.space.background = new Color(style.getPropertyValue('--sky').trim());
    for (const [key, material] of this.paints) material.color.set(style.getPropertyValue(key.split(' ')[0] ?? '').trim());
  }

  view(name: string): void {
    this.spine = name === 'spine';
    this.look = {...(views[this.spine ? 'oblique' : name] ?? views['oblique'] as View)};
    if (this.spine) this.look = {...this.look, azimuth: -74, elevation: 8, distance: 1.25};
    // what stands before the spine is left out
    for (const body of [frameBody, ...this.scene.segments.filter((s) => s.kind === 'limb').map((s) => s.body)]) {
      const group = this.bodies[body];
      if (group !== undefined) group.visible = !this.spine;
    }
  }

  private aim(places: readonly Place[]): void {
    const {azimuth, elevation, distance} = this.look;
    // the spine itself is followed
    const middle = this.spine ? places[this.scene.levels[Math.floor(this.scene.levels.length / 2)]?.body ?? 0]?.p : undefined;
    // the bed swings about the pivot: all of it stays in sight
    const target = vector(middle ?? [0, 0, this.scene.pivot_height - 0.09]);
    // a narrow picture needs more room
    const far = distance * Math.max(1, 1.22 / this.camera.aspect);
    this.camera.position.set(Math.cos(elevation * kDegree) * Math.cos(azimuth * kDegree), Math.cos(elevation * kDegree) * Math.sin(azimuth * kDegree),
                             Math.sin(elevation * kDegree)).multiplyScalar(far).add(target);
    this.camera.lookAt(target);
  }

  /** Dragging turns it; the page's own redraw shows it. */
  onTurn: () => void = () => undefined;

  private listen(): void {
    this.canvas.addEventListener('pointerdown', (event) => this.canvas.setPointerCapture(event.pointerId));
    this.canvas.addEventListener('pointermove', (event) => {
      if (!this.canvas.hasPointerCapture(event.pointerId)) return;
      this.look.azimuth -= 0.4 * event.movementX;
      this.look.elevation = Math.min(85, Math.max(-5, this.look.elevation + 0.3 * event.movementY));
      this.onTurn();
    });
  }
}
