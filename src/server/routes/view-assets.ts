import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Router } from 'express';
import type { Routes } from '../context.js';
import { only, refuse } from '../refuse.js';

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
};

/** `GET /view-assets/<secret>/assets/logo.png`: the images of emails. Each path was given out before, or is unknown. */
export const viewAssetsRoutes: Routes = ({ images }) => {
  const router = Router();
  router
    .route('/view-assets/*path')
    .get((request, response) => {
      const file = images.fileOf(request.path);
      const type = file && TYPES[extname(file).toLowerCase()];
      if (!type) return refuse(request, response, 404, 'There is no such image.');
      response.set('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'");
      response.set('Content-Type', type).send(readFileSync(file));
    })
    .all(only('GET'));
  return router;
};
