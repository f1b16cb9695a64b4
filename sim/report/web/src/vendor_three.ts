// SPDX-License-Identifier: Apache-2.0
// All of three.js that the page uses, built into a script of its own (three.js).
export {
  AmbientLight, BoxGeometry, BufferAttribute, BufferGeometry, CapsuleGeometry, Color, CylinderGeometry, DirectionalLight,
  DoubleSide, EdgesGeometry, GridHelper, Group, HemisphereLight, Line, LineBasicMaterial, LineSegments,
  Matrix4, Mesh, MeshLambertMaterial, MeshStandardMaterial, PerspectiveCamera, PlaneGeometry, Quaternion,
  Raycaster, Scene, SphereGeometry, Spherical, Vector2, Vector3, WebGLRenderer,
} from 'three';
