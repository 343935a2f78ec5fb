import { readFileSync } from 'node:fs';
import * as problems from '../diagnostics/problems.js';
import type { EmbeddedImage } from '../mail/embed-images.js';
import { imageType } from '../mail/image-type.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Project } from './project.js';

/** Images that go along may have as many bytes together; every message carries them. */
export const IMAGE_BUDGET = 2_000_000;

/** The project's own images, unless they are published under `baseUrl`: then messages link to them. */
export function readImages(project: Project, template: CompiledTemplate, budget: number) {
  const diagnostics: Diagnostic[] = [];
  const images: EmbeddedImage[] = [];
  for (const { file, url } of project.config.baseUrl ? [] : template.assets) {
    const path = project.imageFile(file);
    const content = path === undefined ? undefined : readFileSync(path);
    const contentType = content && imageType(content);
    if (content && contentType) images.push({ file, url, content, contentType });
    else diagnostics.push(problems.notAnImage(file));
  }
  const bytes = images.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > budget) diagnostics.push(problems.heavyImages(template.name, bytes, budget));
  return { images, diagnostics };
}
