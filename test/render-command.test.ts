import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { InvalidDataError, MissingDataError, openProject } from '../dist/index.js';

import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/* One email: `jink render` and `template.render(data)`. */

const MAIN = fileURLToPath(new URL('../dist/bundle/main.js', import.meta.url));

const FILES = {
  'templates/welcome.pug': [
    'extends jink/layout',
    'block subject',
    '  | Welcome, #{name}',
    'block preheader',
    "  +preheader('From ' + team)",
    'block body',
    "  p Hello #{name}, #{default(nick, 'you')}",
    '  a(href=url) Go',
    '',
  ].join('\n'),
  'templates/welcome.json': '{ "name": "Ada", "nick": "A.", "team": "R & D", "url": "https://example.com/?a=1&b=2" }',
  'templates/welcome.short.json': '{ "name": "Bo", "team": "T", "url": "javascript:alert(1)" }',
  'data/given.json': '{ "name": "<Mary>", "team": "{{name}}", "url": "" }',
};

describe('jink render', () => {
  test('the default scenario, as HTML', () => {
    const { exitCode, stdout, stderr } = jink(['render', 'welcome'], temporaryProject(FILES));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    expect(stdout).toContain('Hello Ada, A.');
    expect(stdout).not.toContain('{{');
  });

  test('another scenario, as text and as JSON', () => {
    const root = temporaryProject(FILES);
    expect(jink(['render', 'welcome', '--scenario', 'short', '--format', 'text'], root).stdout).toContain(
      'Hello Bo, you',
    );
    const { stdout } = jink(['render', 'welcome', '--scenario', 'short', '--format', 'json'], root);
    const email = JSON.parse(stdout);
    expect(Object.keys(email)).toEqual(['subject', 'preheader', 'html', 'text']);
    expect(email).toMatchObject({ subject: 'Welcome, Bo', preheader: 'From T' });
    expect(email.html).toContain('href="#"');
  });

  test('data from a file and from stdin', () => {
    const root = temporaryProject(FILES);
    const { stdout } = jink(['render', 'welcome', '--data', 'data/given.json', '--format', 'json'], root);
    expect(JSON.parse(stdout)).toMatchObject({ subject: 'Welcome, <Mary>', preheader: 'From {{name}}' });
    expect(JSON.parse(stdout).html).toContain('Hello &lt;Mary&gt;, you');
    const piped = spawnSync(process.execPath, [MAIN, 'render', 'welcome', '--data', '-', '--format', 'text'], {
      cwd: root,
      encoding: 'utf8',
      input: '\uFEFF{ "name": "Eve", "team": "T", "url": "https://example.com" }',
    });
    expect(piped.stderr).toBe('');
    expect(piped.stdout).toContain('Hello Eve, you');
  });

  test('what goes wrong, and its exit code', () => {
    const root = temporaryProject({ ...FILES, 'data/wrong.json': '[1]', 'data/broken.json': '{ "name": }' });
    const told = (...args: string[]) => {
      const { exitCode, stdout, stderr } = jink(['render', ...args], root);
      expect(stdout).toBe('');
      return [exitCode, stderr.split('\n')[0]];
    };
    expect(told('welcome', '--data', 'data/none.json')).toEqual([2, 'There is no file "data/none.json".']);
    expect(told('welcome', '--data', 'data/wrong.json')[1]).toMatch(
      /^data\/wrong.json:1:1 {2}error {2}.*data-not-object$/,
    );
    expect(told('welcome', '--data', 'data/broken.json')[1]).toMatch(
      /^data\/broken.json:1:10 {2}error .*invalid-json$/,
    );
    expect(told('welcome', '--scenario', 'shrot')[0]).toBe(1);
    expect(told('welcmoe')[0]).toBe(2);
    expect(told('welcome', '--data', 'x.json', '--scenario', 'short')[0]).toBe(2);
    expect(told('welcome', '--format', 'pdf')[0]).toBe(2);
    expect(told()[0]).toBe(2);
  });
});

describe('template.render', () => {
  test('fills in, again and again', async () => {
    const template = await (await openProject({ root: temporaryProject(FILES) })).compile('welcome');
    for (const name of ['Ada', 'Bo', 'O\'Neill & "sons"'])
      expect(template.render({ name, team: 'T', url: '/' })).toMatchObject({ subject: `Welcome, ${name}` });
  });

  test('throws every missing path at once', async () => {
    const template = await (await openProject({ root: temporaryProject(FILES) })).compile('welcome');
    expect(() => template.render({ url: null })).toThrow(MissingDataError);
    try {
      template.render({ url: null });
    } catch (error) {
      expect((error as MissingDataError).paths).toEqual(['name', 'team']);
    }
  });

  test('a template with errors says so', async () => {
    const root = temporaryProject({ 'templates/wrong.pug': 'p(\n' });
    const template = await (await openProject({ root })).compile('wrong');
    expect(() => template.render({})).toThrow('"wrong" was not built');
  });

  test('compiled with its data, it gives that email', async () => {
    const template = await (await openProject({ root: temporaryProject(FILES) })).compile('welcome', {
      scenario: 'short',
    });
    expect(template.render({ name: 'Eve' }).subject).toBe('Welcome, Bo');
  });

  test('a JSON Schema is asked first', async () => {
    const root = temporaryProject({
      ...FILES,
      'templates/welcome.schema.json': JSON.stringify({
        $schema: 'http://json-schema.org/draft-07/schema#',
        required: ['name', 'team', 'url', 'id'],
        properties: { name: { type: 'string', minLength: 2 }, id: { type: 'integer' } },
      }),
      'templates/welcome.json': '{ "name": "Ada", "nick": "A.", "team": "R", "url": "/", "id": 1 }',
      'templates/welcome.short.json': '{ "name": "Bo", "team": "T", "url": "/", "id": 2 }',
    });
    const template = await (await openProject({ root })).compile('welcome');
    expect(template.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const data = { name: 'Eve', team: 'T', url: '/', id: 3 };
    expect(template.render(data).subject).toBe('Welcome, Eve');
    expect(() => template.render({ ...data, id: 'x', name: 'E' })).toThrow(InvalidDataError);
    expect(() => template.render({ ...data, id: 'x' })).toThrow('id: This must be an integer.');
    const { id, ...rest } = data;
    expect(() => template.render(rest)).toThrow(MissingDataError);
    expect(id).toBe(3);
  });
});
