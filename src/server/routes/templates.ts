import { Router } from 'express';
import type { Routes } from '../context.js';
import { only } from '../refuse.js';

/** `GET /api/templates` */
export const templatesRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/templates')
    .get((_request, response) => void response.json(emails.list()))
    .all(only('GET'));
  return router;
};
