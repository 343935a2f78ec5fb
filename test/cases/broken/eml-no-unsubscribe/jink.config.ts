export default { templates: { welcome: { kind: 'marketing' } } };
