// SPDX-License-Identifier: Apache-2.0
// All of three.js that the page uses, built into a script of its own (three.js).
export {
  BoxGeometry, BufferAttribute, BufferGeometry, CapsuleGeometry, CircleGeometry, Color, CylinderGeometry, DirectionalLight, DoubleSide, Group, HemisphereLight,
  Mesh, MeshLambertMaterial, PerspectiveCamera, Quaternion, Scene, SphereGeometry, Vector3, WebGLRenderer,
} from 'three';
